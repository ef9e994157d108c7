#pragma once
/// Columns, and what may stand in one.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/expression.hpp"
#include "schema/names.hpp"
#include "schema/options.hpp"
#include "schema/rare.hpp"
#include "schema/type.hpp"

namespace athanor {

/// What SQLite does with a row that breaks a constraint (`ON CONFLICT`, lang_conflict.html).
enum class ConflictAction { Rollback, Abort, Fail, Ignore, Replace };

/// A literal of a model file, before a dialect has said how it writes it. `text` of a string is
/// the string itself; of an array or an object it is JSON.
struct Literal {
  enum class Kind { Null, Boolean, Integer, Real, String, Json };
  Kind kind = Kind::Null;
  std::string text;

  bool operator==(const Literal&) const = default;
};

/// A default: a literal only in graphs that come from model files and are not lowered yet.
using DefaultValue = std::variant<Literal, Expression>;

/// Options of a sequence; absent ones are SQL's defaults (CREATE SEQUENCE).
struct SequenceOptions {
  std::optional<DataType> type;
  std::optional<std::int64_t> start, increment, minimum, maximum, cache;
  bool cycle = false;

  bool operator==(const SequenceOptions&) const = default;
};

/// `GENERATED ... AS IDENTITY`.
struct Identity {
  enum class Generation { Always, ByDefault };
  Generation generation = Generation::ByDefault;
  SequenceOptions sequence;
  /// The sequence's name; absent: the conventional one, `table_column_seq` in the table's schema.
  std::optional<QualifiedName> sequence_name;

  bool operator==(const Identity&) const = default;
};

/// `GENERATED ALWAYS AS (expression)`.
struct Generated {
  enum class Storage { Stored, Virtual };
  Expression expression;
  /// Absent when a model did not say: lowering fills in the dialect's default.
  std::optional<Storage> storage;

  bool operator==(const Generated&) const = default;
};

struct Column {
  std::string name;
  DataType type;
  /// The type as the dialect itself spells it, where a model's override or a database gives one
  /// that lowering `type` would not make. Empty in a lowered graph, where `type` is the dialect's.
  Rare<DataType> native_type;
  /// Absent when not said: nullable, or implied by a primary key. See Dialect::lower.
  std::optional<bool> nullable;
  Rare<std::string> not_null_name;                  ///< the constraint's name, where it has one
  std::optional<ConflictAction> not_null_conflict;  ///< SQLite's NOT NULL ON CONFLICT
  std::optional<DefaultValue> default_value;
  Rare<Generated> generated;
  Rare<Identity> identity;
  Rare<std::string> collation;  ///< a name, qualified with a dot if need be
  Rare<std::string> comment;
  Rare<std::string> storage;               ///< PostgreSQL: plain, external, ...
  Rare<std::string> compression;           ///< PostgreSQL: pglz, lz4
  std::optional<std::int64_t> statistics;  ///< PostgreSQL: SET STATISTICS
  Options options;                         ///< PostgreSQL: n_distinct, ...
  Rare<std::string> renamed_from;          ///< only in models
  Place place;

  bool operator==(const Column&) const = default;
};

}  // namespace athanor
