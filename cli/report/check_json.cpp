#include "cli/report/check_report.hpp"
#include "cli/report/finding_json.hpp"
#include "cli/report/point_json.hpp"

namespace athanor::cli {
namespace {

std::string name_of(CheckedPoint::Outcome outcome) {
  switch (outcome) {
    case CheckedPoint::Outcome::Passed:
      return "passed";
    case CheckedPoint::Outcome::Skipped:
      return "skipped";
    case CheckedPoint::Outcome::Failed:
      break;
  }
  return "failed";
}

}  // namespace

nlohmann::ordered_json points_json(const std::vector<CheckedPoint>& points) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& point : points) {
    out.push_back({{"what", point.what},
                   {"outcome", name_of(point.outcome)},
                   {"details", point.details},
                   {"remedy", point.remedy}});
  }
  return out;
}

std::string check_json(const std::vector<CheckedPoint>& points,
                       const std::vector<risk::Finding>& findings) {
  using Json = nlohmann::ordered_json;
  Json out = {{"version", 1}, {"clean", is_clean(points)}};
  out["points"] = points_json(points);
  out["risks"] = Json::array();
  for (const auto& finding : findings) out["risks"].push_back(finding_json(finding));
  return out.dump(2) + "\n";
}

}  // namespace athanor::cli
