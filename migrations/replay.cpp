#include "migrations/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "migrations/project.hpp"
#include "schema/overloaded.hpp"

namespace athanor {

History load_history(const Project& project, Diagnostics& diagnostics) {
  std::vector<std::string> folders;
  for (const auto& folder : project.version_folders) {
    if (std::filesystem::is_directory(folder)) folders.push_back(folder);
  }
  auto history = History::build(load_scripts(folders, diagnostics), diagnostics);
  if (history) return std::move(*history);
  Diagnostics none;
  return *History::build({}, none);
}

RevisionSql revision_sql(const Script& script, alembic::Direction direction, const Dialect& dialect,
                         Diagnostics& diagnostics) {
  Diagnostics ignored;
  BodyState state(dialect, {});
  auto body = state.run(script, direction, diagnostics, ignored);
  refuse_python(script, body, diagnostics);
  return std::move(body.items);
}

Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics) {
  BodyState state(dialect, {});
  auto order = history.newest_first(history.ancestors(targets), targets);
  std::reverse(order.begin(), order.end());
  for (auto revision : order) {
    const auto& script = history.script(revision);
    refuse_python(script, state.run(script, alembic::Direction::Upgrade, diagnostics, diagnostics),
                  diagnostics);
  }
  return state.schema();
}

}  // namespace athanor
