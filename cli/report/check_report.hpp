#pragma once
/// What `check` shows.

#include <string>
#include <vector>

#include "engine/risk/judge.hpp"
#include "migrations/check.hpp"

namespace athanor::cli {

/// Whether nothing failed.
bool is_clean(const std::vector<CheckedPoint>& points);

/// A line for a point, beneath it the first `shown` of what was found, and what to do.
std::string point_text(const CheckedPoint& point, std::size_t shown);

/// One line a point, with what was found and what to do beneath it; the findings of risk, notes
/// only counted (null: nothing was judged); and Alembic's own line for a check that passes.
std::string check_report(const std::vector<CheckedPoint>& points,
                         const std::vector<risk::Finding>* findings);

/// `"version": 1`; documented in docs/schemas/check.schema.json.
std::string check_json(const std::vector<CheckedPoint>& points,
                       const std::vector<risk::Finding>& findings);

}  // namespace athanor::cli
