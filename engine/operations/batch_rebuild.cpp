#include "engine/operations/batch_rebuild.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::SaPrimaryKeyConstraint;

template <class Items, class Name>
auto find_named(Items& items, const Name& name) {
  return std::find_if(items.begin(), items.end(),
                      [&](const auto& each) { return each.first == name; });
}

const std::optional<alembic::ItemName>& constraint_name(const TableConstraint& constraint) {
  using Name = const std::optional<alembic::ItemName>&;
  return std::visit([](const auto& each) -> Name { return each.name; }, constraint);
}

std::string temporary_name(const std::string& table) {
  auto name = "_alembic_tmp_" + table;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < name.size(); ++end) {
    bool begins = (static_cast<unsigned char>(name[end]) & 0xC0) != 0x80;
    if (begins && seen++ == 50) break;
  }
  return name.substr(0, end);
}

std::string selected(const TableModel& table, const ModelColumn& column, const Identifiers& names) {
  return names.table(table.name) + '.' + names.column(column.item);
}

}  // namespace

BatchRebuild::BatchRebuild(TableModel existing, Source source,
                           const alembic::BatchAlterTable& batch, const DdlCompiler& ddl)
    : existing_(std::move(existing)), source_(source), batch_(batch), ddl_(ddl) {
  grab_columns();
  grab_constraints();
  indexes_ = existing_.indexes;
}

void BatchRebuild::grab_columns() {
  for (const auto& column : existing_.columns) {
    Entry entry{column.item.name, column, selected(existing_, column, ddl_.names())};
    entry.column.item.unique = entry.column.item.index = std::nullopt;
    entry.column.item.foreign_keys.clear();
    existing_order_.push_back(entry.key);
    entries_.push_back(std::move(entry));
  }
}

void BatchRebuild::grab_constraints() {
  auto grab = [&](AnyConstraint constraint, const std::optional<alembic::ItemName>& name) {
    if (name) {
      named_.emplace_back(name->text, std::move(constraint));
    } else {
      unnamed_.push_back(std::move(constraint));
    }
  };
  grab(existing_.primary_key, existing_.primary_key.name);
  for (const auto& constraint : existing_.constraints) {
    if (std::holds_alternative<TypeCheck>(constraint)) continue;
    const auto& name = constraint_name(constraint);
    // Reflection does not know to which column an unnamed CHECK belongs; Alembic leaves it out.
    bool is_check = std::holds_alternative<alembic::SaCheck>(constraint);
    if (is_check && !name && source_ == Source::Database) continue;
    grab(constraint, name);
  }
}

const BatchRebuild::Entry* BatchRebuild::find(const std::string& column) const {
  auto found = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& each) { return each.key == column; });
  return found == entries_.end() ? nullptr : &*found;
}

BatchRebuild::Entry& BatchRebuild::entry(const std::string& column) {
  auto found = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& each) { return each.key == column; });
  if (found != entries_.end()) return *found;
  throw Error(fmt::format("no column '{}' in table '{}'", column, existing_.name.name));
}

void BatchRebuild::apply(const Alteration& alteration) {
  std::visit(overloaded{
                 [&](const ColumnAddition& each) { add_column(each.operation); },
                 [&](const alembic::AlterColumn& each) { alter_column(each); },
                 [&](const alembic::DropColumn& each) { drop_column(each); },
                 [&](const ConstraintAddition& each) { add_constraint(each); },
                 [&](const ConstraintRemoval& each) { drop_constraint(each); },
                 [&](const alembic::CreateIndex& each) { new_indexes_.push_back(each.index); },
                 [&](const alembic::DropIndex& each) { drop_index(each); },
                 [](const TableComment&) {},
                 [](const ColumnComment&) {},
             },
             alteration);
}

void BatchRebuild::add_column(const alembic::AddColumn& operation) {
  const auto& column = operation.column;
  place(column.name, operation.insert_before, operation.insert_after);
  auto alone = model_of(operation.table, column, ddl_.types());
  Entry added{column.name, alone.columns.front(), "", Entry::TypeChecks::Suppressed};
  added.column.item.foreign_keys.clear();
  auto found = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& each) { return each.key == column.name; });
  if (found != entries_.end()) {
    *found = std::move(added);
  } else {
    entries_.push_back(std::move(added));
  }
}

