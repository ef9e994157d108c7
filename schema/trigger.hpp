#pragma once
/// Triggers and row-security policies: what hangs on a table besides its columns and keys.

#include <optional>
#include <string>
#include <vector>

#include "schema/expression.hpp"
#include "schema/rare.hpp"

namespace athanor {

struct Trigger {
  enum class Timing { Before, After, InsteadOf };
  enum class Event { Insert, Update, Delete, Truncate };
  enum class Level { Row, Statement };

  std::string name;
  /// Absent where not written: SQLite takes BEFORE.
  std::optional<Timing> timing;
  std::vector<Event> events;                ///< in the order written
  std::vector<std::string> update_columns;  ///< UPDATE OF these
  /// Absent where not written: the dialect's default.
  std::optional<Level> level;
  Rare<Expression> condition;  ///< WHEN
  Rare<Expression> execute;    ///< PostgreSQL: the function call
  std::optional<Body> body;    ///< SQLite: the statements between BEGIN and END
  std::optional<std::string> old_table, new_table;  ///< PostgreSQL: REFERENCING
  bool constraint = false;                          ///< PostgreSQL: CREATE CONSTRAINT TRIGGER
  std::optional<std::string> deferrable;            ///< of a constraint trigger
  std::optional<std::string> enabled;               ///< PostgreSQL: disabled, replica, always
  std::optional<std::string> comment;
  std::optional<std::string> renamed_from;
  Place place;

  bool operator==(const Trigger&) const = default;
};

struct Policy {
  std::string name;
  bool permissive = true;
  std::string command = "all";  ///< all, select, insert, update, delete
  std::vector<std::string> to;  ///< roles; empty: public
  Rare<Expression> using_expression;
  Rare<Expression> check_expression;
  std::optional<std::string> comment;
  Place place;

  bool operator==(const Policy&) const = default;
};

}  // namespace athanor
