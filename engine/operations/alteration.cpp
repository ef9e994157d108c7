#include "engine/operations/alteration.hpp"

#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::SaColumn;
using Alterations = std::vector<Alteration>;

/// A table of columns that nothing but their names is known of.
TableModel named_columns(const alembic::TableName& name, const std::vector<std::string>& columns) {
  TableModel table;
  table.name = name;
  for (const auto& each : columns) {
    if (table.find(each)) continue;
    ModelColumn column;
    column.item.name = each;
    table.columns.push_back(std::move(column));
  }
  return table;
}

class Expansion {
 public:
  Expansion(const TypeCompiler& types, CommentSupport comments)
      : types_(types), comments_(comments) {}

  Alterations operator()(const alembic::AddColumn& operation) const {
    auto table = model_of(operation.table, operation.column, types_);
    Alterations made{ColumnAddition{operation, table}};
    bool is_inline =
        operation.inline_references.value_or(false) && operation.column.foreign_keys.size() == 1;
    for (const auto& constraint : table.constraints) {
      bool is_key = std::holds_alternative<alembic::SaForeignKeyConstraint>(constraint);
      if (is_inline && is_key) continue;
      made.push_back(ConstraintAddition{table, constraint});
    }
    for (const auto& index : table.indexes) {
      made.push_back(alembic::CreateIndex{operation.table, index, std::nullopt, operation.place});
    }
    if (operation.column.comment && comments_ == CommentSupport::Statements) {
      made.push_back(ColumnComment{operation.table, operation.column});
    }
    return made;
  }

  Alterations operator()(const alembic::AlterColumn& operation) const {
    Alterations made;
    const auto& name = operation.column;
    if (operation.existing_type && operation.type) {
      if (auto check = type_check(name, *operation.existing_type, types_)) {
        alembic::DropConstraint drop;
        drop.name = check->name;
        drop.table = operation.table;
        drop.kind = alembic::ConstraintKind::Check;
        made.push_back(ConstraintRemoval{drop, true});
      }
    }
    made.push_back(operation);
    if (!operation.type) return made;
    if (auto check = type_check(name, *operation.type, types_)) {
      made.push_back(
          ConstraintAddition{named_columns(operation.table, {name}), TableConstraint{*check}});
    }
    return made;
  }

  Alterations operator()(const alembic::CreateCheckConstraint& operation) const {
    return {
        ConstraintAddition{named_columns(operation.table, {}), TableConstraint{operation.check}}};
  }
  Alterations operator()(const alembic::CreateExcludeConstraint& operation) const {
    return {
        ConstraintAddition{named_columns(operation.table, {}), TableConstraint{operation.exclude}}};
  }
  Alterations operator()(const alembic::CreateForeignKey& operation) const {
    alembic::SaForeignKeyConstraint key;
    key.name = operation.name;
    key.columns = operation.local_columns;
    key.rules = operation.rules;
    key.keywords = operation.keywords;
    auto table = operation.referent.schema ? *operation.referent.schema + '.' : std::string();
    for (const auto& column : operation.remote_columns) {
      key.targets.push_back(table + operation.referent.name + '.' + column);
    }
    return {ConstraintAddition{named_columns(operation.source, operation.local_columns),
                               TableConstraint{std::move(key)}}};
  }
  Alterations operator()(const alembic::CreateIndex& operation) const {
    auto made = operation;
    if (!made.index.name) made.index.name = conventional_index_name(made.table, made.index);
    return {made};
  }
  Alterations operator()(const alembic::CreatePrimaryKey& operation) const {
    auto table = named_columns(operation.table, operation.key.columns);
    table.primary_key = operation.key;
    table.key_is = TableModel::Key::Explicit;
    return {ConstraintAddition{std::move(table), operation.key}};
  }
  Alterations operator()(const alembic::CreateUniqueConstraint& operation) const {
    return {ConstraintAddition{named_columns(operation.table, operation.unique.columns),
                               TableConstraint{operation.unique}}};
  }
  Alterations operator()(const alembic::CreateTableComment& operation) const {
    return {TableComment{operation.table, operation.comment}};
  }
  Alterations operator()(const alembic::DropTableComment& operation) const {
    return {TableComment{operation.table, std::nullopt}};
  }
  Alterations operator()(const alembic::DropColumn& operation) const { return {operation}; }
  Alterations operator()(const alembic::DropConstraint& operation) const {
    return {ConstraintRemoval{operation, false}};
  }
  Alterations operator()(const alembic::DropIndex& operation) const { return {operation}; }

 private:
  const TypeCompiler& types_;
  CommentSupport comments_;
};

}  // namespace

std::vector<Alteration> alterations_of(const alembic::BatchOperation& operation,
                                       const TypeCompiler& types, CommentSupport comments) {
  return std::visit(Expansion(types, comments), operation);
}

const std::optional<alembic::ItemName>& name_of(const ConstraintAddition& addition) {
  using Name = const std::optional<alembic::ItemName>&;
  if (const auto* key = std::get_if<alembic::SaPrimaryKeyConstraint>(&addition.constraint)) {
    return key->name;
  }
  return std::visit(
      overloaded{
          [](const alembic::SaUniqueConstraint& each) -> Name { return each.name; },
          [](const alembic::SaForeignKeyConstraint& each) -> Name { return each.name; },
          [](const alembic::SaCheck& each) -> Name { return each.name; },
          [](const alembic::SaExcludeConstraint& each) -> Name { return each.name; },
          [](const TypeCheck& each) -> Name { return each.name; },
      },
      std::get<TableConstraint>(addition.constraint));
}

}  // namespace athanor::operations
