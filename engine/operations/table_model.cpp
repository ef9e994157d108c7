#include "engine/operations/table_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::SaColumn;

const alembic::SaIdentity* identity_of(const SaColumn& column) {
  return column.server_default ? std::get_if<alembic::SaIdentity>(&*column.server_default)
                               : nullptr;
}

ModelColumn model_column(const SaColumn& column) {
  ModelColumn made{column, !column.primary_key, column.primary_key};
  if (const auto* identity = identity_of(column)) {
    made.nullable = flag_argument(find_keyword(identity->options, "on_null"), "on_null of Identity")
                        .value_or(false);
  }
  if (column.nullable) made.nullable = *column.nullable;
  return made;
}

alembic::SaForeignKeyConstraint constraint_of(const SaColumn& column,
                                              const alembic::SaForeignKey& key) {
  return {key.name, {column.name}, {key.target}, key.rules, key.use_alter, key.keywords, key.place};
}

class Builder {
 public:
  Builder(TableModel& table, const TypeCompiler& types) : table_(table), types_(types) {}

  void add_column(const SaColumn& column) {
    if (table_.find(column.name)) {
      throw Error(fmt::format("A column with name '{}' is already present in table '{}'.",
                              column.name, table_.name.name));
    }
    table_.columns.push_back(model_column(column));
    if (column.index.value_or(false)) {
      alembic::SaIndex index{{}, {column.name}, column.unique.value_or(false), {}, column.place};
      index.name = conventional_index_name(table_.name, index);
      table_.indexes.push_back(std::move(index));
    } else if (column.unique.value_or(false)) {
      derived_.push_back(alembic::SaUniqueConstraint{{}, {column.name}, {}, {}, {}, column.place});
    }
    if (column.type) {
      if (auto check = type_check(column.name, *column.type, types_)) derived_.push_back(*check);
    }
    for (const auto& key : column.foreign_keys) derived_.push_back(constraint_of(column, key));
  }

  void add(const alembic::TableItem& item) {
    std::visit(overloaded{
                   [](const SaColumn&) {},
                   [&](const alembic::SaPrimaryKeyConstraint& key) { add_key(key); },
                   [&](const alembic::SaUniqueConstraint& unique) {
                     need_columns("UniqueConstraint", unique.columns);
                     table_.constraints.push_back(unique);
                   },
                   [&](const alembic::SaForeignKeyConstraint& key) {
                     need_columns("ForeignKeyConstraint", key.columns);
                     table_.constraints.push_back(key);
                   },
                   [&](const alembic::SaCheck& check) { table_.constraints.push_back(check); },
                   [&](const alembic::SaExcludeConstraint& exclude) {
                     table_.constraints.push_back(exclude);
                   },
                   [&](const alembic::SaIndex& index) { add_index(index); },
               },
               item);
  }

  void finish() {
    std::vector<std::string> flagged;
    for (const auto& column : table_.columns) {
      if (column.item.primary_key) flagged.push_back(column.item.name);
    }
    auto& key = table_.primary_key.columns;
    if (key.empty()) key = flagged;
    for (auto& constraint : derived_) table_.constraints.push_back(std::move(constraint));
    for (auto& column : table_.columns) resolve_type(column);
  }

 private:
  void add_key(const alembic::SaPrimaryKeyConstraint& key) {
    need_columns("PrimaryKeyConstraint", key.columns);
    table_.primary_key = key;
    table_.key_is = TableModel::Key::Explicit;
    for (const auto& name : key.columns) {
      auto& column = *table_.find(name);
      column.primary_key = true;
      if (!column.item.nullable && !identity_of(column.item)) column.nullable = false;
    }
  }

  void add_index(alembic::SaIndex index) {
    std::vector<std::string> names;
    for (const auto& element : index.elements) {
      if (const auto* name = std::get_if<std::string>(&element)) names.push_back(*name);
    }
    need_columns("Index", names);
    if (!index.name) index.name = conventional_index_name(table_.name, index);
    table_.indexes.push_back(std::move(index));
  }

  void need_columns(std::string_view kind, const std::vector<std::string>& names) const {
    for (const auto& name : names) {
      if (table_.find(name)) continue;
      throw Error(fmt::format("Can't create {} on table '{}': no column named '{}' is present.",
                              kind, table_.name.name, name));
    }
  }

  /// A column without a type takes that of the column of the same table that it references.
  void resolve_type(ModelColumn& column) const {
    if (column.item.type) return;
    for (const auto& key : column.item.foreign_keys) {
      auto target = key_target(key.target);
      if (target.table != table_.name) continue;
      const auto* referenced = table_.find(target.column.value_or(column.item.name));
      if (referenced) column.item.type = referenced->item.type;
    }
  }

  TableModel& table_;
  const TypeCompiler& types_;
  std::vector<TableConstraint> derived_;
};

}  // namespace

const ModelColumn* TableModel::find(const std::string& column) const {
  auto found = std::find_if(columns.begin(), columns.end(),
                            [&](const ModelColumn& each) { return each.item.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

ModelColumn* TableModel::find(const std::string& column) {
  auto found = std::find_if(columns.begin(), columns.end(),
                            [&](const ModelColumn& each) { return each.item.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

TableModel model_of(const alembic::SaTable& table, const TypeCompiler& types) {
  TableModel model;
  model.name = {table.name, table.schema};
  model.prefixes = table.prefixes;
  model.comment = table.comment;
  model.keywords = table.keywords;
  Builder builder(model, types);
  for (const auto& item : table.items) {
    if (const auto* column = std::get_if<SaColumn>(&item)) builder.add_column(*column);
  }
  for (const auto& item : table.items) builder.add(item);
  builder.finish();
  return model;
}

TableModel model_of(const alembic::TableName& name, const alembic::SaColumn& column,
                    const TypeCompiler& types) {
  alembic::SaTable table;
  table.name = name.name;
  table.schema = name.schema;
  table.items.push_back(column);
  return model_of(table, types);
}

alembic::ItemName conventional_index_name(const alembic::TableName& table,
                                          const alembic::SaIndex& index) {
  const std::string* first = nullptr;
  if (!index.elements.empty()) first = std::get_if<std::string>(&index.elements.front());
  if (!first && !index.elements.empty()) {
    const auto& expression = std::get<alembic::SqlExpression>(index.elements.front());
    if (const auto* column = std::get_if<alembic::SqlColumn>(&expression.kind)) {
      first = &column->name;
    }
  }
  if (!first) throw Error("CREATE INDEX requires that the index have a name");
  std::string name = "ix_";
  if (table.schema && !table.schema->empty()) name += *table.schema + '_';
  return {name + table.name + '_' + *first, true, index.place};
}

bool has_conventional_name(const alembic::SaIndex& index) {
  const auto& name = index.name;
  return name && name->final && name->place.line == index.place.line &&
         name->place.column == index.place.column;
}

KeyTarget key_target(const std::string& written) {
  auto last = written.rfind('.');
  if (last == std::string::npos) return {{written, std::nullopt}, std::nullopt};
  auto table = written.substr(0, last);
  auto before = table.rfind('.');
  KeyTarget target{{table, std::nullopt}, written.substr(last + 1)};
  if (before != std::string::npos) {
    target.table = {table.substr(before + 1), table.substr(0, before)};
  }
  return target;
}

}  // namespace athanor::operations
