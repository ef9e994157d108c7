#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/shells/shells.hpp"

namespace athanor::cli {
namespace {

using Names = std::vector<std::string>;

std::string spaced(const Names& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

Names option_names(const CommandSyntax& command) {
  Names out;
  for (const auto& option : command.options) {
    out.insert(out.end(), option.names.begin(), option.names.end());
  }
  return out;
}

Names command_names(const ProgramSyntax& syntax) {
  Names out;
  for (const auto& command : syntax.commands) out.push_back(command.name);
  return out;
}

/// The options of the program that take a value, which is no command.
Names valued_options(const CommandSyntax& command) {
  Names out;
  for (const auto& option : command.options) {
    if (!option.value.empty()) out.insert(out.end(), option.names.begin(), option.names.end());
  }
  return out;
}

std::string what_a_value_takes(const ValueSyntax& value) {
  if (!value.choices.empty()) return fmt::format("words=\"{}\"", spaced(value.choices));
  if (value.offer == Offer::Nothing) return "words=";
  return value.offer == Offer::Folders ? "paths=-d" : "paths=-f";
}

/// What may follow each option of a command that takes a value.
std::string value_cases(const CommandSyntax& command, const std::string& prefix) {
  std::string out;
  for (const auto& option : command.options) {
    for (const auto& value : option.value) {
      for (const auto& name : option.names) {
        out += fmt::format("    \"{} {}\") {} ;;\n", prefix, name, what_a_value_takes(value));
      }
    }
  }
  return out;
}

/// What may stand anywhere else in a command.
std::string word_case(const CommandSyntax& command) {
  std::string taken;
  for (const auto& argument : command.arguments) taken = " " + what_a_value_takes(argument.value);
  return fmt::format("    \"{} \"*) options=\"{}\"{} ;;\n", command.name,
                     spaced(option_names(command)), taken);
}

constexpr const char* kBashScript =
    R"(# bash completion for athanor

_athanor() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
  local command="" words="" options="" paths="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${{COMP_WORDS[i]}}" in
      {}) ((i++)) ;;
      {}) command="${{COMP_WORDS[i]}}"; break ;;
    esac
  done
  case "$command $previous" in
{}    *) words="{}" options="{}" ;;
  esac
  if [[ $current == -* ]]; then words=$options paths=""; fi
  mapfile -t COMPREPLY < <(
    compgen -W "$words" -- "$current"
    if [[ $paths ]]; then compgen "$paths" -- "$current"; fi
  )
}}
complete -o filenames -F _athanor athanor
)";

}  // namespace

std::string bash_completion(const ProgramSyntax& syntax) {
  auto cases = value_cases(syntax.program, "");
  for (const auto& command : syntax.commands) {
    cases += value_cases(command, command.name) + word_case(command);
  }
  return fmt::format(kBashScript, fmt::join(valued_options(syntax.program), "|"),
                     fmt::join(command_names(syntax), "|"), cases, spaced(command_names(syntax)),
                     spaced(option_names(syntax.program)));
}

}  // namespace athanor::cli
