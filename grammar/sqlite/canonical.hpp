#pragma once
/// The canonical form of parse trees. Private to this folder; see reader.hpp for what it promises.

#include <string>

#include "grammar/sqlite/parsing.hpp"

namespace athanor::sqlite {

/// A name as the canonical form has it: lower case, in quotes unless it is a plain word that is no
/// keyword.
std::string canonical_name(std::string_view name);

/// Any part of a statement: keywords in upper case, names and expressions canonical, what may be
/// left out left out.
std::string canonical_text(std::string_view text, antlr4::tree::ParseTree* node);

/// An expression, with parentheses around every operand that is more than one thing.
std::string canonical_text(std::string_view text, SQLiteParser::ExprContext* expr);

}  // namespace athanor::sqlite
