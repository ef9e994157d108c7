#pragma once
/// Expressions that need no parser: most defaults are one literal or one call. Private to this
/// folder.

#include <optional>
#include <string_view>

#include "grammar/postgresql/canonical_term.hpp"

namespace athanor::postgresql {

/// A plain number, `'string'` with or without a cast to a built-in type without modifiers, TRUE,
/// FALSE, NULL, or `name()`. Absent where the text is anything else.
std::optional<Term> quick_term(std::string_view text);

}  // namespace athanor::postgresql
