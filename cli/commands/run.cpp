#include "cli/commands/run.hpp"

#include <fmt/format.h>

#include "engine/dialects/registry.hpp"
#include "migrations/replay.hpp"
#include "migrations/version_table.hpp"

namespace athanor::cli {

History open_history(Workspace& workspace) {
  Diagnostics diagnostics;
  auto history = load_history(workspace.project(), diagnostics);
  require_no_errors(diagnostics);
  return history;
}

const Dialect& dialect_of_environment(Workspace& workspace) {
  const Dialect* dialect = dialect_of_url(workspace.project().url(workspace.environment()));
  if (dialect) return *dialect;
  throw Error(fmt::format("environment \"{}\": no dialect knows its address",
                          workspace.environment().name));
}

Database open_database(Workspace& workspace, Access access) {
  auto url = workspace.project().url(workspace.environment());
  const Dialect* dialect = &dialect_of_environment(workspace);
  Database database{dialect, open_history(workspace), nullptr};
  if (access == Access::ReadWrite || dialect->is_there(url)) {
    database.session = dialect->open(url, access);
  }
  return database;
}

const Dialect& dialect_of_project(Workspace& workspace) {
  const auto& project = workspace.project();
  if (!project.environments.empty()) return dialect_of_environment(workspace);
  if (project.dialects.empty()) throw Error("no dialect is known: name one in athanor.toml");
  return *find_dialect(project.dialects.front());
}

VersionRows current_rows(Workspace& workspace, Database& database) {
  if (!database.session) return {};
  return read_versions(*database.session, workspace.project().version_table, *database.dialect);
}

OfflineTarget offline_target(Workspace& workspace) {
  const auto& dialect = dialect_of_environment(workspace);
  const Project& project = workspace.project();
  return {dialect, project.version_table,
          project.transactions.value_or(dialect.transaction_scope())};
}

std::vector<Allowance> parse_allowances(const std::vector<std::string>& texts) {
  std::vector<Allowance> out;
  for (const auto& text : texts) out.push_back(parse_allowance(text));
  return out;
}

}  // namespace athanor::cli
