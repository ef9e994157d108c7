#pragma once
/// What steps do to a running PostgreSQL server (explicit-locking.html, "Table-Level Locks";
/// sql-altertable.html, "Notes").

#include "engine/dialect.hpp"

namespace athanor::postgresql {

Effect effect(const Step& step);

/// Whether adding the column writes a value of its own into every row that is there, which rewrites
/// the table (sql-altertable.html, "Notes").
bool writes_every_row(const Column& column);

}  // namespace athanor::postgresql
