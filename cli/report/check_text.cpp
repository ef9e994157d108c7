#include <fmt/format.h>

#include <algorithm>

#include "cli/report/check_report.hpp"

namespace athanor::cli {
namespace {

using Outcome = CheckedPoint::Outcome;

/// So many details of one point fit a screen.
constexpr std::size_t shown_details = 12;

std::string mark(Outcome outcome) {
  switch (outcome) {
    case Outcome::Passed:
      return "ok";
    case Outcome::Skipped:
      return "part";
    case Outcome::Failed:
      break;
  }
  return "FAIL";
}

}  // namespace

bool is_clean(const std::vector<CheckedPoint>& points) {
  return std::none_of(points.begin(), points.end(),
                      [](const auto& point) { return point.outcome == Outcome::Failed; });
}

std::string check_report(const std::vector<CheckedPoint>& points) {
  std::string out;
  for (const auto& point : points) {
    out += fmt::format("{:<5} {}\n", mark(point.outcome), point.what);
    auto shown = std::min(point.details.size(), shown_details);
    for (std::size_t i = 0; i < shown; ++i) out += fmt::format("        {}\n", point.details[i]);
    if (shown < point.details.size()) {
      out += fmt::format("        and {} more\n", point.details.size() - shown);
    }
    if (!point.remedy.empty()) out += fmt::format("      -> {}\n", point.remedy);
  }
  return out + (is_clean(points) ? "No new upgrade operations detected.\n" : "");
}

}  // namespace athanor::cli
