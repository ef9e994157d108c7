#pragma once
/// SQL statements as values, the same for every dialect.
///
/// This folder turns text into objects: each dialect's folder holds an ANTLR grammar, a reader
/// (text -> statements) and a replayer (statement -> change of a schema graph, as that database
/// would do it); alembic/ reads migration scripts. Nothing here opens a connection.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace athanor {

/// `CREATE` of a whole object.
template <class T>
struct Create {
  T object;
  bool if_not_exists = false;
  bool temporary = false;  ///< in the session's own schema: no part of a schema graph
  bool or_replace = false;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  bool if_not_exists = false;
  bool concurrently = false;
};

struct CreateTrigger {
  QualifiedName table;  ///< or view
  Trigger trigger;
  bool if_not_exists = false;
  bool temporary = false;
  bool or_replace = false;
};

enum class ObjectKind {
  Schema,
  Extension,
  Collation,
  Type,
  Domain,
  Sequence,
  Table,
  Index,
  View,
  MaterializedView,
  Trigger,
  Routine,
  Policy
};

struct Drop {
  ObjectKind kind;
  std::vector<QualifiedName> names;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
  std::optional<QualifiedName> table;  ///< of a trigger or policy, where the dialect names it
};

struct RenameTable {
  QualifiedName to;
};
struct RenameColumn {
  std::string from, to;
};
/// A column with the constraints written in its definition.
struct AddColumn {
  Column column;
  std::vector<Constraint> constraints;
  bool if_not_exists = false;
};
struct DropColumn {
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};

using AlterAction = std::variant<RenameTable, RenameColumn, AddColumn, DropColumn>;

struct AlterTable {
  QualifiedName table;
  std::vector<AlterAction> actions;
  bool if_exists = false;
};

/// A statement that changes rows, or moves them.
struct ChangeRows {
  enum class Verb { Insert, Replace, Update, Delete, Truncate };
  Verb verb;
  std::vector<QualifiedName> tables;  ///< written to
  bool where = false;                 ///< has a WHERE (of UPDATE and DELETE)
  bool cascade = false;
};

/// A setting of the session or the database: `PRAGMA foreign_keys=OFF`, `SET lock_timeout`.
struct Setting {
  std::string name;                  ///< lower case
  std::optional<std::string> value;  ///< as written; absent where it is only asked for
};

struct TransactionControl {
  enum class Verb { Begin, Commit, Rollback, Savepoint, Release };
  Verb verb;
};

/// ATTACH and DETACH: another database comes within reach.
struct Attach {
  std::string text;
};

/// A statement that cannot change the schema: SELECT, ANALYZE, VACUUM, REINDEX, EXPLAIN.
struct Inert {
  std::string keyword;
};

using Action =
    std::variant<Create<Table>, Create<VirtualTable>, Create<View>, CreateIndex, CreateTrigger,
                 Drop, AlterTable, ChangeRows, Setting, TransactionControl, Attach, Inert>;

struct Statement {
  Action action;
  std::string text;  ///< exactly as written, without the final semicolon
  Place place;
};

}  // namespace athanor
