#include "cli/judging.hpp"

#include <algorithm>
#include <filesystem>

#include "migrations/risk.hpp"

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

/// A file below the folder that the program works in, named from there: editors and CI put what is
/// found on lines of files that they know by that name.
SourcePtr named_from_here(const SourcePtr& source) {
  std::filesystem::path path(source->name);
  if (!path.is_absolute()) return source;
  auto near = path.lexically_relative(std::filesystem::current_path());
  if (near.empty() || *near.begin() == "..") return source;
  return std::make_shared<SourceText>(SourceText{near.string(), source->text});
}

void name_from_here(std::vector<risk::Finding>& findings) {
  std::map<SourcePtr, SourcePtr> named;
  for (auto& finding : findings) {
    auto& source = finding.place.source;
    if (!source) continue;
    auto& known = named[source];
    if (!known) known = named_from_here(source);
    source = known;
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
  std::optional<VersionRows> applied;
  if (judging.database) applied = current_rows(workspace, *judging.database);
  std::vector<risk::Finding> out;
  for (const auto* dialect : judging.dialects) {
    risk::Bench bench{*dialect, project.protection, project.risk, judging.allowances, {}};
    const auto* database = judging.database;
    if (database && database->session && database->dialect == dialect) {
      bench.sizes = sizes_of(*database->session, *dialect);
    }
    auto bodies = read_bodies(history, chosen, *dialect);
    add(out, risks_of(history, bodies, bench));
    add(out, risks_of_history(history, bodies, applied, bench));
  }
  name_from_here(out);
  return out;
}

}  // namespace athanor::cli
