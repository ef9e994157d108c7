#include <fmt/format.h>

#include "schema/model/read_parts.hpp"

namespace athanor::model {
namespace {

std::optional<IndexElement> read_index_element(const Object& item) {
  IndexElement element;
  auto column = item.text("column");
  if (column.has_value() == (item.get("expression") != nullptr)) {
    item.scope().out.error(item.place(), "an index column has either \"column\" or \"expression\"");
    return std::nullopt;
  }
  if (column) {
    element.what = *column;
  } else {
    element.what = item.expression("expression").value_or(Expression{});
  }
  element.collation = item.text("collation");
  element.operator_class = item.text("operator_class");
  element.order = item.choice("order", kOrderWords);
  element.nulls = item.choice("nulls", kNullsWords);
  return element;
}

std::vector<IndexElement> read_index_elements(const Object& object, const ColumnNames* known) {
  std::vector<IndexElement> elements;
  const Value* list = object.get("columns");
  if (!list->array()) return elements;
  if (list->array()->empty()) object.scope().out.error(list->place, "an index needs a column");
  for (const auto& value : *list->array()) {
    std::optional<IndexElement> element;
    if (value.text()) {
      element = parse_element(*value.text(), known ? *known : ColumnNames{}, value.place);
    } else if (value.fields()) {
      element = read_index_element(Object(value, object.scope()));
    }
    if (!element) continue;
    if (element->what == decltype(element->what)(Expression{})) {
      object.scope().out.error(value.place, "the index column is empty");
    }
    const auto* column = std::get_if<std::string>(&element->what);
    if (known && column) require_column(*column, *known, value.place, object.scope());
    elements.push_back(std::move(*element));
  }
  return elements;
}

std::optional<Trigger> read_trigger(const Object& item, const ColumnNames* known) {
  if (!item.complete(Group::Trigger)) return std::nullopt;
  auto firing = parse_firing(item.text("when").value_or(""));
  if (!firing) {
    item.scope().out.error(item.place_of("when"), "malformed \"when\" of a trigger",
                           {"it is written \"before insert or update of a, b\""});
    return std::nullopt;
  }
  if (known) require_columns(firing->update_columns, *known, item.place_of("when"), item);
  Trigger trigger;
  trigger.name = item.text("name").value_or("");
  trigger.timing = firing->timing;
  trigger.events = firing->events;
  trigger.update_columns = firing->update_columns;
  trigger.level = item.choice("for_each", kLevelWords);
  trigger.condition = item.expression("condition");
  trigger.execute = item.expression("execute");
  trigger.body = item.body("body");
  trigger.old_table = item.text("old_table");
  trigger.new_table = item.text("new_table");
  trigger.constraint = item.boolean("constraint").value_or(false);
  trigger.deferrable = item.text("deferrable");
  if (item.boolean("deferrable").value_or(false)) trigger.deferrable = "initially immediate";
  trigger.enabled = item.text("enabled");
  trigger.comment = item.text("comment");
  trigger.renamed_from = item.text("renamed_from");
  trigger.place = item.place();
  return trigger;
}

std::optional<Policy> read_policy(const Object& item) {
  if (!item.complete(Group::Policy)) return std::nullopt;
  Policy policy;
  policy.name = item.text("name").value_or("");
  policy.permissive = item.boolean("permissive").value_or(true);
  policy.command = item.text("command").value_or(policy.command);
  policy.to = item.texts("to");
  policy.using_expression = item.expression("using");
  policy.check_expression = item.expression("check");
  policy.comment = item.text("comment");
  policy.place = item.place();
  return policy;
}

/// A column's long forms name other columns too, which are only known now.
void require_columns_of_shorthands(const Object& object, const ColumnNames& known,
                                   const Table& table) {
  if (table.primary_key)
    require_columns(table.primary_key->include, known, table.primary_key->place, object);
  for (const auto& unique : table.uniques)
    require_columns(unique.include, known, unique.place, object);
  for (const auto& index : table.indexes)
    require_columns(index.include, known, index.place, object);
  for (const auto& key : table.foreign_keys)
    require_columns(key.on_delete_columns, known, key.place, object);
}

void read_table_attributes(const Object& object, Table& table) {
  table.partition_by = object.expression("partition_by");
  table.inherits = object.names("inherits");
  table.unlogged = object.boolean("unlogged").value_or(false);
  table.strict = object.boolean("strict").value_or(false);
  table.without_rowid = object.boolean("without_rowid").value_or(false);
  table.row_security = object.boolean("row_security").value_or(false);
  table.force_row_security = object.boolean("force_row_security").value_or(false);
  table.with = object.scalars("with");
  table.tablespace = object.text("tablespace");
  table.access_method = object.text("access_method");
  table.owner = object.text("owner");
  table.comment = object.text("comment");
  table.renamed_from = object.name("renamed_from");
}

}  // namespace

Index read_index_clauses(const Object& object) {
  Index index;
  auto name = object.text("name");
  index.named = name.has_value();
  index.name = name.value_or("");
  index.unique = object.boolean("unique").value_or(false);
  index.where = object.expression("where");
  index.method = object.text("using");
  index.include = object.texts("include");
  index.nulls_distinct = object.boolean("nulls_distinct").value_or(true);
  index.with = object.scalars("with");
  index.tablespace = object.text("tablespace");
  index.comment = object.text("comment");
  index.renamed_from = object.text("renamed_from");
  index.place = object.place();
  return index;
}

std::vector<Index> read_indexes(const Object& object, const ColumnNames* known) {
  std::vector<Index> indexes;
  for_each_object(object, "indexes", [&](const Object& item) {
    if (!item.complete(Group::Index)) return;
    Index index = read_index_clauses(item);
    index.elements = read_index_elements(item, known);
    if (known) require_columns_in(item, "include", *known);
    indexes.push_back(std::move(index));
  });
  return indexes;
}

std::vector<Trigger> read_triggers(const Object& object, const ColumnNames* known) {
  std::vector<Trigger> triggers;
  for_each_object(object, "triggers", [&](const Object& item) {
    if (auto trigger = read_trigger(item, known)) triggers.push_back(std::move(*trigger));
  });
  return triggers;
}

std::vector<Policy> read_policies(const Object& object) {
  std::vector<Policy> policies;
  for_each_object(object, "policies", [&](const Object& item) {
    if (auto policy = read_policy(item)) policies.push_back(std::move(*policy));
  });
  return policies;
}

void read_table(const Object& object, const ColumnNames& known, Table& table) {
  require_columns_of_shorthands(object, known, table);
  read_constraints(object, known, table);
  read_table_attributes(object, table);
  table.triggers = read_triggers(object, &known);
  table.policies = read_policies(object);
  for_each_object(object, "partitions", [&](const Object& item) {
    if (!item.complete(Group::Partition)) return;
    table.partitions.push_back(
        {item.text("name").value_or(""), item.text("values").value_or(""), item.place()});
  });
}

}  // namespace athanor::model
