#pragma once
/// What an operation on one table comes down to: the calls that either go out as statements of
/// their own or, in batch mode, change a table before it is made anew.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/operations/table_model.hpp"

namespace athanor::operations {

struct ColumnAddition {
  alembic::AddColumn operation;
  TableModel table;  ///< the column alone
};
struct ConstraintAddition {
  TableModel table;  ///< with the columns that the constraint names
  std::variant<alembic::SaPrimaryKeyConstraint, TableConstraint> constraint;
};
struct ConstraintRemoval {
  alembic::DropConstraint operation;
  bool of_type = false;  ///< it came with the type of a column
};
struct ColumnComment {
  alembic::TableName table;
  alembic::SaColumn column;
};
struct TableComment {
  alembic::TableName table;
  std::optional<std::string> comment;
};

using Alteration = std::variant<ColumnAddition, alembic::AlterColumn, alembic::DropColumn,
                                ConstraintAddition, ConstraintRemoval, alembic::CreateIndex,
                                alembic::DropIndex, TableComment, ColumnComment>;

/// What `operation` comes down to, in Alembic's order. `comments`: whether columns' comments are
/// statements of their own.
enum class CommentSupport { None, Statements };
std::vector<Alteration> alterations_of(const alembic::BatchOperation& operation,
                                       const TypeCompiler& types, CommentSupport comments);

/// The name of a constraint, or null.
const std::optional<alembic::ItemName>& name_of(const ConstraintAddition& addition);

}  // namespace athanor::operations
