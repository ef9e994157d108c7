#pragma once
/// Literals in canonical form. Private to this folder.

#include <string>
#include <string_view>

namespace athanor::sqlite {

/// `0x10` is `16`, `1_000` is `1000`, `1.50` is `1.5`. An integer that 64 bits cannot hold is the
/// real that SQLite takes it for (lang_expr.html, literal values); a hexadecimal one above
/// 0x7fffffffffffffff stays hexadecimal, as it is negative.
std::string canonical_number(std::string_view written);

}  // namespace athanor::sqlite
