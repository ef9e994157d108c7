#include <algorithm>

#include "grammar/sqlite/reader.hpp"
#include "tests/grammar/sqlite/facts.hpp"

namespace athanor::sqlite {
namespace {

void lower(std::string& name) {
  name = ascii_lower(name);
}

void lower(Rare<std::string>& name) {
  if (name) lower(*name);
}

void lower(std::vector<std::string>& names) {
  for (auto& name : names) lower(name);
}

void lower(std::vector<KeyColumn>& columns) {
  for (auto& column : columns) {
    lower(column.name);
    lower(column.collation);
    if (column.order == SortOrder::Ascending) column.order.reset();
  }
}

void settle(Expression& expression) {
  expression.text = canonical_expression(expression.text).value_or("cannot be read");
}

void settle(Column& column) {
  lower(column.name);
  lower(column.collation);
  if (column.default_value) {
    auto& text = std::get<Expression>(*column.default_value).text;
    text = canonical_default(text).value_or("cannot be read");
  }
  if (column.generated) settle(column.generated->expression);
}

void settle(Index& index) {
  lower(index.name);
  for (auto& element : index.elements) {
    if (auto* column = std::get_if<std::string>(&element.what)) lower(*column);
    if (auto* expression = std::get_if<Expression>(&element.what)) settle(*expression);
    lower(element.collation);
    if (element.order == SortOrder::Ascending) element.order.reset();
  }
  if (index.where) settle(*index.where);
}

void settle(std::vector<Trigger>& triggers) {
  for (auto& trigger : triggers) {
    lower(trigger.name);
    lower(trigger.update_columns);
    if (trigger.condition) settle(*trigger.condition);
    trigger.body->text = canonical_body(trigger.body->text).value_or("cannot be read");
  }
  std::sort(triggers.begin(), triggers.end(),
            [](const Trigger& a, const Trigger& b) { return a.name < b.name; });
}

void settle_constraints(Table& table) {
  if (table.primary_key) lower(table.primary_key->columns);
  for (auto& key : table.uniques) lower(key.columns);
  for (auto& check : table.checks) settle(check.expression);
  for (auto& key : table.foreign_keys) {
    lower(key.columns);
    lower(key.referenced);
    lower(key.table.name);
  }
  // ADD COLUMN puts a column and its constraints before the table's own.
  std::stable_sort(table.checks.begin(), table.checks.end(), [](const Check& a, const Check& b) {
    return a.expression.text < b.expression.text;
  });
  std::stable_sort(table.foreign_keys.begin(), table.foreign_keys.end(),
                   [](const ForeignKey& a, const ForeignKey& b) { return a.columns < b.columns; });
}

void settle(Table& table) {
  lower(table.name.name);
  for (auto& column : table.columns) settle(column);
  settle_constraints(table);
  for (auto& index : table.indexes) settle(index);
  std::sort(table.indexes.begin(), table.indexes.end(),
            [](const Index& a, const Index& b) { return a.name < b.name; });
  settle(table.triggers);
}

void settle(View& view) {
  lower(view.name.name);
  lower(view.columns);
  view.query.text = canonical_query(view.query.text).value_or("cannot be read");
  settle(view.triggers);
}

}  // namespace

Schema canonical(Schema schema) {
  Schema out;
  for (auto& [name, table] : schema.tables) {
    settle(table);
    put(out.tables, std::move(table));
  }
  for (auto& [name, table] : schema.virtual_tables) {
    lower(table.name.name);
    put(out.virtual_tables, std::move(table));
  }
  for (auto& [name, view] : schema.views) {
    settle(view);
    put(out.views, std::move(view));
  }
  return out;
}

}  // namespace athanor::sqlite
