#pragma once
/// Turning one table into another: ALTER TABLE where SQLite's can do it, one rebuild otherwise
/// (lang_altertable.html).

#include <vector>

#include "engine/dialect.hpp"

namespace athanor::sqlite {

/// Steps for a table whose name is the same on both sides.
std::vector<Step> alter(const Changed<Table>& table, const AlterationContext& context,
                        const Dialect& dialect);

}  // namespace athanor::sqlite
