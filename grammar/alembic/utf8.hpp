#pragma once
/// UTF-8 by code points, and what Python counts as a letter.

#include <cstddef>
#include <string>
#include <string_view>

namespace athanor::alembic {

/// The bytes that the UTF-8 sequence at the front of `text` takes, or 0 where it is not one.
std::size_t utf8_length(std::string_view text);

/// The code point at the front of `text`; its first byte where that is not UTF-8. `text` is not
/// empty.
char32_t utf8_front(std::string_view text);

/// Appends `code_point` as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// Whether Python's regular expressions count `c` as `\w`: `str.isalnum()`, or an underscore.
bool is_word_character(char32_t c);

}  // namespace athanor::alembic
