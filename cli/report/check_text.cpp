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

std::string place_of(const risk::Finding& finding) {
  if (!finding.place.source) return finding.unit;
  return fmt::format("{}:{}", finding.place.source->name, finding.place.line);
}

/// What stops, whole; warnings as lines; how many the rest are.
std::string risks_text(const std::vector<risk::Finding>& findings) {
  std::string stopping, warnings;
  std::size_t rest = 0;
  for (const auto& finding : findings) {
    auto detail = finding.detail.empty() ? "" : fmt::format(" ({})", finding.detail);
    auto line = fmt::format("        {} {} {} ({}): {}{}\n", risk::name_of(finding.severity),
                            finding.rule->code, finding.object, place_of(finding),
                            finding.rule->why, detail);
    if (risk::stops(finding)) {
      stopping += line + fmt::format("          instead: {}\n          or: --allow {}\n",
                                     finding.rule->instead, finding.allowance());
    } else if (finding.severity == risk::Severity::Warn && !finding.pass) {
      warnings += line;
    } else {
      ++rest;
    }
  }
  auto out = fmt::format("{:<5} no revision is more dangerous than was allowed\n",
                         stopping.empty() ? "ok" : "FAIL") +
             stopping + warnings;
  if (rest > 0) out += fmt::format("        and {} noted or allowed: athanor lint\n", rest);
  return out;
}

}  // namespace

bool is_clean(const std::vector<CheckedPoint>& points) {
  return std::none_of(points.begin(), points.end(),
                      [](const auto& point) { return point.outcome == Outcome::Failed; });
}

std::string point_text(const CheckedPoint& point, std::size_t shown) {
  auto out = fmt::format("{:<5} {}\n", mark(point.outcome), point.what);
  shown = std::min(point.details.size(), shown);
  for (std::size_t i = 0; i < shown; ++i) out += fmt::format("        {}\n", point.details[i]);
  if (shown < point.details.size()) {
    out += fmt::format("        and {} more\n", point.details.size() - shown);
  }
  if (!point.remedy.empty()) out += fmt::format("      -> {}\n", point.remedy);
  return out;
}

std::string check_report(const std::vector<CheckedPoint>& points,
                         const std::vector<risk::Finding>* findings) {
  std::string out;
  for (const auto& point : points) out += point_text(point, shown_details);
  if (findings) out += risks_text(*findings);
  bool stopped = findings && std::any_of(findings->begin(), findings->end(), risk::stops);
  return out + (is_clean(points) && !stopped ? "No new upgrade operations detected.\n" : "");
}

}  // namespace athanor::cli
