#include "cli/report/finding_json.hpp"

namespace athanor::cli {

nlohmann::ordered_json finding_json(const risk::Finding& finding) {
  using Json = nlohmann::ordered_json;
  Json out = {{"code", finding.rule->code}, {"severity", risk::name_of(finding.severity)},
              {"object", finding.object},   {"detail", finding.detail},
              {"why", finding.rule->why},   {"instead", finding.rule->instead},
              {"sql", finding.sql},         {"dialect", finding.dialect},
              {"unit", finding.unit}};
  bool placed = finding.place.source != nullptr;
  out["file"] = placed ? Json(finding.place.source->name) : Json();
  out["line"] = placed ? Json(finding.place.line) : Json();
  out["column"] = placed ? Json(finding.place.column) : Json();
  out["allow"] = finding.allowance();
  out["allowed"] =
      finding.pass ? Json{{"by", finding.pass->by}, {"reason", finding.pass->reason}} : Json();
  return out;
}

nlohmann::ordered_json refusals_json(const std::vector<Refusal>& refused) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& refusal : refused) {
    out.push_back({{"code", refusal.code},
                   {"object", refusal.object},
                   {"message", refusal.message},
                   {"allow", refusal.allowance()}});
  }
  return out;
}

}  // namespace athanor::cli
