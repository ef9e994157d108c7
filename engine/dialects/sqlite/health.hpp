#pragma once
/// The state of a live SQLite database, and rows made up for its tables.

#include "engine/health/health.hpp"

namespace athanor::sqlite {

const health::Health& health();

/// See Health::conditions: `integrity_check` and `foreign_key_check` (pragma.html), each for a
/// limited time, and `sqlite_sequence` (autoinc.html).
std::vector<health::Condition> conditions(Session& session, const Schema& schema);

}  // namespace athanor::sqlite
