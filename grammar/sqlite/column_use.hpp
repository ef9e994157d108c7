#pragma once
/// What keeps a column from being dropped. Private to this folder.

#include <string>
#include <vector>

#include "grammar/sqlite/catalog.hpp"

namespace athanor::sqlite {

/// Each use for which SQLite refuses to drop the column (lang_altertable.html, ALTER TABLE DROP
/// COLUMN), as the second half of a sentence. A constraint written in the column's own definition
/// is no such use: it goes with the column.
std::vector<std::string> uses_of_column(const Catalog& catalog, const Table& table,
                                        const Column& column);

/// Takes off the table the checks and foreign keys written in the column's own definition.
void drop_own_constraints(Table& table, const Column& column);

}  // namespace athanor::sqlite
