#include "cli/report/verify_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/check_report.hpp"
#include "cli/report/point_json.hpp"

namespace athanor::cli {
namespace {

constexpr std::size_t kScreen = 23, kLeastDetails = 3, kMostDetails = 12;

/// How many details of each point fit; a list that is cut has a line for its count.
std::size_t details_that_fit(const std::vector<CheckedPoint>& points) {
  std::size_t taken = 2, lists = 0;
  for (const auto& point : points) {
    taken += point.remedy.empty() ? 1 : 2;
    lists += point.details.empty() ? 0 : 1;
  }
  if (lists == 0) return kMostDetails;
  auto each = kScreen > taken ? (kScreen - taken) / lists : 0;
  return std::clamp(each > 0 ? each - 1 : 0, kLeastDetails, kMostDetails);
}

double as_milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

std::string verify_text(const VerifyReport& report) {
  auto out = fmt::format("{}\n", report.database);
  auto shown = details_that_fit(report.points);
  for (const auto& point : report.points) out += point_text(point, shown);
  auto failed = std::count_if(report.points.begin(), report.points.end(), [](const auto& point) {
    return point.outcome == CheckedPoint::Outcome::Failed;
  });
  return out + (failed == 0
                    ? std::string("all is well\n")
                    : fmt::format("{} of {} points do not hold\n", failed, report.points.size()));
}

std::string verify_json(const VerifyReport& report) {
  using Json = nlohmann::ordered_json;
  Json out = {{"version", 1}, {"database", report.database}, {"clean", is_clean(report.points)}};
  out["points"] = points_json(report.points);
  out["queries"] = Json::array();
  for (const auto& time : report.queries) {
    out["queries"].push_back(
        {{"name", time.query.name},
         {"runs", time.timing.runs.size()},
         {"p95_ms", time.timing.runs.empty() ? Json() : Json(as_milliseconds(time.p95))},
         {"limit_ms", time.query.limit.count()},
         {"kept", !time.failed()},
         {"error", time.timing.failure.empty() ? Json() : Json(time.timing.failure)}});
  }
  return out.dump(2) + "\n";
}

}  // namespace athanor::cli
