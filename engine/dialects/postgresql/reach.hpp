#pragma once
/// What a statement does by which it could change tables that it does not name. Private to this
/// folder.

#include <string>
#include <vector>

#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// See Dialect::reach_beyond_names.
std::string reach_beyond_names(const Statement& statement);

/// See Dialect::sequences_set.
std::vector<QualifiedName> sequences_set(const Statement& statement);

}  // namespace athanor::postgresql
