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
  if (history) return std::move(*history);
  Diagnostics none;
  return *History::build({}, none);
}

RevisionSql revision_sql(const Script& script, alembic::Direction direction, const Dialect& dialect,
                         Diagnostics& diagnostics) {
  RevisionSql out;
  for (auto& item : alembic::body_for(script.parsed, direction, dialect.name())) {
    std::visit(overloaded{[&](alembic::SqlItem& sql) { out.push_back(std::move(sql)); },
                          [&](const alembic::NeedsPython& python) {
                            diagnostics.error(python.place,
                                              fmt::format("revision {} needs Python: {}",
                                                          script.id(), python.construct));
                          }},
               item);
  }
  return out;
}

std::vector<Statement> revision_statements(const RevisionSql& items, const Dialect& dialect,
                                           Diagnostics& diagnostics) {
  std::vector<Statement> out;
  for (const auto& item : items) {
    auto name = item.place.source ? item.place.source->name : std::string("revision");
    auto source = std::make_shared<SourceText>(SourceText{name, item.sql});
    Diagnostics inner;
    auto statements = dialect.read_script(source, inner);
    for (const auto& found : inner.all()) {
      diagnostics.error(item.place, found.message, {"in the SQL: " + item.sql});
    }
    for (auto& statement : statements) {
      statement.place = item.place;
      out.push_back(std::move(statement));
    }
  }
  return out;
}

void replay(const RevisionSql& items, Replayer& replayer, const Dialect& dialect,
            Diagnostics& diagnostics) {
  for (const auto& statement : revision_statements(items, dialect, diagnostics)) {
    replayer.apply(statement, diagnostics);
  }
}

Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics) {
  auto replayer = dialect.replay({});
  auto order = history.newest_first(history.ancestors(targets), targets);
  std::reverse(order.begin(), order.end());
  for (auto revision : order) {
    auto items =
        revision_sql(history.script(revision), alembic::Direction::Upgrade, dialect, diagnostics);
    replay(items, *replayer, dialect, diagnostics);
  }
  return replayer->schema();
}

}  // namespace athanor
