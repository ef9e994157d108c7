#pragma once
/// One statement, from tokens to values. Private to this folder.

#include <vector>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// What a statement says: one action, or several where it holds others (CREATE SCHEMA). None, with
/// an error told to `written`, where it cannot be read or a graph cannot hold what it makes.
std::vector<Action> read_actions(const Written& written);

}  // namespace athanor::postgresql
