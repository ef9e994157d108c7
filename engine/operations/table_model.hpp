#pragma once
/// A table as SQLAlchemy has it once its items are put together: columns know whether they may be
/// null, constraints and indexes that columns ask for stand among the others.

#include <string>
#include <variant>
#include <vector>

#include "engine/operations/types.hpp"
#include "grammar/alembic/operation.hpp"

namespace athanor::operations {

/// The CHECK of an Enum or Boolean that asks for one where the dialect has no such type.
struct TypeCheck {
  std::string column;
  std::optional<alembic::ItemName> name;
  std::vector<alembic::Constant> values;
  bool operator==(const TypeCheck&) const = default;
};

using TableConstraint = std::variant<alembic::SaUniqueConstraint, alembic::SaForeignKeyConstraint,
                                     alembic::SaCheck, alembic::SaExcludeConstraint, TypeCheck>;

struct ModelColumn {
  alembic::SaColumn item;
  bool nullable = true;
  bool primary_key = false;
};

struct TableModel {
  alembic::TableName name;
  std::vector<std::string> prefixes;
  std::optional<std::string> comment;
  alembic::Keywords keywords;
  std::vector<ModelColumn> columns;
  /// Without columns: the table has no key.
  alembic::SaPrimaryKeyConstraint primary_key;
  enum class Key { OfColumns, Explicit } key_is = Key::OfColumns;
  std::vector<TableConstraint> constraints;  ///< in the order they were made
  std::vector<alembic::SaIndex> indexes;

  const ModelColumn* find(const std::string& column) const;
  ModelColumn* find(const std::string& column);
};

/// `table` put together for the dialect of `types`. Throws Error where SQLAlchemy does: a column
/// twice, a constraint on a column that is not there.
TableModel model_of(const alembic::SaTable& table, const TypeCompiler& types);

/// The same of a table that has one column and nothing else.
TableModel model_of(const alembic::TableName& name, const alembic::SaColumn& column,
                    const TypeCompiler& types);

/// The CHECK that `type` asks for as the type of `column`.
std::optional<TypeCheck> type_check(const std::string& column, const alembic::SaType& type,
                                    const TypeCompiler& types);

/// The column whose values the database counts up by itself, or null (SQLAlchemy documentation,
/// "The autoincrement flag"). Throws Error where the flag and the type contradict each other.
const ModelColumn* autoincrement_column(const TableModel& table, const TypeCompiler& types);

/// The name that SQLAlchemy gives to an index without one. Throws Error where it gives none.
alembic::ItemName conventional_index_name(const alembic::TableName& table,
                                          const alembic::SaIndex& index);
/// Whether its name was made so, not written.
bool has_conventional_name(const alembic::SaIndex& index);

/// `schema.table.column` of a foreign key, taken apart.
struct KeyTarget {
  alembic::TableName table;
  std::optional<std::string> column;
};
KeyTarget key_target(const std::string& written);

}  // namespace athanor::operations
