#include "cli/usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

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

}  // namespace

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
