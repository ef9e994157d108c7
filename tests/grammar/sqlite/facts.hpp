#pragma once
/// Objects of a schema graph as lines of text that a test can compare and a person can read.

#include <string>

#include "schema/schema.hpp"

namespace athanor::sqlite {

/// `a INTEGER not null default 1`, `primary key a`, `check a > 0`, ... one a line, in the order of
/// the graph.
std::string facts(const Table& table);
std::string facts(const View& view);
std::string facts(const VirtualTable& table);
std::string facts(const Index& index);
std::string facts(const Trigger& trigger);

/// Everything in a schema.
std::string facts(const Schema& schema);

/// The same with every name in lower case and every SQL text in its canonical form, so that what
/// SQLite cannot tell apart is equal.
Schema canonical(Schema schema);

}  // namespace athanor::sqlite
