#pragma once
/// What stands beside tables: namespaces, extensions, sequences, routines, grants.

#include <optional>
#include <string>
#include <vector>

#include "schema/column.hpp"
#include "schema/options.hpp"

namespace athanor {

/// A schema in SQL's sense: `CREATE SCHEMA`.
struct Namespace {
  QualifiedName name;  ///< `schema` part empty
  std::optional<std::string> owner;
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const Namespace&) const = default;
};

struct Extension {
  QualifiedName name;                  ///< `schema` part: where its objects live
  std::optional<std::string> version;  ///< absent: any
  std::optional<std::string> comment;
  Place place;

  bool operator==(const Extension&) const = default;
};

struct Sequence {
  QualifiedName name;
  SequenceOptions options;
  std::optional<QualifiedName> owner_table;  ///< OWNED BY table.column
  std::string owner_column;
  bool unlogged = false;
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const Sequence&) const = default;
};

/// A function or a procedure; `name.name` is its signature, `touch(integer, text)`.
struct Routine {
  enum class Kind { Function, Procedure, Aggregate };
  Kind kind = Kind::Function;
  QualifiedName name;
  std::string arguments;  ///< as declared, with names and defaults
  std::optional<std::string> returns;
  std::string language = "sql";
  Body body;
  Options options;  ///< volatility, security, parallel, cost, ...
  std::optional<std::string> comment;
  Place place;

  bool operator==(const Routine&) const = default;
};

struct Grant {
  std::vector<std::string> privileges;
  std::string on;  ///< `table bookings`, `table bookings (room)`
  std::vector<std::string> to;
  bool grantable = false;
  Place place;

  bool operator==(const Grant&) const = default;
};

}  // namespace athanor
