#pragma once
/// What differs inside a table, part by part.

#include <vector>

#include "engine/change.hpp"
#include "engine/equality.hpp"

namespace athanor {

/// Only what differs. Parts are matched by name; constraints that one side leaves unnamed, and
/// indexes whose name is only a convention, by definition.
struct TableDelta {
  std::vector<Changed<Column>> columns;
  std::vector<Changed<PrimaryKey>> primary_key;  ///< none or one
  std::vector<Changed<Unique>> uniques;
  std::vector<Changed<ForeignKey>> foreign_keys;
  std::vector<Changed<Check>> checks;
  std::vector<Changed<Exclusion>> exclusions;
  std::vector<Changed<Index>> indexes;
  std::vector<Changed<Trigger>> triggers;
  std::vector<Changed<Policy>> policies;
  /// Anything of the table's own: STRICT, storage parameters, comment, partitions.
  bool attributes = false;

  bool empty() const;
  /// Nothing but columns, indexes and triggers differs.
  bool only_columns_and_satellites() const;
};

TableDelta compare(const Table& before, const Table& after, const Equality& equality);

/// The checks of a domain, matched as those of a table are.
std::vector<Changed<Check>> compare_checks(const std::vector<Check>& before,
                                           const std::vector<Check>& after,
                                           const Equality& equality);

/// `table` without the parts that are matched one by one: what step::AlterTable compares.
Table shell(const Table& table, const Dialect& dialect);

/// Triggers of a table or a view, matched by name.
std::vector<Changed<Trigger>> compare_triggers(const std::vector<Trigger>& before,
                                               const std::vector<Trigger>& after,
                                               const Equality& equality);

}  // namespace athanor
