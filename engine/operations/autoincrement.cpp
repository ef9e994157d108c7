#include <fmt/format.h>

#include "engine/operations/arguments.hpp"
#include "engine/operations/table_model.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::operations {
namespace {

using alembic::Autoincrement;

enum class Wish { Unsaid, Said };

bool has_fitting_type(const ModelColumn& column, const TypeCompiler& types, Wish wish) {
  std::string_view affinity = "NullType";
  std::optional<long long> scale;
  if (column.item.type) {
    auto type = types.bound(*column.item.type);
    affinity = type.type_class->affinity;
    if (affinity == "Numeric") scale = type.integer("scale");
  }
  if (affinity == "Integer") return true;
  if (wish == Wish::Unsaid) return false;
  auto text = column.item.type ? types.text(*column.item.type) : "NULL";
  if (affinity == "Numeric") {
    if (scale == 0) return true;
    throw Error(
        fmt::format("Column type {} with non-zero scale {} on column '{}' is not compatible with "
                    "autoincrement=True",
                    text, scale ? std::to_string(*scale) : "None", column.item.name));
  }
  throw Error(fmt::format("Column type {} on column '{}' is not compatible with autoincrement=True",
                          text, column.item.name));
}

/// Whether nothing else gives the column its values.
bool is_without_values(const alembic::SaColumn& column) {
  if (column.default_value) return false;
  if (column.server_default &&
      !std::holds_alternative<alembic::SaIdentity>(*column.server_default)) {
    return false;
  }
  return column.foreign_keys.empty() || column.autoincrement == Autoincrement::IgnoreForeignKeys;
}

bool has_table_key(const TableModel& table, const std::string& column) {
  for (const auto& constraint : table.constraints) {
    const auto* key = std::get_if<alembic::SaForeignKeyConstraint>(&constraint);
    if (!key) continue;
    for (const auto& each : key->columns) {
      if (each == column) return true;
    }
  }
  return false;
}

bool counts_alone(const TableModel& table, const ModelColumn& column, const TypeCompiler& types) {
  switch (column.item.autoincrement) {
    case Autoincrement::Yes:
      return has_fitting_type(column, types, Wish::Said);
    case Autoincrement::No:
      return false;
    case Autoincrement::Auto:
      if (has_table_key(table, column.item.name)) return false;
      break;
    case Autoincrement::IgnoreForeignKeys:
      break;
  }
  return has_fitting_type(column, types, Wish::Unsaid) && is_without_values(column.item);
}

}  // namespace

const ModelColumn* autoincrement_column(const TableModel& table, const TypeCompiler& types) {
  const auto& key = table.primary_key.columns;
  if (key.size() == 1) {
    const auto* column = table.find(key.front());
    return column && counts_alone(table, *column, types) ? column : nullptr;
  }
  const ModelColumn* found = nullptr;
  for (const auto& name : key) {
    const auto* column = table.find(name);
    if (!column || column->item.autoincrement != Autoincrement::Yes) continue;
    has_fitting_type(*column, types, Wish::Said);
    if (found) {
      throw Error(
          fmt::format("Only one Column may be marked autoincrement=True, found both {} and "
                      "{}.",
                      column->item.name, found->item.name));
    }
    found = column;
  }
  return found;
}

std::optional<TypeCheck> type_check(const std::string& column, const alembic::SaType& type,
                                    const TypeCompiler& types) {
  auto bound = types.bound(type);
  auto kind = bound.type_class->kind;
  bool is_enum = kind == TypeKind::Enum || kind == TypeKind::NativeEnum;
  bool is_boolean = bound.type_class->affinity == "Boolean";
  if (!is_enum && !is_boolean) return std::nullopt;
  if (!bound.flag("create_constraint", false) || types.has_natively(bound)) return std::nullopt;
  TypeCheck check{column, std::nullopt, {}};
  if (auto name = bound.text("name")) check.name = alembic::ItemName{*name, false, type.place};
  if (is_boolean) {
    check.values = {{alembic::ConstantInteger{"0"}}, {alembic::ConstantInteger{"1"}}};
    return check;
  }
  for (auto& label : enum_labels(bound)) check.values.push_back({std::move(label)});
  return check;
}

}  // namespace athanor::operations
