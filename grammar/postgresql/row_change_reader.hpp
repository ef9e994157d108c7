#pragma once
/// Which rows a statement changes, told by words and names alone. Private to this folder.

#include <optional>
#include <vector>

#include "grammar/postgresql/front.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// `[ONLY] name [*]` or `ONLY (name)`, gone past; absent where no name stands here.
std::optional<QualifiedName> take_relation(Front& front);

/// Whether INSERT INTO, UPDATE, DELETE FROM or MERGE INTO and a table stand here.
bool starts_row_change(Front front);

/// The changes of rows that stand from `front` on, each of one table: the statement's own, and
/// those in a WITH of it (manual, 7.8.4).
std::vector<ChangeRows> read_row_changes(Front front);

}  // namespace athanor::postgresql
