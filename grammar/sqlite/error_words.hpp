#pragma once
/// The words of this grammar in messages about syntax. Private to this folder.

#include "grammar/sql/syntax_error.hpp"

namespace athanor::sqlite {

extern const sql::ErrorWords kErrorWords;

}  // namespace athanor::sqlite
