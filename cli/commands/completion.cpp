#include <fmt/format.h>

#include <cstdio>

#include "cli/commands/commands.hpp"

namespace athanor::cli {
namespace {

/// A command or an option, with what it is for.
struct Word {
  std::string text, help;
};

std::vector<Word> commands_of(const CLI::App& app) {
  std::vector<Word> out;
  for (const auto* command : app.get_subcommands({})) {
    out.push_back({command->get_name(), command->get_description()});
  }
  return out;
}

std::vector<Word> options_of(const CLI::App& app) {
  std::vector<Word> out;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) {
      out.push_back({"--" + name, option->get_description()});
    }
    for (const auto& name : option->get_snames()) {
      out.push_back({"-" + name, option->get_description()});
    }
  }
  return out;
}

std::string joined(const std::vector<Word>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

std::string bash(const CLI::App& app) {
  std::string cases;
  for (const auto* command : app.get_subcommands({})) {
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(),
                         joined(options_of(*command)));
  }
  return fmt::format(
      "_athanor() {{\n"
      "  local current=\"${{COMP_WORDS[COMP_CWORD]}}\" command=\"\" words i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \" {0} \" in *\" ${{COMP_WORDS[i]}} \"*) command=\"${{COMP_WORDS[i]}}\"; break ;; esac\n"
      "  done\n"
      "  case \"$command\" in\n"
      "    \"\") words=\"{0} {1}\" ;;\n"
      "{2}"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\") $(compgen -f -- \"$current\"))\n"
      "}}\n"
      "complete -F _athanor athanor\n",
      joined(commands_of(app)), joined(options_of(app)), cases);
}

std::string zsh_words(const std::vector<Word>& words) {
  std::string out;
  for (const auto& word : words) {
    std::string text = word.text + ":" + word.help;
    std::string quoted;
    for (char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    out += fmt::format(" '{}'", quoted);
  }
  return out;
}

std::string zsh(const CLI::App& app) {
  std::string cases;
  for (const auto* command : app.get_subcommands({})) {
    cases += fmt::format("      {}) entries=({} ) ;;\n", command->get_name(),
                         zsh_words(options_of(*command)));
  }
  return fmt::format(
      "#compdef athanor\n"
      "_athanor() {{\n"
      "  local -a entries\n"
      "  if (( CURRENT == 2 )); then\n"
      "    entries=({}{} )\n"
      "  else\n"
      "    case \"${{words[2]}}\" in\n"
      "{}"
      "    esac\n"
      "  fi\n"
      "  _describe 'athanor' entries\n"
      "  _files\n"
      "}}\n"
      "_athanor \"$@\"\n",
      zsh_words(commands_of(app)), zsh_words(options_of(app)), cases);
}

std::string fish_escaped(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '\'' ? std::string("\\'") : std::string(1, c);
  return out;
}

std::string fish_option(const Word& word, const std::string& condition) {
  bool is_long = word.text.starts_with("--");
  return fmt::format("complete -c athanor{} {} {} -d '{}'\n", condition, is_long ? "-l" : "-s",
                     word.text.substr(is_long ? 2 : 1), fish_escaped(word.help));
}

std::string fish(const CLI::App& app) {
  std::string out;
  for (const auto& word : commands_of(app)) {
    out += fmt::format("complete -c athanor -n __fish_use_subcommand -a {} -d '{}'\n", word.text,
                       fish_escaped(word.help));
  }
  for (const auto& word : options_of(app)) out += fish_option(word, "");
  for (const auto* command : app.get_subcommands({})) {
    auto condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command->get_name());
    for (const auto& word : options_of(*command)) out += fish_option(word, condition);
  }
  return out;
}

}  // namespace

void add_completion(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("completion", "print a shell's completions of this command");
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer("Example:\n  athanor completion bash > ~/.local/share/bash-completion/completions/athanor");
  command->callback([&app, &chosen, shell] {
    chosen = [&app, shell](Workspace&) {
      auto text = *shell == "bash" ? bash(app) : *shell == "zsh" ? zsh(app) : fish(app);
      std::fputs(text.c_str(), stdout);
      return kDone;
    };
  });
}

}  // namespace athanor::cli
