#pragma once
/// Completions of the command line, one function a shell: commands, options, the choices of a
/// value, and files where a value may be one.

#include <string>

#include "cli/syntax.hpp"

namespace athanor::cli {

/// For bash-completion's folder, or to be sourced. Needs bash 4.
std::string bash_completion(const ProgramSyntax& syntax);

/// For a folder of zsh's `fpath`, as `_athanor`, or to be sourced.
std::string zsh_completion(const ProgramSyntax& syntax);

/// For fish's `completions` folder.
std::string fish_completion(const ProgramSyntax& syntax);

}  // namespace athanor::cli
