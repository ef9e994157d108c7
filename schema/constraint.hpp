#pragma once
/// Table constraints. A constraint without a name, or whose name is only a convention, matches any
/// of the same definition.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/column.hpp"
#include "schema/options.hpp"

namespace athanor {

enum class SortOrder { Ascending, Descending };
enum class NullsOrder { First, Last };

/// DEFERRABLE; absent means NOT DEFERRABLE.
enum class Deferrable { InitiallyImmediate, InitiallyDeferred };

/// One column of a key. SQLite lets a collation and an order stand there (syntax/indexed-column).
struct KeyColumn {
  std::string name;
  Rare<std::string> collation;
  std::optional<SortOrder> order;

  bool operator==(const KeyColumn&) const = default;
};

struct PrimaryKey {
  std::optional<std::string> name;
  bool named = true;  ///< false: `name` is a convention, any will match
  std::vector<KeyColumn> columns;
  std::vector<std::string> include;
  std::optional<Deferrable> deferrable;
  std::optional<ConflictAction> on_conflict;
  bool autoincrement = false;  ///< SQLite's AUTOINCREMENT (autoinc.html)
  Options with;
  Rare<std::string> tablespace;
  Rare<std::string> comment;
  Place place;

  bool operator==(const PrimaryKey&) const = default;
};

struct Unique {
  std::optional<std::string> name;
  bool named = true;  ///< false: `name` is a convention, any will match
  std::vector<KeyColumn> columns;
  std::vector<std::string> include;
  bool nulls_distinct = true;
  std::optional<Deferrable> deferrable;
  std::optional<ConflictAction> on_conflict;
  Options with;
  Rare<std::string> tablespace;
  Rare<std::string> comment;
  Rare<std::string> renamed_from;
  Place place;

  bool operator==(const Unique&) const = default;
};

enum class ReferenceAction { NoAction, Restrict, Cascade, SetNull, SetDefault };
enum class MatchType { Simple, Full, Partial };

struct ForeignKey {
  std::optional<std::string> name;
  bool named = true;  ///< false: `name` is a convention, any will match
  std::vector<std::string> columns;
  QualifiedName table;                  ///< the referenced table
  std::vector<std::string> referenced;  ///< empty: its primary key
  ReferenceAction on_delete = ReferenceAction::NoAction;
  ReferenceAction on_update = ReferenceAction::NoAction;
  std::vector<std::string> on_delete_columns;  ///< PostgreSQL: SET NULL (columns)
  MatchType match = MatchType::Simple;
  std::optional<Deferrable> deferrable;
  bool validated = true;  ///< false: NOT VALID
  /// The key points at nothing, or at columns that are not unique: SQLite lets one be declared and
  /// fails at writes (foreignkeys.html, section 3). A model must say so on purpose.
  bool unchecked = false;
  Rare<std::string> comment;
  Rare<std::string> renamed_from;
  Place place;

  bool operator==(const ForeignKey&) const = default;
};

struct Check {
  std::optional<std::string> name;
  bool named = true;  ///< false: `name` is a convention, any will match
  Expression expression;
  bool inherit = true;  ///< false: NO INHERIT
  bool validated = true;
  std::optional<ConflictAction> on_conflict;  ///< parsed and ignored by SQLite, but kept
  Rare<std::string> comment;
  Rare<std::string> renamed_from;
  Place place;

  bool operator==(const Check&) const = default;
};

/// `element WITH operator` of an exclusion constraint.
struct ExclusionElement {
  Expression element;
  std::string op;

  bool operator==(const ExclusionElement&) const = default;
};

struct Exclusion {
  std::optional<std::string> name;
  bool named = true;  ///< false: `name` is a convention, any will match
  std::string method = "gist";
  std::vector<ExclusionElement> elements;
  std::vector<std::string> include;
  Rare<Expression> where;
  std::optional<Deferrable> deferrable;
  Options with;
  Rare<std::string> tablespace;
  Rare<std::string> comment;
  Rare<std::string> renamed_from;
  Place place;

  bool operator==(const Exclusion&) const = default;
};

/// Any constraint of a table.
using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclusion>;

}  // namespace athanor
