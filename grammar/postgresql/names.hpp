#pragma once
/// Names and strings as PostgreSQL writes and shortens them.

#include <string>
#include <string_view>

namespace athanor::postgresql {

/// The name that a token writes: folded to lower case, or without its quotes, and cut to 63 bytes
/// (manual, 4.1.1).
std::string bare_name(std::string_view written);

/// A name as SQL text, quoted where it must be.
std::string quoted_name(std::string_view name);

/// The first bytes of a text, at most `length`, that are whole UTF-8 characters.
std::string clipped(std::string_view text, std::size_t length);

/// The longest name that PostgreSQL keeps, in bytes.
inline constexpr std::size_t kLongestName = 63;

/// The value of a string constant of any form: '', E'', U&'', $$ (manual, 4.1.2).
std::string string_value(std::string_view written);

/// A text as a string constant.
std::string quoted_string(std::string_view text);

}  // namespace athanor::postgresql
