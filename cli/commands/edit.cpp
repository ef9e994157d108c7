#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

std::string on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string folders = path ? path : "";
  for (std::size_t at = 0; at <= folders.size();) {
    auto end = std::min(folders.find(':', at), folders.size());
    auto file = fs::path(folders.substr(at, end - at)) / program;
    if (fs::exists(file)) return file.string();
    at = end + 1;
  }
  return "";
}

/// EDITOR, then VISUAL, then what is usual.
std::string find_editor() {
  std::vector<std::string> candidates = {"sensible-editor", "editor", "nano", "vim", "code"};
  std::ptrdiff_t place = 0;
  for (const char* variable : {"EDITOR", "VISUAL"}) {
    const char* choice = std::getenv(variable);
    if (choice && fs::exists(choice)) return choice;
    if (choice && !std::strchr(choice, '/')) candidates.insert(candidates.begin() + place, choice);
    ++place;
  }
  for (const auto& candidate : candidates) {
    if (auto found = on_path(candidate); !found.empty()) return found;
  }
  throw Error(
      "Error executing editor (No suitable editor found. Please set the \"EDITOR\" or \"VISUAL\" "
      "environment variables)");
}

void open_in_editor(const std::string& editor, const std::string& file) {
  std::string program = editor, argument = file;
  char* const words[] = {program.data(), argument.data(), nullptr};
  ::pid_t child = 0;
  int problem = ::posix_spawn(&child, program.c_str(), nullptr, nullptr, words, ::environ);
  if (problem != 0) {
    throw Error(fmt::format("Error executing editor ([Errno {}] {}: '{}')", problem,
                            std::strerror(problem), program));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  throw Error(fmt::format(
      "Error executing editor (Command '['{}', '{}']' {})", program, argument,
      WIFEXITED(status) ? fmt::format("returned non-zero exit status {}.", WEXITSTATUS(status))
                        : fmt::format("died with signal {}.", WTERMSIG(status))));
}

std::vector<std::string> files_of(const History& history,
                                  const std::vector<RevisionNumber>& revisions) {
  std::vector<std::string> out;
  for (auto revision : revisions) out.push_back(history.script(revision).path);
  return out;
}

std::vector<std::string> files_named(Workspace& workspace, const std::string& revision) {
  if (revision != "current") {
    auto history = open_history(workspace);
    auto found = files_of(history, history.resolve(revision));
    if (!found.empty()) return found;
    throw Error(fmt::format("No revision files indicated by symbol '{}'", revision));
  }
  auto database = open_database(workspace, Access::ReadOnly);
  auto rows = current_rows(workspace, database);
  if (rows.empty()) throw Error("No current revisions");
  return files_of(database.history, database.history.resolve(rows));
}

}  // namespace

void add_edit(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("edit", "open a revision's script in your editor");
  auto revision = std::make_shared<std::string>();
  command->add_option("revision", *revision, "an id or its front, head, current, ...")->required();
  command->footer("EDITOR names the editor.\n\nExample:\n  athanor edit head");
  command->callback([&chosen, revision] {
    chosen = [revision](Workspace& workspace) {
      for (const auto& file : files_named(workspace, *revision)) {
        open_in_editor(find_editor(), file);
      }
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace athanor::cli
