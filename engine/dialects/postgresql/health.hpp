#pragma once
/// The state of a live PostgreSQL database, and rows made up for its tables.

#include <string>
#include <vector>

#include "engine/health/health.hpp"

namespace athanor::postgresql {

const health::Health& health();

/// See Health::conditions: indexes by pg_index, constraints by pg_constraint, sequences by what
/// pg_depend and pg_attrdef say that they feed (manual, chapter 53).
std::vector<health::Condition> conditions(Session& session, const Schema& schema);

/// See Health::values.
std::vector<std::string> sample_values(const DataType& type, const health::Hints& hints,
                                       const Schema& schema);

}  // namespace athanor::postgresql
