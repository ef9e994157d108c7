#pragma once
/// Calls of Alembic's operations that reach a protected table, and some that do not.

#include <string>
#include <vector>

namespace athanor::testing {

/// Bodies of revisions. `schema` is the default one of the dialect.
std::vector<std::string> reaching_bodies(const std::string& schema);
std::vector<std::string> innocent_bodies();

}  // namespace athanor::testing
