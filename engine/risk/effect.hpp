#pragma once
/// What a statement does to the schema and its rows, whatever words a dialect has for it: an ALTER
/// TABLE of PostgreSQL and the rebuild that SQLite needs for the same change have the same effects.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/statement.hpp"

namespace athanor::risk {

/// Whether a table was there before the plan, script or revision began that is judged.
enum class Age { New, Existing };

/// A column of a new table, or one more of an old one; `constraints` are those written with it.
struct AddsColumn {
  QualifiedName table;
  Age age;
  Column column;
  std::vector<Constraint> constraints;
};

/// `was` is absent where the statements alone do not tell.
struct DropsColumn {
  QualifiedName table;
  std::string column;
  std::optional<Column> was;
};

struct RetypesColumn {
  QualifiedName table;
  std::string column;
  std::optional<DataType> from;
  DataType to;
};

/// A column of a table that may hold rows takes NULL no more.
struct ForbidsNull {
  QualifiedName table;
  std::string column;
};

struct DropsDefault {
  QualifiedName table;
  std::string column;
};

/// `using_index` is the index that becomes a key's own.
struct AddsConstraint {
  QualifiedName table;
  Age age;
  Constraint constraint;
  std::optional<std::string> using_index;
};

struct DropsConstraint {
  QualifiedName table;
  std::string name;
  std::optional<Constraint> was;
};

struct AddsIndex {
  QualifiedName table;
  Age age;
  Index index;
  bool concurrently = false;
};

/// `table` is the index's, where it is known.
struct DropsIndex {
  std::optional<QualifiedName> table;
  std::string name;
  bool concurrently = false;
};

/// A table that was there goes for good; not one that is only rebuilt.
struct DropsTable {
  QualifiedName name;
};

struct RenamesTable {
  QualifiedName from, to;
};

struct RenamesColumn {
  QualifiedName table;
  std::string from, to;
};

/// A table was made anew beside the old one and has taken its place.
struct Rebuilds {
  Table before, after;
};

struct WritesRows {
  QualifiedName table;
  Age age;
  ChangeRows::Verb verb;
  bool where = false;
};

using SchemaEffect = std::variant<AddsColumn, DropsColumn, RetypesColumn, ForbidsNull, DropsDefault,
                                  AddsConstraint, DropsConstraint, AddsIndex, DropsIndex,
                                  DropsTable, RenamesTable, RenamesColumn, Rebuilds, WritesRows>;

}  // namespace athanor::risk
