#include "migrations/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "migrations/project.hpp"
#include "schema/overloaded.hpp"

namespace athanor {

History load_history(const Project& project, Diagnostics& diagnostics) {
  ScriptFolders folders{{}, project.recursive, project.sourceless};
  for (const auto& folder : project.version_folders) {
    if (std::filesystem::is_directory(folder)) folders.folders.push_back(folder);
  }
  auto history = History::build(load_scripts(folders, diagnostics), diagnostics);
  if (history) {
    history->name_by(project.naming_convention);
    history->begin_at(find_baselines(project.migrations, *history, diagnostics));
    return std::move(*history);
  }
  Diagnostics none;
  return *History::build({}, none);
}

ReplayStart begin_replay(const History& history, const RevisionSet& wanted, const Dialect& dialect,
                         Diagnostics& diagnostics) {
  const auto* baseline = nearest_baseline(history, wanted, dialect);
  if (!baseline) return {{}, RevisionSet(history.size())};
  return {read_baseline(*baseline, dialect, diagnostics), history.ancestors(baseline->revisions)};
}

BodyState replay_state(const History& history, const std::vector<RevisionNumber>& targets,
                       const Dialect& dialect, Diagnostics& diagnostics) {
  auto wanted = history.ancestors(targets);
  auto order = history.newest_first(wanted, targets);
  auto start = begin_replay(history, wanted, dialect, diagnostics);
  std::erase_if(order, [&](auto revision) { return start.behind[revision]; });
  BodyState state(dialect, std::move(start.schema));
  state.name_by(history.naming_convention());
  for (auto revision = order.rbegin(); revision != order.rend(); ++revision) {
    const auto& script = history.script(*revision);
    refuse_python(script, state.run(script, alembic::Direction::Upgrade, diagnostics, diagnostics),
                  diagnostics);
  }
  return state;
}

Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics) {
  return replay_state(history, targets, dialect, diagnostics).schema();
}

}  // namespace athanor
