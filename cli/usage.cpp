#include "cli/usage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "schema/diagnostics.hpp"

namespace athanor::cli {
namespace {

/// The command that has to tell what is wrong: the one that the line named, or the program where it
/// named none or where something unknown stands before it.
const CLI::App& addressed(const CLI::App& app) {
  auto named = app.get_subcommands();
  return named.empty() || app.remaining_size() > 0 ? app : *named.front();
}

/// "athanor", or "athanor diff".
std::string spelled(const CLI::App& app, const CLI::App& command) {
  return &command == &app ? app.get_name() : app.get_name() + " " + command.get_name();
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const auto* command : app.get_subcommands({})) out.push_back(command->get_name());
  return out;
}

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> out;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

/// An option without what may follow it: "--from" of "--from=models".
std::string option_of(const std::string& word) {
  return word.substr(0, word.find('='));
}

Diagnostic unknown_option(const CLI::App& app, const CLI::App& command, const std::string& option) {
  Diagnostic out;
  out.message = fmt::format("{}: unknown option \"{}\"", spelled(app, command), option);
  if (&command != &app && app.get_option_no_throw(option)) {
    out.notes = {fmt::format("it stands before the command: {} {} ... {}", app.get_name(), option,
                             command.get_name())};
  } else if (option.starts_with("--")) {
    out.notes = did_you_mean(option, long_options(command));
  }
  return out;
}

Diagnostic unknown_word(const CLI::App& app, const CLI::App& command, const std::string& word) {
  if (word.starts_with("-")) return unknown_option(app, command, option_of(word));
  Diagnostic out;
  if (&command == &app) {
    out.message = fmt::format("unknown command \"{}\"", word);
    out.notes = did_you_mean(word, command_names(app));
  } else {
    out.message = fmt::format("{}: unexpected argument \"{}\"", spelled(app, command), word);
  }
  return out;
}

/// What somebody who looks for a command thinks of first.
struct Shelf {
  std::string_view heading;
  std::vector<std::string_view> commands;
};

const std::vector<Shelf>& shelves() {
  static const std::vector<Shelf> out = {
      {"models", {"init", "pull", "diff", "graph", "schema"}},
      {"review", {"lint", "check", "verify"}},
      {"revisions",
       {"revision", "merge", "edit", "baseline", "history", "heads", "branches", "show"}},
      {"database", {"plan", "upgrade", "downgrade", "current", "stamp", "ensure_version"}},
      {"shell", {"completion", "manual"}}};
  return out;
}

std::string shelf_line(std::string_view heading, const std::vector<std::string>& names) {
  return names.empty() ? "" : fmt::format("  {:<10} {}\n", heading, fmt::join(names, " "));
}

/// The commands there are, by shelf; what stands on none comes last.
std::string commands_text(const CLI::App& app) {
  auto left = command_names(app);
  std::string out;
  for (const auto& shelf : shelves()) {
    std::vector<std::string> there;
    for (auto name : shelf.commands) {
      auto found = std::find(left.begin(), left.end(), name);
      if (found == left.end()) continue;
      there.push_back(*found);
      left.erase(found);
    }
    out += shelf_line(shelf.heading, there);
  }
  return out + shelf_line("more", left);
}

std::string options_text(const CLI::App& app) {
  std::string out;
  for (const auto* option : app.get_options()) {
    auto name = option->get_name(false, true);
    if (option->get_items_expected_max() > 0) name += " " + option->get_type_name();
    out += fmt::format("  {:<18} {}\n", name, option->get_description());
  }
  return out;
}

/// Of the program itself: a screen, where a line for each command would be two.
class ProgramHelp : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    return fmt::format(
        "{}\nUsage: {} [OPTIONS] COMMAND ...\n\n"
        "Commands; with --help after it, each tells its options and gives examples:\n{}\n"
        "Options:\n{}",
        app->get_description(), app->get_name(), commands_text(*app), options_text(*app));
  }
};

}  // namespace

void fit_help_to_a_screen(CLI::App& app) {
  app.formatter(std::make_shared<ProgramHelp>());
}

std::string usage_message(const CLI::App& app, const CLI::ParseError& error) {
  const auto& command = addressed(app);
  auto unknown = command.remaining();
  Diagnostic out;
  if (!unknown.empty()) {
    out = unknown_word(app, command, unknown.front());
  } else if (&command == &app && error.get_name() == "RequiredError") {
    out.message = "no command is given";
  } else {
    out.message = fmt::format("{}: {}", spelled(app, command), error.what());
  }
  if (out.notes.empty()) {
    out.notes = {fmt::format("{} --help lists what there is", spelled(app, command))};
  }
  return render(out);
}

}  // namespace athanor::cli
