#include "engine/operations/operation_compiler.hpp"

#include <fmt/format.h>

#include "engine/operations/metadata_names.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using Guard = DdlCompiler::Guard;

Guard guard_of(std::optional<bool> if_not_exists) {
  return if_not_exists.value_or(false) ? Guard::IfNotExists : Guard::None;
}

std::string drop_table(const alembic::DropTable& operation, const Identifiers& names) {
  return fmt::format("DROP TABLE {}{}", operation.if_exists.value_or(false) ? "IF EXISTS " : "",
                     names.table(operation.table));
}

std::string rename_table(const alembic::RenameTable& operation, const Identifiers& names) {
  return fmt::format("ALTER TABLE {} RENAME TO {}", names.altered_table(operation.table),
                     names.quote(operation.new_name));
}

}  // namespace

std::vector<SqlStatement> OperationCompiler::render(const alembic::Operation& operation,
                                                    const Schema& now) {
  Sql out;
  std::visit(
      overloaded{
          [&](const alembic::BatchAlterTable& each) { batch(each, now, out); },
          [&](const alembic::BulkInsert& each) { insert(each, out); },
          [&](const alembic::CreateTable& each) {
            create_table(named(model_of(each.table, ddl_.types())), guard_of(each.if_not_exists),
                         now, out);
          },
          [&](const alembic::CreateType& each) { create_type(each, now, out); },
          [&](const alembic::DropTable& each) { out.push_back(drop_table(each, ddl_.names())); },
          [&](const alembic::DropType& each) { drop_type(each, now, out); },
          [&](const alembic::RenameTable& each) {
            out.push_back(rename_table(each, ddl_.names()));
          },
          [&](const alembic::AddColumn& each) { alone(each, out); },
          [&](const alembic::AlterColumn& each) { alone(each, out); },
          [&](const alembic::CreateCheckConstraint& each) { alone(each, out); },
          [&](const alembic::CreateExcludeConstraint& each) { alone(each, out); },
          [&](const alembic::CreateForeignKey& each) { alone(each, out); },
          [&](const alembic::CreateIndex& each) { alone(each, out); },
          [&](const alembic::CreatePrimaryKey& each) { alone(each, out); },
          [&](const alembic::CreateTableComment& each) { alone(each, out); },
          [&](const alembic::CreateUniqueConstraint& each) { alone(each, out); },
          [&](const alembic::DropColumn& each) { alone(each, out); },
          [&](const alembic::DropConstraint& each) { alone(each, out); },
          [&](const alembic::DropIndex& each) { alone(each, out); },
          [&](const alembic::DropTableComment& each) { alone(each, out); },
      },
      operation);
  std::vector<SqlStatement> statements;
  for (auto& sql : out) statements.push_back({std::move(sql)});
  return statements;
}

void OperationCompiler::alone(const alembic::BatchOperation& operation, Sql& out) const {
  for (const auto& alteration : alterations(operation)) apply(alteration, out);
}

TableModel OperationCompiler::named(TableModel table) const {
  name_by_metadata(table, convention_);
  return table;
}

std::vector<Alteration> OperationCompiler::alterations(
    const alembic::BatchOperation& operation) const {
  auto made = alterations_of(operation, ddl_.types(), comments());
  for (auto& each : made) name_by_metadata(each, convention_);
  return made;
}

void OperationCompiler::create_table(const TableModel& table, Guard guard, const Schema& now,
                                     Sql& out) {
  create_types(table, now, out);
  out.push_back(ddl_.create_table(table, guard));
  for (const auto& index : table.indexes) {
    out.push_back(ddl_.create_index(table.name, index, Guard::None));
  }
  if (comments() == CommentSupport::None) return;
  if (table.comment) out.push_back(table_comment({table.name, table.comment}));
  for (const auto& column : table.columns) {
    if (column.item.comment) {
      out.push_back(column_comment(ColumnComment{table.name, column.item}));
    }
  }
}

