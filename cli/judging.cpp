#include "cli/judging.hpp"

#include <algorithm>

namespace athanor::cli {
namespace {

bool same(const risk::Finding& a, const risk::Finding& b) {
  return a.rule->code == b.rule->code && a.object == b.object && a.unit == b.unit &&
         a.place.line == b.place.line && a.sql == b.sql;
}

void add(std::vector<risk::Finding>& all, std::vector<risk::Finding> more) {
  for (auto& finding : more) {
    bool known = std::any_of(all.begin(), all.end(),
                             [&](const auto& other) { return same(other, finding); });
    if (!known) all.push_back(std::move(finding));
  }
}

}  // namespace

std::map<QualifiedName, TableSize> sizes_of(Session& session, const Dialect& dialect) {
  std::map<QualifiedName, TableSize> out;
  Diagnostics ignored;  // what cannot be read has no size to weigh
  for (const auto& [name, table] : session.introspect(ignored).tables) {
    if (auto size = dialect.table_size(session, name)) out[name] = *size;
  }
  return out;
}

std::vector<risk::Finding> judge_revisions(Workspace& workspace, const History& history,
                                           const std::vector<RevisionNumber>& chosen,
                                           const Judging& judging) {
  const auto& project = workspace.project();
  auto applied = judging.applied;
  if (judging.database) applied.database = current_rows(workspace, *judging.database);
  std::vector<risk::Finding> out;
  for (std::size_t i = 0; i < judging.dialects.size(); ++i) {
    const auto* dialect = judging.dialects[i];
    risk::Bench bench{*dialect, project.protection, project.risk, judging.allowances, {}};
    const auto* database = judging.database;
    if (database && database->session && database->dialect == dialect) {
      bench.sizes = sizes_of(*database->session, *dialect);
    }
    bool known = i < judging.rehearsals.size() && judging.rehearsals[i].whole;
    const Rehearsal made = known ? Rehearsal{} : read_bodies(history, chosen, *dialect);
    const Rehearsal& rehearsal = known ? judging.rehearsals[i] : made;
    add(out, risks_of(history, rehearsal, bench));
    add(out, risks_of_history(history, rehearsal, applied, bench));
    add(out, risks_of_edits(history, judging.edited, bench));
  }
  return out;
}

}  // namespace athanor::cli
