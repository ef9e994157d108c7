#pragma once
/// The manual page, made of what the command line says of itself.

#include <string>
#include <string_view>

#include "cli/syntax.hpp"

namespace athanor::cli {

/// In the macros of man(7).
std::string manual_page(const ProgramSyntax& syntax, std::string_view version);

}  // namespace athanor::cli
