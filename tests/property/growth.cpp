#include "tests/property/growth.hpp"

#include <algorithm>

#include "tests/property/repair.hpp"
#include "tests/property/tongue.hpp"

namespace athanor::testing {

std::vector<std::string> relation_names(const Blueprint& blueprint) {
  std::vector<std::string> out = {"search"};
  for (const auto& table : blueprint.tables) {
    out.push_back(table.name);
    for (const auto& index : table.indexes) out.push_back(index.name);
  }
  for (const auto& view : blueprint.views) out.push_back(view.name);
  for (const auto& type : blueprint.enums) out.push_back(type.name);
  for (const auto& domain : blueprint.domains) out.push_back(domain.name);
  return out;
}

std::vector<std::string> column_names(const TablePlan& table) {
  std::vector<std::string> out;
  for (const auto& column : table.columns) out.push_back(column.name);
  return out;
}

Growth::Growth(Blueprint& blueprint, Random& random)
    : blueprint_(blueprint), random_(random), parts_(blueprint.tongue->parts(random)) {}

void Growth::add_table() {
  TablePlan table;
  table.id = blueprint_.next++;
  table.name = parts_->table_name(relation_names(blueprint_));
  for (std::size_t i = 1 + random_.below(4); i > 0; --i) add_column(table);
  choose_primary_key(table);
  parts_->dress(table);
  if (random_.once_in(4)) add_generated(table);
  if (random_.once_in(3)) add_unique(table);
  if (random_.once_in(3)) add_check(table);
  if (random_.once_in(2)) add_index(table);
  blueprint_.tables.push_back(std::move(table));
  repair(blueprint_);
}

void Growth::choose_primary_key(TablePlan& table) {
  if (random_.once_in(5)) return;
  table.primary_key = {table.columns[0].id};
  table.columns[0].default_text.reset();
  if (table.columns.size() > 1 && random_.once_in(5)) {
    table.primary_key.push_back(table.columns[1].id);
  }
}

ColumnPlan& Growth::add_column(TablePlan& table) {
  auto name = parts_->column_name(column_names(table));
  return table.columns.emplace_back(parts_->column(blueprint_.next++, std::move(name), blueprint_));
}

void Growth::add_generated(TablePlan& table) {
  ColumnPlan column;
  column.id = blueprint_.next++;
  column.name = parts_->column_name(column_names(table));
  parts_->generate(column, table);
  table.columns.push_back(std::move(column));
}

std::vector<Id> Growth::some_columns(const TablePlan& table) {
  std::vector<Id> out = {parts_->plain_column(table).id};
  auto second = parts_->plain_column(table).id;
  if (random_.once_in(3) && second != out[0]) out.push_back(second);
  return out;
}

void Growth::add_unique(TablePlan& table) {
  table.uniques.push_back(some_columns(table));
}

void Growth::add_check(TablePlan& table) {
  auto name = random_.once_in(2) ? "" : "check_" + std::to_string(blueprint_.next++);
  table.checks.push_back(parts_->check(table, blueprint_, name));
}

void Growth::add_index(TablePlan& table) {
  auto name = "ix_" + std::to_string(blueprint_.next++);
  table.indexes.push_back(parts_->index(table, blueprint_, name));
}

/// Where types must fit, a key gets columns of its own.
std::vector<Id> Growth::key_columns(TablePlan& child, const TablePlan& parent,
                                    const std::vector<Id>& referenced) {
  std::vector<Id> out;
  for (auto id : referenced) {
    if (!blueprint_.tongue->types_keys()) {
      out.push_back(parts_->plain_column(child).id);
      continue;
    }
    auto type = find_column(parent, id)->type;
    auto& column = add_column(child);
    column.type = std::move(type);
    column.default_text.reset();
    column.not_null = false;
    out.push_back(column.id);
  }
  return out;
}

void Growth::add_key() {
  auto& child = any_table();
  auto& parent = any_table();
  KeyPlan key;
  key.parent = parent.id;
  auto referenced = parent.primary_key;
  if (!parent.uniques.empty() && random_.once_in(3)) referenced = random_.one_of(parent.uniques);
  if (referenced.empty()) return;
  key.columns = key_columns(child, parent, referenced);
  if (key.columns.size() == 2 && key.columns[0] == key.columns[1]) return;
  if (referenced != parent.primary_key || !random_.once_in(3)) key.referenced = referenced;
  key.on_delete = random_.one_of({ReferenceAction::NoAction, ReferenceAction::Cascade,
                                  ReferenceAction::SetNull, ReferenceAction::Restrict});
  if (random_.once_in(5)) key.deferrable = Deferrable::InitiallyDeferred;
  child.keys.push_back(key);
}

void Growth::add_view() {
  if (!blueprint_.tongue->has_views()) return;
  ViewPlan view;
  view.id = blueprint_.next++;
  view.name = parts_->table_name(relation_names(blueprint_));
  view.query = parts_->query(blueprint_);
  if (random_.once_in(4)) {
    view.triggers.push_back(parts_->instead_of(view, "tr_" + std::to_string(blueprint_.next++)));
  }
  blueprint_.views.push_back(std::move(view));
}

void Growth::add_trigger() {
  if (!blueprint_.tongue->has_views()) return;
  auto& table = any_table();
  table.triggers.push_back(
      parts_->trigger(table, blueprint_, "tr_" + std::to_string(blueprint_.next++)));
}

}  // namespace athanor::testing
