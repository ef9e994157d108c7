#pragma once
/// What `check` shows.

#include <string>
#include <vector>

#include "migrations/check.hpp"

namespace athanor::cli {

/// Whether nothing failed.
bool is_clean(const std::vector<CheckedPoint>& points);

/// One line a point, with what was found and what to do beneath it, and Alembic's own line for a
/// check that passes.
std::string check_report(const std::vector<CheckedPoint>& points);

}  // namespace athanor::cli
