#pragma once
/// Whose rows change when those of a table do, though no statement says so: by the actions of
/// foreign keys, through inheritance, and by triggers whose bodies the graph has.

#include <set>
#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor {

/// What happens to rows of a table (or of a view).
struct RowEvents {
  std::set<Trigger::Event> events;
  std::set<std::string> columns;  ///< that an update gives values, as the dialect folds them
};

/// What a statement does to the rows of its tables.
RowEvents row_events(const ChangeRows& rows, const Dialect& dialect);

/// The other tables whose rows change with it, each once.
std::vector<QualifiedName> tables_changed_with(const Schema& schema, const QualifiedName& table,
                                               const RowEvents& events, const Dialect& dialect);

/// Those that lose all rows with it: by TRUNCATE ... CASCADE.
std::vector<QualifiedName> tables_truncated_with(const Schema& schema, const QualifiedName& table,
                                                 const Dialect& dialect);

/// Those that inherit from it, at any depth.
std::vector<QualifiedName> heirs_of(const Schema& schema, const QualifiedName& table,
                                    const Dialect& dialect);

/// What the statements of a trigger's body do to rows.
std::vector<ChangeRows> changes_in(const Body& body, const Dialect& dialect);

}  // namespace athanor
