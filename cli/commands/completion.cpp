#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/shells/shells.hpp"

namespace athanor::cli {
namespace {

std::string completion_of(const ProgramSyntax& syntax, const std::string& shell) {
  if (shell == "bash") return bash_completion(syntax);
  if (shell == "zsh") return zsh_completion(syntax);
  return fish_completion(syntax);
}

}  // namespace

void add_completion(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("completion", "print a shell's completions of this command");
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Example:\n  athanor completion bash > ~/.local/share/bash-completion/completions/athanor");
  command->callback([&app, &chosen, shell] {
    chosen = [&app, shell](Workspace&) {
      std::fputs(completion_of(syntax_of(app), *shell).c_str(), stdout);
      return kDone;
    };
  });
}

}  // namespace athanor::cli