void OperationCompiler::batch(const alembic::BatchAlterTable& operation, const Schema& now,
                              Sql& out) {
  using Recreate = alembic::BatchAlterTable::Recreate;
  std::vector<Alteration> alterations;
  for (const auto& each : operation.operations) {
    const auto* added = std::get_if<alembic::AddColumn>(&each);
    bool is_placed = added && (added->insert_before || added->insert_after);
    for (auto& made : this->alterations(each)) {
      // Whether to recreate is asked of what came before, as Alembic asks.
      if (is_placed && std::holds_alternative<ColumnAddition>(made) &&
          operation.recreate != Recreate::Always &&
          (operation.recreate == Recreate::Never || !must_recreate(alterations))) {
        throw Error(
            "Can't specify insert_before or insert_after when using ALTER; please specify "
            "recreate='always'");
      }
      alterations.push_back(std::move(made));
    }
  }
  bool is_anew = operation.recreate == Recreate::Always ||
                 (operation.recreate == Recreate::Auto && must_recreate(alterations));
  if (is_anew) {
    recreate(operation, alterations, now, out);
  } else {
    for (const auto& alteration : alterations) apply(alteration, out);
  }
}

void OperationCompiler::apply(const Alteration& alteration, Sql& out) const {
  std::visit(
      overloaded{
          [&](const ColumnAddition& each) { out.push_back(add_column(each)); },
          [&](const alembic::AlterColumn& each) { alter_column(each, out); },
          [&](const alembic::DropColumn& each) {
            out.push_back(fmt::format("ALTER TABLE {} DROP COLUMN {}{}",
                                      ddl_.names().altered_table(each.table),
                                      each.if_exists.value_or(false) ? "IF EXISTS " : "",
                                      ddl_.names().quote(each.column)));
          },
          [&](const ConstraintAddition& each) { add_constraint(each, out); },
          [&](const ConstraintRemoval& each) { drop_constraint(each, out); },
          [&](const alembic::CreateIndex& each) {
            out.push_back(ddl_.create_index(each.table, each.index, guard_of(each.if_not_exists)));
          },
          [&](const alembic::DropIndex& each) { out.push_back(ddl_.drop_index(each)); },
          [&](const TableComment& each) { out.push_back(table_comment(each)); },
          [&](const ColumnComment& each) { out.push_back(column_comment(each)); },
      },
      alteration);
}

std::string OperationCompiler::add_column(const ColumnAddition& addition) const {
  const auto& [operation, table] = addition;
  const auto& column = table.columns.front();
  auto text =
      fmt::format("ALTER TABLE {} ADD COLUMN {}{}", ddl_.names().altered_table(operation.table),
                  operation.if_not_exists.value_or(false) ? "IF NOT EXISTS " : "",
                  ddl_.specification(table, column));
  if (operation.inline_primary_key.value_or(false) && column.primary_key) text += " PRIMARY KEY";
  if (operation.inline_references.value_or(false) && column.item.foreign_keys.size() == 1) {
    const auto& key = column.item.foreign_keys.front();
    auto target = key_target(key.target);
    text += fmt::format(" REFERENCES {} ({}){}", ddl_.names().table(target.table),
                        ddl_.names().quote(target.column.value_or(column.item.name)),
                        ddl_.key_rules(key.rules));
  }
  return text + ddl_.checks(table, column);
}

std::string OperationCompiler::table_comment(const TableComment& comment) const {
  return fmt::format("COMMENT ON TABLE {} IS {}", ddl_.names().table(comment.table),
                     comment.comment ? quote_text(*comment.comment) : "NULL");
}

std::string OperationCompiler::column_comment(const ColumnComment& comment) const {
  return fmt::format("COMMENT ON COLUMN {}.{} IS {}", ddl_.names().table(comment.table),
                     ddl_.names().column(comment.column), quote_text(*comment.column.comment));
}

}  // namespace athanor::operations
