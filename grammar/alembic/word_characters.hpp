#pragma once
/// Private to this folder.

namespace athanor::alembic {

/// Whether Python's regular expressions count `c` as `\w`: `str.isalnum()`, or an underscore.
bool is_word_character(char32_t c);

}  // namespace athanor::alembic
