#include <algorithm>

#include "engine/dialects/sqlite/keys.hpp"
#include "engine/dialects/sqlite/lower.hpp"
#include "engine/dialects/sqlite/types.hpp"

namespace athanor::sqlite {
namespace {

void raise_column(Column& column) {
  DataType declared = column.type;
  column.type = raise_type(declared);
  if (!same_type(*lower_type(column.type), declared)) column.native_type = declared;
  if (!column.default_value) return;
  const auto& text = std::get<Expression>(*column.default_value).text;
  if (auto literal = read_literal(text, column.type)) column.default_value = *literal;
}

/// What lowering implies need not be said: nullable columns, NOT NULL of a primary key.
void raise_nullable(Table& table) {
  const Column* alias = rowid_alias(table);
  for (auto& column : table.columns) {
    bool key =
        table.primary_key &&
        std::any_of(table.primary_key->columns.begin(), table.primary_key->columns.end(),
                    [&](const auto& other) { return ascii_iequals(other.name, column.name); });
    bool implied = &column == alias ? column.nullable == true : column.nullable == !key;
    if (implied) column.nullable.reset();
  }
}

/// Names of columns in the case in which the columns bear them: SQLite does not mind, a model does.
class ColumnNames {
 public:
  explicit ColumnNames(const Table& table) : table_(table) {}

  void settle(std::string& name) const {
    if (const Column* column = column_named(table_, name)) name = column->name;
  }
  void settle(std::vector<std::string>& names) const {
    for (auto& name : names) settle(name);
  }
  void settle(std::vector<KeyColumn>& columns) const {
    for (auto& column : columns) settle(column.name);
  }

 private:
  const Table& table_;
};

void settle_names(Table& table) {
  Table columns;
  columns.columns = table.columns;
  ColumnNames names(columns);
  if (table.primary_key) names.settle(table.primary_key->columns);
  for (auto& unique : table.uniques) names.settle(unique.columns);
  for (auto& key : table.foreign_keys) names.settle(key.columns);
  for (auto& index : table.indexes) {
    for (auto& element : index.elements) {
      if (auto* column = std::get_if<std::string>(&element.what)) names.settle(*column);
    }
  }
  for (auto& trigger : table.triggers) names.settle(trigger.update_columns);
}

void raise_keys(Table& table, const Schema& schema) {
  for (auto& key : table.foreign_keys) {
    auto parent = std::find_if(schema.tables.begin(), schema.tables.end(), [&](const auto& other) {
      return ascii_iequals(other.first.name, key.table.name) &&
             other.first.schema == key.table.schema;
    });
    key.unchecked = parent == schema.tables.end() || !is_key_of(key, parent->second);
    if (parent == schema.tables.end()) continue;
    key.table = parent->first;
    ColumnNames(parent->second).settle(key.referenced);
  }
}

}  // namespace

Schema raise(const Schema& schema) {
  Schema out = schema;
  for (auto& [name, table] : out.tables) {
    settle_names(table);
    raise_nullable(table);
    raise_keys(table, schema);
    for (auto& column : table.columns) raise_column(column);
  }
  return out;
}

}  // namespace athanor::sqlite
