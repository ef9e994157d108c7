#pragma once
/// Differences between two schema graphs of one dialect, as values without SQL.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace athanor {

/// One object as it is and as it should be; at most one side is absent.
template <class T>
struct Changed {
  std::optional<T> before, after;

  bool operator==(const Changed&) const = default;
};

template <class T>
Changed<T> reverse(Changed<T> change) {
  std::swap(change.before, change.after);
  return change;
}

using Change =
    std::variant<Changed<Namespace>, Changed<Extension>, Changed<Collation>, Changed<EnumType>,
                 Changed<CompositeType>, Changed<RangeType>, Changed<Domain>, Changed<Sequence>,
                 Changed<Table>, Changed<VirtualTable>, Changed<View>, Changed<MaterializedView>,
                 Changed<Routine>>;

/// A table that keeps its rows under a new name.
struct TableRename {
  QualifiedName from, to;

  bool operator==(const TableRename&) const = default;
};

/// A column that keeps its values under a new name. `table` is the table's new name.
struct ColumnRename {
  QualifiedName table;
  std::string from, to;

  bool operator==(const ColumnRename&) const = default;
};

/// An object beside the tables that stays what it is under a new name.
struct ObjectRename {
  enum class Kind { Namespace, Collation, Enum, Composite, Range, Domain, Sequence };
  Kind kind;
  QualifiedName from, to;

  bool operator==(const ObjectRename&) const = default;
};

/// A part of an object that stays what it is under a new name. `owner` is the new name of the table
/// or of the enum.
struct PartRename {
  enum class Kind { Constraint, Index, EnumValue };
  Kind kind;
  QualifiedName owner;
  std::string from, to;

  bool operator==(const PartRename&) const = default;
};

/// The noun of what is renamed: "type", "sequence"; "constraint", "index", "value".
const char* noun(ObjectRename::Kind kind);
const char* noun(PartRename::Kind kind);

/// Everything that turns one schema into another: first the renames, then the changes, whose
/// `before` sides already carry the new names.
struct Difference {
  std::vector<ObjectRename> object_renames;
  std::vector<TableRename> table_renames;
  std::vector<ColumnRename> column_renames;
  std::vector<PartRename> part_renames;
  std::vector<Change> changes;

  bool renames() const {
    return !object_renames.empty() || !table_renames.empty() || !column_renames.empty() ||
           !part_renames.empty();
  }
  bool empty() const { return !renames() && changes.empty(); }
  bool operator==(const Difference&) const = default;
};

}  // namespace athanor
