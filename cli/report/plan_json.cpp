#include "cli/report/finding_json.hpp"
#include "cli/report/plan_report.hpp"

namespace athanor::cli {
namespace {

using Json = nlohmann::ordered_json;

Json statements_json(const RevisionSql& statements) {
  Json out = Json::array();
  for (const auto& statement : statements) {
    out.push_back({{"sql", statement.sql},
                   {"transactional", statement.mode == alembic::SqlItem::Mode::Transactional}});
  }
  return out;
}

Json python_json(const std::vector<alembic::NeedsPython>& needs) {
  Json out = Json::array();
  for (const auto& need : needs) {
    bool placed = need.place.source != nullptr;
    out.push_back({{"construct", need.construct},
                   {"file", placed ? Json(need.place.source->name) : Json()},
                   {"line", placed ? Json(need.place.line) : Json()}});
  }
  return out;
}

Json misfits_json(const std::vector<Diagnostic>& misfits) {
  Json out = Json::array();
  for (const auto& misfit : misfits) {
    bool placed = misfit.place.source != nullptr;
    out.push_back({{"message", misfit.message},
                   {"file", placed ? Json(misfit.place.source->name) : Json()},
                   {"line", placed ? Json(misfit.place.line) : Json()}});
  }
  return out;
}

Json revision_json(const PendingRevision& revision) {
  Json risks = Json::array();
  for (const auto& finding : revision.risks) risks.push_back(finding_json(finding));
  return {{"revision", revision.id},
          {"down_revisions", revision.down_revisions},
          {"doc", revision.doc},
          {"file", revision.file},
          {"known", revision.known},
          {"sql", statements_json(revision.statements)},
          {"python", python_json(revision.python)},
          {"misfits", misfits_json(revision.misfits)},
          {"refused", refusals_json(revision.refused)},
          {"risks", risks}};
}

}  // namespace

std::string json_report(const PlanReport& report) {
  Json revisions = Json::array();
  for (const auto& revision : report.revisions) revisions.push_back(revision_json(revision));
  auto verdict = report.revisions.empty() ? "nothing" : is_refused(report) ? "refused" : "runs";
  Json out = {{"version", 1},    {"database", report.database}, {"dialect", report.dialect},
              {"at", report.at}, {"verdict", verdict},          {"revisions", revisions}};
  return out.dump(2) + "\n";
}

}  // namespace athanor::cli
