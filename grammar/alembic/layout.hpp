#pragma once
/// Private to this folder: Python's layout, between the lexer and the parser.

#include <memory>
#include <string_view>
#include <vector>

#include <antlr4-runtime.h>

#include "grammar/alembic/text_map.hpp"

namespace athanor::alembic {

using Tokens = std::vector<std::unique_ptr<antlr4::Token>>;

/// The tokens of a module as the grammar wants them: NEWLINE only at the end of a logical line,
/// INDENT and DEDENT where the indentation changes, `match` and `case` told from names (Python
/// language reference, 2.1 "Line structure"). `raw` ends in EOF; `text` is the whole source.
/// Throws SyntaxProblem for indentation that fits no block, a bracket that is never closed, an
/// unclosed string, and nesting beyond 100 brackets or blocks.
Tokens lay_out(Tokens raw, std::string_view text, const CodePoints& code_points);

/// The tokens of the expression in an f-string's field: line ends mean nothing there.
Tokens lay_out_field(Tokens raw, std::string_view text, const CodePoints& code_points);

}  // namespace athanor::alembic
