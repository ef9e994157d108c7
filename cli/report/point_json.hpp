#pragma once
/// The points of `check` and `verify` as JSON. Private to this folder: it shows nlohmann/json.

#include <nlohmann/json.hpp>
#include <vector>

#include "migrations/check.hpp"

namespace athanor::cli {

/// An array; documented in docs/check.md.
nlohmann::ordered_json points_json(const std::vector<CheckedPoint>& points);

}  // namespace athanor::cli
