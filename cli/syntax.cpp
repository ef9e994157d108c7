#include "cli/syntax.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace athanor::cli {
namespace {

Offer offer_of(const std::string& type) {
  if (type == "DIR") return Offer::Folders;
  return type == "SOURCE" ? Offer::Files : Offer::Nothing;
}

/// CLI11 shows the choices of an option behind its type: "TEXT:{bash,zsh,fish}".
ValueSyntax value_of(const CLI::Option& option) {
  auto text = option.get_type_name();
  auto name = text.substr(0, text.find(':'));
  ValueSyntax value{name, offer_of(name), {}};
  auto open = text.find('{'), close = text.find('}');
  if (open == std::string::npos || close == std::string::npos) return value;
  for (auto at = open + 1; at < close;) {
    auto end = std::min(text.find(',', at), close);
    value.choices.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return value;
}

OptionSyntax option_syntax(const CLI::Option& option) {
  OptionSyntax out;
  for (const auto& name : option.get_snames()) out.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) out.names.push_back("--" + name);
  if (option.get_items_expected_max() > 0) out.value.push_back(value_of(option));
  out.help = option.get_description();
  return out;
}

ArgumentSyntax argument_syntax(const CLI::Option& option) {
  auto many = option.get_items_expected_max() > 1 ? Repetition::Many : Repetition::Once;
  return {option.get_name(true), value_of(option), option.get_description(), many};
}

CommandSyntax command_syntax(const CLI::App& app) {
  CommandSyntax out{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
  for (const auto* option : app.get_options()) {
    if (option->nonpositional()) {
      out.options.push_back(option_syntax(*option));
    } else {
      out.arguments.push_back(argument_syntax(*option));
    }
  }
  return out;
}

}  // namespace

ProgramSyntax syntax_of(const CLI::App& app) {
  ProgramSyntax out{command_syntax(app), {}};
  for (const auto* command : app.get_subcommands({})) {
    out.commands.push_back(command_syntax(*command));
  }
  return out;
}

}  // namespace athanor::cli
