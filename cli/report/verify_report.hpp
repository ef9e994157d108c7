#pragma once
/// What `verify` shows.

#include <string>
#include <vector>

#include "migrations/verification.hpp"

namespace athanor::cli {

/// What was looked at, and what came of it.
struct VerifyReport {
  std::string database;  ///< its address, without a password
  std::vector<CheckedPoint> points;
  std::vector<QueryTime> queries;
};

/// A line a point, with what was found and what to do beneath it, cut so that a screen of 24 lines
/// holds the whole as long as every point that has something to say gets three lines.
std::string verify_text(const VerifyReport& report);

/// `"version": 1`; documented in docs/schemas/verify.schema.json.
std::string verify_json(const VerifyReport& report);

}  // namespace athanor::cli
