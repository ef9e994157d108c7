#include <nlohmann/json.hpp>

#include "cli/report/diff_report.hpp"
#include "cli/report/finding_json.hpp"
#include "schema/overloaded.hpp"

namespace athanor::cli {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json change_json(const Changed<T>& change) {
  const auto& side = change.after ? change.after : change.before;
  return {{"kind", kind_name<T>},
          {"name", display(side->name)},
          {"change", !change.before  ? "create"
                     : !change.after ? "drop"
                                     : "alter"}};
}

Json rename_json(const char* kind, const std::string& from, const std::string& to) {
  return {{"kind", kind}, {"name", to}, {"change", "rename"}, {"from", from}};
}

Json renames_json(const Difference& difference) {
  Json out = Json::array();
  for (const auto& rename : difference.object_renames) {
    out.push_back(rename_json(noun(rename.kind), display(rename.from), display(rename.to)));
  }
  for (const auto& rename : difference.table_renames) {
    out.push_back(rename_json("table", display(rename.from), display(rename.to)));
  }
  for (const auto& rename : difference.column_renames) {
    out.push_back(rename_json("column", rename.from, display(rename.table) + "." + rename.to));
  }
  for (const auto& rename : difference.part_renames) {
    auto to = display(rename.owner) + "." + rename.to;
    out.push_back(rename_json(noun(rename.kind), rename.from, to));
  }
  return out;
}

Json changes_json(const Difference& difference) {
  Json out = renames_json(difference);
  for (const auto& change : difference.changes) {
    out.push_back(std::visit([](const auto& changed) { return change_json(changed); }, change));
  }
  return out;
}

Json sql_json(const std::vector<SqlStatement>& statements) {
  Json out = Json::array();
  for (const auto& statement : statements) {
    out.push_back({{"sql", statement.sql},
                   {"transactional", statement.mode == SqlStatement::Mode::Transactional}});
  }
  return out;
}

Json risks_json(const std::vector<risk::Finding>& risks, std::size_t step) {
  Json out = Json::array();
  for (const auto& finding : risks) {
    if (finding.item == step) out.push_back(finding_json(finding));
  }
  return out;
}

Json steps_json(const DiffReport& report) {
  const Plan& plan = report.plan;
  const Dialect& dialect = *report.dialect;
  Json out = Json::array();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const auto& planned = plan.steps[i];
    auto effect = dialect.effect(planned.step);
    Json after = Json::array();
    for (const auto& reason : planned.after) {
      after.push_back(
          {{"step", reason.before + 1}, {"rule", reason.rule}, {"because", reason.because}});
    }
    out.push_back({{"number", i + 1},
                   {"description", describe(planned.step)},
                   {"object", display(target(planned.step))},
                   {"after", after},
                   {"sql", sql_json(dialect.render(planned.step))},
                   {"lock", effect.lock},
                   {"work", effect.work},
                   {"data_lost", effect.data_lost},
                   {"risks", risks_json(report.risks, i + 1)}});
  }
  return out;
}

}  // namespace

std::string json_report(const DiffReport& report) {
  const Dialect& dialect = *report.dialect;
  Json out = {{"version", 1},
              {"dialect", std::string(dialect.name())},
              {"from", report.from},
              {"to", report.to},
              {"empty", report.difference.empty()},
              {"changes", changes_json(report.difference)},
              {"steps", steps_json(report)},
              {"sql", sql_json(render(report.plan, dialect))},
              {"reverse", sql_json(render(report.reverse, dialect))},
              {"refused", refusals_json(report.refused)},
              {"legacy", report.legacy}};
  return out.dump(2) + "\n";
}

}  // namespace athanor::cli
