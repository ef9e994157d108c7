#pragma once
/// What the command line accepts, as plain values: what completions and the manual page are made
/// of.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace athanor::cli {

/// What a shell may offer for a value that has no choices.
enum class Offer { Nothing, Files, Folders };

/// The value that an option or an argument takes.
struct ValueSyntax {
  std::string name;  ///< "SOURCE", "DIR": as `--help` shows it
  Offer offer = Offer::Nothing;
  std::vector<std::string> choices;  ///< empty: anything
};

struct OptionSyntax {
  std::vector<std::string> names;  ///< "-m", "--message": short ones first
  std::vector<ValueSyntax> value;  ///< one, or none for a switch
  std::string help;
};

enum class Repetition { Once, Many };

struct ArgumentSyntax {
  std::string name;
  ValueSyntax value;
  std::string help;
  Repetition repetition;
};

struct CommandSyntax {
  std::string name, help;
  std::string notes;  ///< what stands below the options: longer remarks and examples
  std::vector<OptionSyntax> options;
  std::vector<ArgumentSyntax> arguments;
};

struct ProgramSyntax {
  CommandSyntax program;  ///< the program itself, with the options that stand before a command
  std::vector<CommandSyntax> commands;
};

ProgramSyntax syntax_of(const CLI::App& app);

}  // namespace athanor::cli
