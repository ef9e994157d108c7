#pragma once
/// SQLAlchemy's schema items as migration scripts write them down: columns, constraints, indexes.
///
/// `keywords` hold what a dialect reads: `postgresql_using`, `sqlite_on_conflict`. Arguments that
/// reach no database (`info`, `doc`, `key` where it equals the name) are left out by the reader.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/alembic/sqlalchemy.hpp"

namespace athanor::alembic {

/// The name of a constraint or an index.
struct ItemName {
  std::string text;
  bool final = false;  ///< `op.f("...")`: no naming convention applies
  Place place;
  bool operator==(const ItemName&) const = default;
};

/// `sa.Sequence(...)`
struct SaSequence {
  std::string name;
  std::optional<std::string> schema;
  Keywords options;  ///< start, increment, minvalue, ..., optional
  Place place;
  bool operator==(const SaSequence&) const = default;
};

/// `sa.Identity(...)`
struct SaIdentity {
  Keywords options;  ///< always, on_null, start, increment, minvalue, ... in the order written
  Place place;
  bool operator==(const SaIdentity&) const = default;
};

/// `sa.Computed(sqltext, persisted=...)`
struct SaComputed {
  SqlExpression expression;  ///< a string is an SqlText
  std::optional<bool> persisted;
  Place place;
  bool operator==(const SaComputed&) const = default;
};

/// `sa.FetchedValue()`: there is a default, and it is not ours to write.
struct SaFetchedValue {
  bool operator==(const SaFetchedValue&) const = default;
};

/// `server_default=...`, or an Identity or Computed among a column's arguments. A `std::string` is
/// a text that becomes a string literal.
using ServerDefault =
    std::variant<std::string, SqlExpression, SaIdentity, SaComputed, SaFetchedValue>;

/// What a foreign key does, in the words it was given.
struct KeyRules {
  std::optional<std::string> on_update, on_delete;
  std::optional<std::string> match;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  bool operator==(const KeyRules&) const = default;
};

/// `sa.ForeignKey("schema.table.column", ...)` within a column.
struct SaForeignKey {
  std::string target;  ///< as written
  std::optional<ItemName> name;
  KeyRules rules;
  std::optional<bool> use_alter;
  std::optional<bool> link_to_name;
  Keywords keywords;
  Place place;
  bool operator==(const SaForeignKey&) const = default;
};

struct SaCheck {
  SqlExpression condition;  ///< a string is an SqlText
  std::optional<ItemName> name;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Keywords keywords;
  Place place;
  bool operator==(const SaCheck&) const = default;
};

/// `autoincrement=`: True, False, "auto" (which is the default) or "ignore_fk".
enum class Autoincrement { Auto, Yes, No, IgnoreForeignKeys };

/// `sa.Column(...)`
struct SaColumn {
  std::string name;
  std::optional<SaType> type;  ///< absent: none was given
  std::vector<SaForeignKey> foreign_keys;
  std::vector<SaCheck> checks;
  std::optional<SaSequence> sequence;  ///< a Sequence among the arguments
  std::optional<ServerDefault> server_default;
  std::optional<Argument>
      default_value;             ///< `default=` of a known value: Python's, not the table's
  std::optional<bool> nullable;  ///< absent: not said
  bool primary_key = false;
  Autoincrement autoincrement = Autoincrement::Auto;
  std::optional<bool> unique, index;
  std::optional<std::string> comment;
  std::optional<bool> quote;
  bool system = false;
  Keywords keywords;
  Place place;
  bool operator==(const SaColumn&) const = default;
};

struct SaPrimaryKeyConstraint {
  std::optional<ItemName> name;
  std::vector<std::string> columns;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Keywords keywords;
  Place place;
  bool operator==(const SaPrimaryKeyConstraint&) const = default;
};

struct SaUniqueConstraint {
  std::optional<ItemName> name;
  std::vector<std::string> columns;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Keywords keywords;
  Place place;
  bool operator==(const SaUniqueConstraint&) const = default;
};

struct SaForeignKeyConstraint {
  std::optional<ItemName> name;
  std::vector<std::string> columns;
  std::vector<std::string> targets;  ///< `table.column`, as written
  KeyRules rules;
  std::optional<bool> use_alter;
  Keywords keywords;
  Place place;
  bool operator==(const SaForeignKeyConstraint&) const = default;
};

/// One `(expression, operator)` of an exclusion constraint; a string is an SqlColumn where it is
/// the name of a column, as `sa.column` makes one, and an SqlText as `sa.text` makes one.
struct ExcludeElement {
  std::variant<std::string, SqlExpression> element;
  std::string op;
  bool operator==(const ExcludeElement&) const = default;
};

/// `postgresql.ExcludeConstraint(...)`
struct SaExcludeConstraint {
  std::optional<ItemName> name;
  std::vector<ExcludeElement> elements;
  std::optional<std::string> using_method;
  std::optional<SqlExpression> where;  ///< a string is an SqlText
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Keywords keywords;  ///< ops, postgresql_...
  Place place;
  bool operator==(const SaExcludeConstraint&) const = default;
};

/// What an index holds: the name of a column, or an expression.
using IndexElement = std::variant<std::string, SqlExpression>;

struct SaIndex {
  std::optional<ItemName> name;
  std::vector<IndexElement> elements;
  bool unique = false;
  Keywords keywords;
  Place place;
  bool operator==(const SaIndex&) const = default;
};

using TableItem = std::variant<SaColumn, SaPrimaryKeyConstraint, SaUniqueConstraint,
                               SaForeignKeyConstraint, SaCheck, SaExcludeConstraint, SaIndex>;

/// `sa.Table(...)`, and what `op.create_table` makes one of.
struct SaTable {
  std::string name;
  std::optional<std::string> schema;
  std::vector<TableItem> items;  ///< in the order written
  std::optional<std::string> comment;
  std::vector<std::string> prefixes;
  Keywords keywords;
  Place place;
  bool operator==(const SaTable&) const = default;
};

}  // namespace athanor::alembic
