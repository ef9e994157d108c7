#include <fmt/format.h>

#include "engine/operations/operation_compiler.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

enum class DefaultKind { Plain, Computed, Identity };

DefaultKind kind_of(const alembic::DefaultChange& change) {
  const auto* value = std::get_if<alembic::ServerDefault>(&change);
  if (!value) return DefaultKind::Plain;
  if (std::holds_alternative<alembic::SaComputed>(*value)) return DefaultKind::Computed;
  if (std::holds_alternative<alembic::SaIdentity>(*value)) return DefaultKind::Identity;
  return DefaultKind::Plain;
}

DefaultKind kind_of(const alembic::AlterColumn& operation) {
  auto now = kind_of(operation.server_default), before = kind_of(operation.existing_server_default);
  for (auto kind : {DefaultKind::Computed, DefaultKind::Identity}) {
    if (now == kind || before == kind) return kind;
  }
  return DefaultKind::Plain;
}

bool is_unchanged(const alembic::DefaultChange& change) {
  return std::holds_alternative<alembic::Unchanged>(change);
}

/// What Alembic calls a constraint without a name in its message.
std::string_view class_of(std::optional<alembic::ConstraintKind> kind) {
  if (!kind) return "Constraint()";
  switch (*kind) {
    case alembic::ConstraintKind::ForeignKey:
      return "ForeignKeyConstraint()";
    case alembic::ConstraintKind::PrimaryKey:
      return "PrimaryKeyConstraint()";
    case alembic::ConstraintKind::Unique:
      return "UniqueConstraint()";
    case alembic::ConstraintKind::Check:
      return "CheckConstraint()";
  }
  return {};
}

}  // namespace

std::string OperationCompiler::altered(const alembic::AlterColumn& operation) const {
  return fmt::format("ALTER TABLE {} ALTER COLUMN {}", ddl().names().altered_table(operation.table),
                     ddl().names().quote(operation.column));
}

void OperationCompiler::change_nullable(const alembic::AlterColumn& operation, Sql& out) const {
  if (!operation.nullable) return;
  out.push_back(altered(operation) + (*operation.nullable ? " DROP NOT NULL" : " SET NOT NULL"));
}

void OperationCompiler::change_type(const alembic::AlterColumn& operation, const std::string& end,
                                    Sql& out) const {
  if (!operation.type) return;
  out.push_back(altered(operation) + " TYPE " + ddl().types().text(*operation.type) + end);
}

void OperationCompiler::change_default(const alembic::AlterColumn& operation, Sql& out) const {
  if (is_unchanged(operation.server_default)) return;
  switch (kind_of(operation)) {
    case DefaultKind::Computed:
      throw Error(
          "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an "
          "existing column is not supported.");
    case DefaultKind::Identity:
      out.push_back(change_identity(operation));
      return;
    case DefaultKind::Plain:
      break;
  }
  const auto* value = std::get_if<alembic::ServerDefault>(&operation.server_default);
  if (!value) {
    out.push_back(altered(operation) + " DROP DEFAULT");
    return;
  }
  auto text = ddl().default_text(*value);
  if (!text) throw Error("a FetchedValue cannot be set as the default of a column");
  out.push_back(altered(operation) + " SET DEFAULT " + *text);
}

std::string OperationCompiler::change_identity(const alembic::AlterColumn&) const {
  throw Error(
      "Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, to or "
      "from an existing column is not supported in this dialect.");
}

std::string OperationCompiler::column_comment(const alembic::AlterColumn&) const {
  throw Error(
      "Compiler can't render element of type <class 'alembic.ddl.base.ColumnComment'>: <class "
      "'alembic.ddl.base.ColumnComment'> construct has no default compilation handler.");
}

std::string OperationCompiler::rename_column(const alembic::AlterColumn& operation) const {
  return fmt::format("ALTER TABLE {} RENAME {} TO {}", ddl().names().altered_table(operation.table),
                     ddl().names().quote(operation.column),
                     ddl().names().quote(*operation.new_name));
}

void OperationCompiler::alter_column(const alembic::AlterColumn& operation, Sql& out) const {
  change_nullable(operation, out);
  change_default(operation, out);
  change_type(operation, "", out);
  if (!std::holds_alternative<alembic::Unchanged>(operation.comment)) {
    out.push_back(column_comment(operation));
  }
  if (operation.new_name) out.push_back(rename_column(operation));
}

void OperationCompiler::add_constraint(const ConstraintAddition& addition, Sql& out) const {
  std::optional<std::string> text;
  if (const auto* constraint = std::get_if<TableConstraint>(&addition.constraint)) {
    text = ddl().constraint(addition.table, *constraint);
  } else {
    text = ddl().primary_key(addition.table);
  }
  if (!text) return;
  out.push_back(
      fmt::format("ALTER TABLE {} ADD {}", ddl().names().table(addition.table.name), *text));
}

void OperationCompiler::drop_constraint(const ConstraintRemoval& removal, Sql& out) const {
  const auto& operation = removal.operation;
  if (!operation.name) {
    throw Error(fmt::format("Can't emit DROP CONSTRAINT for constraint {}; it has no name",
                            class_of(operation.kind)));
  }
  out.push_back(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}{}",
                            ddl().names().table(operation.table),
                            operation.if_exists.value_or(false) ? "IF EXISTS " : "",
                            ddl().names().item(*operation.name)));
}

}  // namespace athanor::operations
