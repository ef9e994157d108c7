#pragma once
/// What is said of a command line that cannot be understood.

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace athanor::cli {

/// The message for what `app` threw while it read a command line: the first word that it did not
/// know, with the command or option that was likely meant, or else what `error` says.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error);

/// Makes `athanor --help` a screen of 24 lines: all commands by name, those of one purpose in a
/// line. After the commands have been added: each keeps the help of its own.
void fit_help_to_a_screen(CLI::App& app);

}  // namespace athanor::cli
