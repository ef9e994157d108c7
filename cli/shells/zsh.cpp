#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/shells/shells.hpp"

namespace athanor::cli {
namespace {

/// Text inside an `_arguments` specification, which stands in single quotes.
std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out;
}

std::string action(const ValueSyntax& value) {
  if (!value.choices.empty()) return fmt::format("({})", fmt::join(value.choices, " "));
  if (value.offer == Offer::Nothing) return " ";
  return value.offer == Offer::Folders ? "_files -/" : "_files";
}

/// The lines of an `_arguments` call, each with the indentation and the line's continuation.
std::string specifications(const CommandSyntax& command, const std::string& indent) {
  std::string out;
  for (const auto& option : command.options) {
    std::string value;
    for (const auto& taken : option.value) {
      value = fmt::format(":{}:{}", escaped(taken.name), action(taken));
    }
    for (const auto& name : option.names) {
      out += fmt::format("{}'({}){}[{}]{}' \\\n", indent, fmt::join(option.names, " "), name,
                         escaped(option.help), value);
    }
  }
  std::size_t position = 0;
  for (const auto& argument : command.arguments) {
    bool many = argument.repetition == Repetition::Many;
    out += fmt::format("{}'{}:{}:{}' \\\n", indent, many ? "*" : std::to_string(++position),
                       escaped(argument.name), action(argument.value));
  }
  return out;
}

constexpr const char* kZshScript =
    R"(#compdef athanor

_athanor() {{
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
{}  )
  _arguments -C \
{}    '1: :->command' \
    '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
{}      esac ;;
  esac
}}

if [[ $funcstack[1] == _athanor ]]; then
  _athanor "$@"
else
  compdef _athanor athanor
fi
)";

}  // namespace

std::string zsh_completion(const ProgramSyntax& syntax) {
  std::string names, cases;
  for (const auto& command : syntax.commands) {
    names += fmt::format("    '{}:{}'\n", command.name, escaped(command.help));
    auto lines = specifications(command, "            ");
    lines.erase(lines.find_last_not_of(" \\\n") + 1);
    cases += fmt::format("        {})\n          _arguments \\\n{} ;;\n", command.name, lines);
  }
  return fmt::format(kZshScript, names, specifications(syntax.program, "    "), cases);
}

}  // namespace athanor::cli