void BatchRebuild::alter_column(const alembic::AlterColumn& operation) {
  auto& altered = entry(operation.column);
  auto& item = altered.column.item;
  if (operation.new_name && *operation.new_name != operation.column) {
    item.name = *operation.new_name;
    if (operation.existing_type) drop_type_constraint(*operation.existing_type);
  }
  if (operation.type) retype(altered, *operation.type);
  if (operation.nullable) altered.column.nullable = *operation.nullable;
  std::visit(overloaded{
                 [](const alembic::Unchanged&) {},
                 [&](const alembic::Removed&) { item.server_default.reset(); },
                 [&](const alembic::ServerDefault& value) { item.server_default = value; },
             },
             operation.server_default);
  if (operation.autoincrement) {
    item.autoincrement =
        *operation.autoincrement ? alembic::Autoincrement::Yes : alembic::Autoincrement::No;
  }
}

void BatchRebuild::retype(Entry& entry, const alembic::SaType& type) {
  const auto& types = ddl_.types();
  std::string_view before = "NullType";
  if (entry.column.item.type) before = types.bound(*entry.column.item.type).type_class->affinity;
  auto after = types.bound(type).type_class->affinity;
  if (before != after && after != "JSON" && !entry.transferred.empty()) {
    entry.transferred = fmt::format("CAST({} AS {}) AS {}", entry.transferred, types.text(type),
                                    ddl_.names().quote(entry.key));
  }
  entry.column.item.type = type;
  entry.type_checks = Entry::TypeChecks::Suppressed;
}

void BatchRebuild::drop_column(const alembic::DropColumn& operation) {
  entry(operation.column);
  std::erase_if(entries_, [&](const Entry& each) { return each.key == operation.column; });
  std::erase(existing_order_, operation.column);
  std::erase(existing_.primary_key.columns, operation.column);
  auto shrink = [&](AnyConstraint& constraint) {
    auto* key = std::get_if<SaPrimaryKeyConstraint>(&constraint);
    if (key) std::erase(key->columns, operation.column);
  };
  for (auto& [name, constraint] : named_) shrink(constraint);
  for (auto& constraint : unnamed_) shrink(constraint);
  if (operation.existing_type) drop_type_constraint(*operation.existing_type);
}

void BatchRebuild::forget_named(const std::string& name) {
  std::erase_if(named_, [&](const auto& each) { return each.first == name; });
}

void BatchRebuild::drop_type_constraint(const alembic::SaType& type) {
  auto bound = ddl_.types().bound(type);
  bool has_name = bound.type_class->kind == TypeKind::Enum ||
                  bound.type_class->kind == TypeKind::NativeEnum ||
                  bound.type_class->affinity == "Boolean";
  if (!has_name) return;
  if (auto name = bound.text("name")) forget_named(*name);
}

void BatchRebuild::add_constraint(const ConstraintAddition& addition) {
  const auto& name = name_of(addition);
  const auto* constraint = std::get_if<TableConstraint>(&addition.constraint);
  bool is_of_type = constraint && std::holds_alternative<TypeCheck>(*constraint);
  if (!name && !is_of_type) throw Error("Constraint must have a name");
  if (!constraint) {
    std::erase_if(unnamed_, [](const AnyConstraint& each) {
      return std::holds_alternative<SaPrimaryKeyConstraint>(each);
    });
  }
  if (!name) {
    unnamed_.push_back(addition.constraint);
    return;
  }
  forget_named(name->text);
  named_.emplace_back(name->text, addition.constraint);
}

bool BatchRebuild::drop_column_check(const std::string& name) {
  if (source_ == Source::Database) return false;
  for (auto& each : entries_) {
    auto dropped = std::erase_if(each.column.item.checks, [&](const alembic::SaCheck& check) {
      return check.name && check.name->text == name;
    });
    if (dropped > 0) return true;
  }
  return false;
}

void BatchRebuild::drop_constraint(const ConstraintRemoval& removal) {
  const auto& name = removal.operation.name;
  if (!name) {
    if (removal.of_type) return;
    throw Error("Constraint must have a name");
  }
  if (drop_column_check(name->text)) return;
  auto found = find_named(named_, name->text);
  if (found == named_.end()) {
    if (removal.of_type) return;
    throw Error(fmt::format("No such constraint: '{}'", name->text));
  }
  if (const auto* key = std::get_if<SaPrimaryKeyConstraint>(&found->second)) {
    for (const auto& column : key->columns) entry(column).column.primary_key = false;
  }
  named_.erase(found);
}

void BatchRebuild::drop_index(const alembic::DropIndex& operation) {
  auto dropped = std::erase_if(indexes_, [&](const alembic::SaIndex& index) {
    return index.name && index.name->text == operation.name.text;
  });
  if (dropped == 0) throw Error(fmt::format("No such index: '{}'", operation.name.text));
}

