#pragma once
/// Recognizing a rebuild among statements: a table made anew, filled from the old one, and put in
/// its place under its name (SQLite, lang_altertable.html, section 7).

#include <vector>

#include "engine/dialect.hpp"

namespace athanor {

/// The table that takes the place of `name`, where the statement at `drop` drops it as part of a
/// rebuild: its rows were copied before into a table that the same statements make, and that takes
/// its name afterwards. Null where the drop is one for good.
const Table* replacement_of(const std::vector<Statement>& statements, std::size_t drop,
                            const QualifiedName& name, const Dialect& dialect);

/// The INSERT that copies from one table into the other, among the first `end` statements, or null.
const Statement* copying(const std::vector<Statement>& statements, std::size_t end,
                         const QualifiedName& from, const QualifiedName& to,
                         const Dialect& dialect);

}  // namespace athanor
