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
  std::vector<std::string> sources;
  std::string out, dialect;
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

struct OneSource {
  const Dialect* dialect;
  Reading reading;

  PulledSource pulled() const { return {reading.schema, reading.session.get(), *dialect}; }
};

OneSource read(Workspace& workspace, const std::string& name, const PullOptions& options) {
  auto source = parse_source(name);
  const Dialect& dialect = workspace.dialect_of(source, options.dialect);
  return {&dialect, workspace.read(source, dialect)};
}

PulledModels pull(Workspace& workspace, const std::vector<OneSource>& read,
                  const PullOptions& options) {
  auto layout = options.single ? WriteOptions::Layout::Single : WriteOptions::Layout::FilePerTable;
  if (read.size() == 1) return pulled_models(read.front().pulled(), options.out, layout);
  if (read.front().dialect == read.back().dialect) {
    throw Error("two sources are one schema on two dialects, and these are of one");
  }
  return pulled_models(read.front().pulled(), read.back().pulled(),
                       workspace.project().protection.legacy, options.out, layout);
}

std::string told(const OneSource& one) {
  return fmt::format("{} from {}", count(one.reading.schema.tables.size(), "table"),
                     one.reading.kind);
}

int run_pull(Workspace& workspace, const PullOptions& options) {
  if (options.sources.size() > 2) throw Error("pull takes one source, or two");
  std::vector<OneSource> sources;
  for (const auto& name : options.sources) sources.push_back(read(workspace, name, options));
  auto pulled = pull(workspace, sources, options);
  for (const auto& note : pulled.notes) fmt::print(stderr, "note: {}\n", note);
  auto& files = pulled.files;
  guard_existing(files, options);
  for (const auto& other : other_models(options, files)) {
    fmt::print(stderr, "note: {} was there before and stays\n", other);
  }
  std::erase_if(files, [](const auto& file) { return !is_new_text(file); });
  write_files(files);
  auto from = told(sources.front());
  if (sources.size() > 1) from += ", " + told(sources.back());
  fmt::print("{} in {}\n", from, options.out);
  return kDone;
}

}  // namespace

void add_pull(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("pull", "write the model files of a database or a script");
  auto options = std::make_shared<PullOptions>();
  command
      ->add_option("source", options->sources,
                   "a database address, a .sql file, env:NAME, ...; two, each of a dialect of its "
                   "own, for one schema on both")
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
      "  athanor pull env:prod env:dev --out models\n"
      "  athanor pull schema.sql --dialect sqlite --out models --single");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_pull(workspace, *options); };
  });
}

}  // namespace athanor::cli
