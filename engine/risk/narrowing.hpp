#pragma once
/// What running code loses where something comes back under its old name: columns of a view, rows
/// behind a condition. Told by tokens alone, so only what is certain is told; the rest is silence.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "schema/sql_text.hpp"

namespace athanor::risk {

/// Whether `is` holds only where `was` did, and asks for something more: every part that AND ties
/// together in `was` is one in `is`, which has others as well. No tokens: no condition at all.
bool asks_for_more(const std::vector<SqlToken>& was, const std::vector<SqlToken>& is);

/// What a view that is replaced gives no more: `without email`, `its WHERE asks for more`; "" where
/// nothing is known to be lost. Names of columns are known where they are listed, or where an item
/// of the SELECT is a plain column or has an alias.
std::string narrowing(const View& was, const View& is, const Dialect& dialect);

}  // namespace athanor::risk
