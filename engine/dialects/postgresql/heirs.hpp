#pragma once
/// Columns that move between a table and its children. Private to this folder.

#include <vector>

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// Where a table gives a column to children of it, or takes theirs, makes one step of theirs and
/// its own: a child that has a column from its parent can neither add it nor drop it
/// (sql-altertable.html, ADD COLUMN and DROP COLUMN).
void fold_heirs(std::vector<Step>& steps, const AlterationContext& context);

}  // namespace athanor::postgresql
