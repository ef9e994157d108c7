#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/pulling.hpp"
#include "engine/process.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

struct PullOptions {
  std::string source, out, dialect;
  bool single = false, force = false;
};

bool is_new_text(const FileToWrite& file) {
  return !fs::exists(file.path) || read_source(file.path)->text != file.text;
}

/// The change that --force makes to a file, as `diff -u` shows it.
std::string change_of(const FileToWrite& file) {
  auto result = run_process(
      {"diff", "-u", "--label", file.path, "--label", file.path + " (pulled)", file.path, "-"},
      file.text);
  return result.output;
}

/// Model files whose tables now stand elsewhere would define them twice.
std::vector<std::string> other_models(const PullOptions& options,
                                      const std::vector<FileToWrite>& files) {
  std::vector<std::string> others;
  if (!fs::is_directory(options.out)) return others;
  for (const auto& entry : fs::recursive_directory_iterator(options.out)) {
    auto path = entry.path().string();
    bool ours = std::any_of(files.begin(), files.end(), [&](const auto& file) {
      return fs::path(file.path).lexically_normal() == fs::path(path).lexically_normal();
    });
    if (!ours && path.ends_with(".toml")) others.push_back(path);
  }
  std::sort(others.begin(), others.end());
  return others;
}

void guard_existing(const std::vector<FileToWrite>& files, const PullOptions& options) {
  std::string complaint;
  for (const auto& file : files) {
    if (file.path.ends_with(".json") || !fs::exists(file.path) || !is_new_text(file)) continue;
    if (options.force) {
      fmt::print("{}", change_of(file));
    } else {
      complaint += fmt::format("  {}\n", file.path);
    }
  }
  if (complaint.empty()) return;
  throw Error(
      fmt::format("these files are there already and differ; nothing was written:\n{}"
                  "--force overwrites them and shows what changes",
                  complaint));
}

int run_pull(Workspace& workspace, const PullOptions& options) {
  auto source = parse_source(options.source);
  const Dialect& dialect = workspace.dialect_for(options.dialect, {source});
  auto reading = workspace.read(source, dialect);
  auto layout = options.single ? WriteOptions::Layout::Single : WriteOptions::Layout::FilePerTable;
  auto pulled = pulled_models(reading.schema, reading.session.get(), dialect, options.out, layout);
  for (const auto& note : pulled.notes) fmt::print(stderr, "note: {}\n", note);
  auto& files = pulled.files;
  guard_existing(files, options);
  for (const auto& other : other_models(options, files)) {
    fmt::print(stderr, "note: {} was there before and stays\n", other);
  }
  std::erase_if(files, [](const auto& file) { return !is_new_text(file); });
  write_files(files);
  fmt::print("{} from {} in {}\n", count(reading.schema.tables.size(), "table"), reading.kind,
             options.out);
  return kDone;
}

}  // namespace

void add_pull(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("pull", "write the model files of a database or a script");
  auto options = std::make_shared<PullOptions>();
  command->add_option("source", options->source, "a database address, a .sql file, env:NAME, ...")
      ->required()
      ->type_name("SOURCE");
  command->add_option("--out", options->out, "the folder to write to")
      ->required()
      ->type_name("DIR");
  command->add_option("--dialect", options->dialect, "where the source leaves it open")
      ->type_name("NAME");
  command->add_flag("--single", options->single, "one file, not one a table");
  command->add_flag("--force", options->force, "overwrite files, and show what changes");
  command->footer(
      "Examples:\n  athanor pull sqlite:///app.db --out models\n"
      "  athanor pull schema.sql --dialect sqlite --out models --single");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_pull(workspace, *options); };
  });
}

}  // namespace athanor::cli