std::vector<std::string> BatchRebuild::renamed(const std::vector<std::string>& columns) const {
  std::vector<std::string> names;
  for (const auto& column : columns) {
    const auto* found = find(column);
    names.push_back(found ? found->column.item.name : column);
  }
  return names;
}

TableModel BatchRebuild::new_table() {
  if (!batch_.partial_reordering.empty() || !added_order_.empty()) reorder();
  auto table = model_of(column_table(), ddl_.types());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    table.columns[i].nullable = entries_[i].column.nullable;
    if (entries_[i].type_checks == Entry::TypeChecks::Made) continue;
    std::erase_if(table.constraints, [&](const TableConstraint& constraint) {
      const auto* check = std::get_if<TypeCheck>(&constraint);
      return check && check->column == entries_[i].column.item.name;
    });
  }
  name_type_checks(table, existing_.name.name, batch_.naming_convention);
  for (const auto& [name, constraint] : named_) append(table, constraint);
  for (const auto& constraint : unnamed_) append(table, constraint);
  return table;
}

alembic::SaTable BatchRebuild::column_table() const {
  alembic::SaTable table;
  table.name = temporary_name(existing_.name.name);
  table.schema = existing_.name.schema;
  table.prefixes = {};
  table.keywords = batch_.table_keywords;
  for (const auto& keyword : existing_.keywords) {
    if (!find_keyword(table.keywords, keyword.name)) table.keywords.push_back(keyword);
  }
  for (const auto& each : entries_) {
    auto column = each.column.item;
    column.nullable = each.column.nullable;
    column.primary_key = each.column.primary_key;
    table.items.emplace_back(std::move(column));
  }
  for (const auto& item : batch_.table_args) table.items.push_back(item);
  return table;
}

void BatchRebuild::append(TableModel& table, AnyConstraint constraint) const {
  if (!has_columns(constraint)) return;
  if (auto* key = std::get_if<SaPrimaryKeyConstraint>(&constraint)) {
    if (key->columns.empty()) return;
    key->columns = renamed(key->columns);
    for (const auto& name : key->columns) {
      if (auto* column = table.find(name)) column->primary_key = true;
    }
    table.primary_key = *key;
    table.key_is = TableModel::Key::Explicit;
    return;
  }
  auto copy = std::get<TableConstraint>(constraint);
  std::visit(
      overloaded{
          [&](alembic::SaUniqueConstraint& each) { each.columns = renamed(each.columns); },
          [&](alembic::SaForeignKeyConstraint& each) { each.columns = renamed(each.columns); },
          [](alembic::SaCheck&) {},
          [](alembic::SaExcludeConstraint&) {},
          [&](TypeCheck& each) { each.column = renamed({each.column}).front(); },
      },
      copy);
  table.constraints.push_back(std::move(copy));
}

std::string BatchRebuild::transfer(const TableModel& new_table) const {
  std::vector<std::string> columns, values;
  for (const auto& each : entries_) {
    const auto& value = each.column.item.server_default;
    bool is_generated = value && std::holds_alternative<alembic::SaComputed>(*value);
    if (each.transferred.empty() || is_generated) continue;
    columns.push_back(ddl_.names().column(each.column.item));
    values.push_back(each.transferred);
  }
  std::size_t number = 0;
  for (const auto& each : entries_) {
    const auto& item = each.column.item;
    if (!each.transferred.empty() || !item.default_value) continue;
    const auto* constant = std::get_if<alembic::Constant>(&item.default_value->value);
    if (!constant) continue;
    columns.push_back(ddl_.names().column(item));
    values.push_back(fmt::format("{} AS anon_{}",
                                 ddl_.literals().text(*constant, item.type ? &*item.type : nullptr),
                                 ++number));
  }
  return fmt::format("INSERT INTO {} ({}) SELECT {}\nFROM {}", ddl_.names().table(new_table.name),
                     fmt::join(columns, ", "), fmt::join(values, ", "),
                     ddl_.names().table(existing_.name));
}

std::vector<alembic::SaIndex> BatchRebuild::indexes() const {
  auto all = indexes_;
  all.insert(all.end(), new_indexes_.begin(), new_indexes_.end());
  for (auto& index : all) {
    for (auto& element : index.elements) {
      if (auto* column = std::get_if<std::string>(&element)) *column = renamed({*column}).front();
    }
  }
  return all;
}

}  // namespace athanor::operations
