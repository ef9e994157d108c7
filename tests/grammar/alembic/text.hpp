#pragma once
/// What the tests of this folder share: scripts from text, and results as text.

#include <string>
#include <vector>

#include "grammar/alembic/script_reader.hpp"

namespace athanor::alembic {

SourcePtr script_source(const std::string& text);

/// The body between a header and an empty other direction.
std::string script_with(const std::string& upgrade);

/// A line an item, needs last: `sql ...`, `autocommit sql ...`, `op create_table users`,
/// `7:5 needs while loop`.
std::string shown(const std::vector<BodyItem>& items);

/// An operation with what most tests ask of it: `add_column users.email`.
std::string shown(const Operation& operation);

}  // namespace athanor::alembic
