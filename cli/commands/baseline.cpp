#include "migrations/baseline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "cli/commands/baselines.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"

namespace athanor::cli {
namespace {

struct BaselineOptions {
  std::string source, dialect;
  std::vector<std::string> revisions;
  bool force = false;
};

/// The ids that the baseline is of: those named, those of the database, or the heads for a script.
std::vector<std::string> rows_of(const Reading& reading, const History& history,
                                 const std::vector<std::string>& named) {
  std::vector<std::string> out;
  if (named.empty() && reading.session) {
    for (auto revision : history.current(reading.versions)) out.push_back(history.id(revision));
    return out;
  }
  auto revisions = named.empty() ? history.real_heads() : history.resolve(named);
  for (auto revision : revisions) out.push_back(history.id(revision));
  return out;
}

int run_baseline(Workspace& workspace, const BaselineOptions& options) {
  auto source = parse_source(options.source);
  const Dialect& dialect = workspace.dialect_for(options.dialect, {source});
  auto reading = workspace.read(source, dialect, Workspace::Sight::Whole);
  auto file = baseline_of(reading, dialect, open_history(workspace), workspace.project().migrations,
                          options.revisions);
  if (!file) {
    throw Error(fmt::format("{} is at no revision: stamp it first, or say which with --revision",
                            reading.kind));
  }
  if (std::filesystem::exists(file->path) && !options.force) {
    throw Error(fmt::format("{} is there already; --force overwrites it", file->path));
  }
  write_files({*file});
  workspace.print(fmt::format("  Creating {} ...  done\n", file->path));
  return kDone;
}

}  // namespace

std::optional<FileToWrite> baseline_of(const Reading& reading, const Dialect& dialect,
                                       const History& history, const std::string& migrations,
                                       const std::vector<std::string>& revisions) {
  auto rows = rows_of(reading, history, revisions);
  if (rows.empty()) return std::nullopt;
  return FileToWrite{baseline_path(migrations, rows, dialect),
                     baseline_text(reading.schema, rows, dialect)};
}

void add_baseline(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("baseline", "record a schema that replaying the history begins at");
  auto options = std::make_shared<BaselineOptions>();
  command->add_option("source", options->source, "a database, or a .sql file such as a dump")
      ->required()
      ->type_name("SOURCE");
  command
      ->add_option("--revision", options->revisions,
                   "what it is at (default: what the database says; the heads for a file)")
      ->type_name("REV")
      ->allow_extra_args(false);
  command->add_option("--dialect", options->dialect, "where the source leaves it open")
      ->type_name("NAME");
  command->add_flag("--force", options->force, "overwrite the one that is there");
  command->footer(
      "Examples:\n  athanor baseline env:prod\n"
      "  athanor baseline dump.sql --dialect postgresql --revision 3f2a9c1b7d4e");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_baseline(workspace, *options); };
  });
}

}  // namespace athanor::cli
