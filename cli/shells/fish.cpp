#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/shells/shells.hpp"

namespace athanor::cli {
namespace {

std::string fish_text(const std::string& text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// What fish may offer for a value: the choices, or files.
std::string value_flags(const ValueSyntax& value) {
  if (!value.choices.empty()) {
    return fmt::format(" -x -a {}", fish_text(fmt::format("{}", fmt::join(value.choices, " "))));
  }
  if (value.offer == Offer::Nothing) return " -x";
  return value.offer == Offer::Folders ? " -x -a '(__fish_complete_directories)'" : " -r -F";
}

std::string option_line(const OptionSyntax& option, const std::string& condition) {
  std::string names;
  for (const auto& name : option.names) {
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  std::string value;
  for (const auto& taken : option.value) value = value_flags(taken);
  return fmt::format("complete -c athanor -n {}{}{} -d {}\n", condition, names, value,
                     fish_text(option.help));
}

/// A command whose arguments are never files says so, or fish would offer them.
std::string argument_lines(const CommandSyntax& command, const std::string& condition) {
  std::string values = " -f";
  for (const auto& argument : command.arguments) {
    bool offers = !argument.value.choices.empty() || argument.value.offer != Offer::Nothing;
    if (offers) values = value_flags(argument.value);
  }
  return fmt::format("complete -c athanor -n {}{}\n", condition, values);
}

}  // namespace

std::string fish_completion(const ProgramSyntax& syntax) {
  std::vector<std::string> names;
  for (const auto& command : syntax.commands) names.push_back(command.name);
  auto no_command =
      fish_text(fmt::format("not __fish_seen_subcommand_from {}", fmt::join(names, " ")));
  std::string out = "# fish completion for athanor\n";
  for (const auto& option : syntax.program.options) out += option_line(option, no_command);
  for (const auto& command : syntax.commands) {
    out += fmt::format("complete -c athanor -n {} -f -a {} -d {}\n", no_command, command.name,
                       fish_text(command.help));
  }
  for (const auto& command : syntax.commands) {
    auto condition = fish_text("__fish_seen_subcommand_from " + command.name);
    out += argument_lines(command, condition);
    for (const auto& option : command.options) out += option_line(option, condition);
  }
  return out;
}

}  // namespace athanor::cli
