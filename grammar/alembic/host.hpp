#pragma once
/// What a migration script's body is run over: the state that its guards ask, and who receives what
/// it does. A body does not know whether that is a live database or a graph in memory.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/alembic/operation.hpp"
#include "schema/schema.hpp"

namespace athanor::alembic {

/// One SQL string that the database receives: that of an `op.execute`, or of a connection's.
struct SqlItem {
  enum class Mode { Transactional, Autocommit };
  std::string sql;
  Mode mode = Mode::Transactional;
  Place place;            ///< of the string
  std::size_t block = 0;  ///< the script's autocommit block that it is sent in, from 1; 0: none
};

/// One operation of Alembic, its arguments known.
struct OperationItem {
  Operation operation;
  SqlItem::Mode mode = SqlItem::Mode::Transactional;
  Place place;            ///< of the call
  std::size_t block = 0;  ///< as an SqlItem's
};

/// What only Python can tell or do, such as `call of Session` or `import of app.models`.
struct NeedsPython {
  std::string construct;
  Place place;
};

/// How SQLAlchemy's inspector shows a dialect's objects where dialects differ (SQLAlchemy
/// documentation, "Reflecting Database Objects").
struct InspectorHabits {
  std::string default_schema;  ///< its name, which is empty in a graph
  enum class Uniques { Indexes, Constraints };
  Uniques uniques = Uniques::Constraints;  ///< Indexes: get_indexes shows constraints' own too
  enum class Case { Matters, Ignored };
  Case table_case = Case::Matters;  ///< of names that has_table and its like are given
};

/// One value of a row that was asked for.
struct Cell {
  enum class Kind { Null, Text, Integer, Boolean, Other };
  Kind kind = Kind::Null;
  std::string text;  ///< of a Boolean: "true" or "false"; of an Other: as the database prints it
};

/// The answer to a SELECT.
struct Answer {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

class Host {
 public:
  virtual ~Host() = default;

  /// As SQLAlchemy calls it.
  virtual std::string_view dialect_name() const = 0;
  /// Whether what it takes is written down for later, as Alembic's `--sql` does.
  virtual bool is_offline() const { return false; }
  virtual InspectorHabits habits() const = 0;

  /// What is there at this point of the body; null where that is not known, so that a guard needs
  /// Python.
  virtual const Schema* schema() = 0;
  /// Whether `name`, or a name like it, may be there though `schema()` does not show it.
  virtual bool may_hide(std::string_view name) = 0;
  /// The answer to a SELECT; nothing where it cannot be known for certain at this point.
  virtual std::optional<Answer> query(const std::string& sql) = 0;

  virtual void take(SqlItem item) = 0;
  virtual void take(OperationItem item) = 0;
};

}  // namespace athanor::alembic
