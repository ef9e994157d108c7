#pragma once
/// Checks that prove what NOT NULL says.

#include <optional>
#include <string>

namespace athanor {

/// The column that the text of a check says `IS NOT NULL` of, and nothing else.
std::optional<std::string> column_never_null(const std::string& check);

}  // namespace athanor
