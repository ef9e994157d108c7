#include "engine/dialects/sqlite/operations.hpp"

#include <fmt/format.h>

#include "engine/dialects/sqlite/operation_ddl.hpp"
#include "engine/dialects/sqlite/reflect_table.hpp"
#include "engine/operations/batch_rebuild.hpp"
#include "engine/operations/operation_compiler.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::sqlite {
namespace {

using operations::Alteration;
using operations::BatchRebuild;
using operations::CommentSupport;
using operations::TableModel;

constexpr const char* no_alter =
    "No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature "
    "which allows for SQLite migrations using a copy-and-move strategy.";

struct Compilers {
  operations::Identifiers names{identifier_rules()};
  OperationTypes types{names};
  OperationLiterals literals{types};
  OperationExpressions expressions{names, types, literals};
  OperationDdl ddl{names, types, literals, expressions};
};

/// Whether SQLite's ADD COLUMN takes the column's default.
bool must_recreate_for(const alembic::SaColumn& column) {
  if (!column.server_default) return false;
  return std::visit(
      overloaded{
          [](const std::string&) { return false; },
          [](const alembic::SqlExpression&) { return true; },
          [](const alembic::SaIdentity&) { return false; },
          [](const alembic::SaComputed& computed) { return computed.persisted.value_or(false); },
          [](const alembic::SaFetchedValue&) { return false; },
      },
      *column.server_default);
}

bool must_recreate_for(const Alteration& alteration) {
  return std::visit(overloaded{
                        [](const operations::ColumnAddition& each) {
                          return must_recreate_for(each.operation.column);
                        },
                        [](const alembic::AlterColumn&) { return true; },
                        [](const alembic::DropColumn&) { return true; },
                        [](const operations::ConstraintAddition&) { return true; },
                        [](const operations::ConstraintRemoval&) { return true; },
                        [](const alembic::CreateIndex&) { return false; },
                        [](const alembic::DropIndex&) { return false; },
                        [](const operations::TableComment&) { return true; },
                        [](const operations::ColumnComment&) { return true; },
                    },
                    alteration);
}

class SqliteOperations final : private Compilers, public operations::OperationCompiler {
 public:
  SqliteOperations() : OperationCompiler(Compilers::ddl) {}

 protected:
  CommentSupport comments() const override { return CommentSupport::None; }
  void add_constraint(const operations::ConstraintAddition& addition, Sql&) const override {
    // A type's CHECK is left out in silence, as Alembic does but for a warning.
    const auto* constraint = std::get_if<operations::TableConstraint>(&addition.constraint);
    if (constraint && std::holds_alternative<operations::TypeCheck>(*constraint)) return;
    throw Error(no_alter);
  }
  void drop_constraint(const operations::ConstraintRemoval& removal, Sql&) const override {
    if (!removal.of_type) throw Error(no_alter);
  }
  std::string rename_column(const alembic::AlterColumn& operation) const override {
    return fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}",
                       names.altered_table(operation.table), names.quote(operation.column),
                       names.quote(*operation.new_name));
  }
  bool must_recreate(const std::vector<Alteration>& alterations) const override {
    for (const auto& each : alterations) {
      if (must_recreate_for(each)) return true;
    }
    return false;
  }
  void recreate(const alembic::BatchAlterTable& batch, const std::vector<Alteration>& alterations,
                const Schema& now, Sql& out) override;
};

void SqliteOperations::recreate(const alembic::BatchAlterTable& batch,
                                const std::vector<Alteration>& alterations, const Schema& now,
                                Sql& out) {
  auto source = batch.copy_from ? BatchRebuild::Source::Script : BatchRebuild::Source::Database;
  auto existing = batch.copy_from ? operations::model_of(*batch.copy_from, types)
                                  : reflect_table(batch, now, types);
  auto name = existing.name;
  BatchRebuild rebuild(std::move(existing), source, batch, Compilers::ddl);
  for (const auto& alteration : alterations) rebuild.apply(alteration);
  auto table = rebuild.new_table();
  create_table(table, operations::DdlCompiler::Guard::None, now, out);
  out.push_back(rebuild.transfer(table));
  out.push_back("DROP TABLE " + names.table(name));
  out.push_back(fmt::format("ALTER TABLE {} RENAME TO {}", names.altered_table(table.name),
                            names.quote(name.name)));
  for (const auto& index : rebuild.indexes()) {
    out.push_back(Compilers::ddl.create_index(name, index, operations::DdlCompiler::Guard::None));
  }
}

}  // namespace

std::unique_ptr<OperationRenderer> make_operations(Session*) {
  return std::make_unique<SqliteOperations>();
}

}  // namespace athanor::sqlite
