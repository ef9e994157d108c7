#pragma once
/// Tables.

#include <optional>
#include <string>
#include <vector>

#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/index.hpp"
#include "schema/options.hpp"
#include "schema/trigger.hpp"

namespace athanor {

/// A partition declared with its table.
struct Partition {
  std::string name;
  std::string values;  ///< `from (...) to (...)`, `in (...)`, `default`
  Place place;

  bool operator==(const Partition&) const = default;
};

struct Table {
  QualifiedName name;
  std::vector<Column> columns;  ///< in order; the order is no part of a difference
  std::optional<PrimaryKey> primary_key;
  std::vector<Unique> uniques;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::vector<Exclusion> exclusions;
  std::vector<Index> indexes;
  std::vector<Trigger> triggers;
  std::vector<Policy> policies;
  std::vector<Partition> partitions;
  Rare<Expression> partition_by;
  std::vector<QualifiedName> inherits;
  bool unlogged = false;
  bool strict = false;         ///< SQLite (stricttables.html)
  bool without_rowid = false;  ///< SQLite (withoutrowid.html)
  bool row_security = false;
  bool force_row_security = false;
  Options with;  ///< storage parameters
  Rare<std::string> tablespace;
  Rare<std::string> access_method;
  Rare<std::string> owner;
  Rare<std::string> comment;
  Rare<QualifiedName> renamed_from;  ///< only in models
  Place place;

  bool operator==(const Table&) const = default;
};

/// The column of that name, or null. Names are compared as they are; a dialect that folds them does
/// so before.
const Column* find_column(const Table& table, const std::string& name);

/// What a parent's column is in `child` where nobody changed it there (PostgreSQL: sql-createtable,
/// INHERITS): identity, comments and statistics are not inherited, and a key of the child makes it
/// not null.
Column as_inherited(Column parent, const Table& child);

/// A table kept by a module (`CREATE VIRTUAL TABLE`, vtab.html): its arguments are the module's.
struct VirtualTable {
  QualifiedName name;
  std::string module;
  std::vector<std::string> arguments;  ///< each as written, trimmed
  Place place;

  bool operator==(const VirtualTable&) const = default;
};

}  // namespace athanor
