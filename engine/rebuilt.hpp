#pragma once
/// Recognizing a rebuild among statements: a table made anew, filled from the old one, and put in
/// its place under its name (SQLite, lang_altertable.html, section 7).

#include <optional>
#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor {

/// A table that takes the place of another, and the statement that filled it.
struct Rebuild {
  const Table* made;
  const Statement* copy;
};

/// The rebuild of `name` that the statement at `drop`, which drops it, is part of: all its rows
/// were copied before into a table that the same statements make, and that takes its name
/// afterwards. Absent where the drop is one for good.
std::optional<Rebuild> rebuild_of(const std::vector<Statement>& statements, std::size_t drop,
                                  const QualifiedName& name, const Dialect& dialect);

/// The table of that rebuild, or null.
const Table* replacement_of(const std::vector<Statement>& statements, std::size_t drop,
                            const QualifiedName& name, const Dialect& dialect);

/// Whether the text of a copy reads or writes the column, by name or with all others.
bool copies_column(const std::string& copy, const std::string& column);

/// The INSERT that copies all rows of one table into the other, among the first `end` statements,
/// or null.
const Statement* copying(const std::vector<Statement>& statements, std::size_t end,
                         const QualifiedName& from, const QualifiedName& to,
                         const Dialect& dialect);

}  // namespace athanor
