#include <fmt/format.h>

#include <algorithm>

#include "schema/model/read_parts.hpp"

namespace athanor::model {
namespace {

KeyColumn read_key_column(const Object& object) {
  return {object.text("column").value_or(""), object.text("collation"),
          object.choice("order", kOrderWords)};
}

/// The columns of a key, each a string or a table.
std::vector<KeyColumn> read_key_columns(const Value& list, const ColumnNames& known,
                                        const Scope& scope) {
  std::vector<KeyColumn> columns;
  if (!list.array()) return columns;
  if (list.array()->empty()) scope.out.error(list.place, "a key needs a column");
  for (const auto& element : *list.array()) {
    std::optional<KeyColumn> column;
    if (const auto* text = element.text()) {
      column = parse_key_column(*text, known);
      if (!column)
        scope.out.error(element.place, fmt::format("a key is over columns, not \"{}\"", *text));
    } else if (element.fields() && Object(element, scope).complete(Group::KeyColumn)) {
      column = read_key_column(Object(element, scope));
    }
    if (!column) continue;
    require_column(column->name, known, element.place, scope);
    columns.push_back(std::move(*column));
  }
  return columns;
}

void read_table_primary_key(const Object& object, const ColumnNames& known, Table& table) {
  const Value* value = object.get("primary_key");
  if (!value) return;
  PrimaryKey key;
  if (value->array()) key.columns = read_key_columns(*value, known, object.scope());
  if (value->fields()) {
    Object clause(*value, object.scope());
    if (!clause.complete(Group::PrimaryKey)) return;
    key = read_primary_key_clauses(clause);
    key.columns = read_key_columns(*clause.get("columns"), known, object.scope());
    require_columns_in(clause, "include", known);
  }
  key.place = value->place;
  if (!key.columns.empty()) put_primary_key(table, std::move(key), object.scope());
}

std::vector<Unique> read_uniques(const Object& object, const ColumnNames& known) {
  std::vector<Unique> uniques;
  for_each_object(object, "uniques", [&](const Object& item) {
    if (!item.complete(Group::Unique)) return;
    Unique unique = read_unique_clauses(item);
    unique.columns = read_key_columns(*item.get("columns"), known, item.scope());
    require_columns_in(item, "include", known);
    uniques.push_back(std::move(unique));
  });
  return uniques;
}

std::optional<ForeignKey> read_foreign_key(const Object& item, const ColumnNames& known) {
  if (!item.complete(Group::ForeignKey)) return std::nullopt;
  ForeignKey key = read_foreign_key_clauses(item);
  key.columns = item.texts("columns");
  key.place = item.place_of("references");
  require_columns_in(item, "columns", known);
  require_columns(key.on_delete_columns, known, item.place_of("on_delete"), item);
  auto written = item.text("references");
  if (!written) return std::nullopt;
  auto target = parse_reference(*written);
  if (!target) {
    item.scope().out.error(key.place, fmt::format("malformed reference \"{}\"", *written),
                           {"it is written \"table(column, ...)\""});
    return std::nullopt;
  }
  key.table = target->table;
  key.referenced = target->columns;
  return key;
}

std::optional<ExclusionElement> read_exclusion_element(const Value& value, const Scope& scope) {
  if (const auto* text = value.text()) {
    auto element = parse_exclusion(*text, value.place);
    if (!element) {
      scope.out.error(value.place, fmt::format("malformed exclusion element \"{}\"", *text),
                      {"it is written \"column with operator\""});
    }
    return element;
  }
  if (!value.fields()) return std::nullopt;
  Object item(value, scope);
  if (!item.complete(Group::ExclusionElement)) return std::nullopt;
  return ExclusionElement{item.expression("element").value_or(Expression{}),
                          item.text("operator").value_or("")};
}

Exclusion read_exclusion(const Object& item, const ColumnNames& known) {
  Exclusion exclusion;
  exclusion.name = item.text("name");
  exclusion.method = item.text("using").value_or(exclusion.method);
  exclusion.include = item.texts("include");
  exclusion.where = item.expression("where");
  exclusion.deferrable = item.deferrable();
  exclusion.with = item.scalars("with");
  exclusion.tablespace = item.text("tablespace");
  exclusion.comment = item.text("comment");
  exclusion.renamed_from = item.text("renamed_from");
  exclusion.place = item.place();
  require_columns_in(item, "include", known);
  const Value* elements = item.get("elements");
  if (!elements->array()) return exclusion;
  for (const auto& element : *elements->array()) {
    if (auto read = read_exclusion_element(element, item.scope()))
      exclusion.elements.push_back(std::move(*read));
  }
  return exclusion;
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

void put_primary_key(Table& table, PrimaryKey key, const Scope& scope) {
  if (!table.primary_key) {
    table.primary_key = std::move(key);
    return;
  }
  const Place& first = table.primary_key->place;
  scope.out.error(
      key.place, fmt::format("table \"{}\" has two primary keys", display(table.name)),
      {fmt::format("the first is at {}:{}:{}", first.source ? first.source->name : "", first.line,
                   first.column),
       "a key of several columns is written primary_key = [\"a\", \"b\"] in the table"});
}

PrimaryKey read_primary_key_clauses(const Object& object) {
  PrimaryKey key;
  key.name = object.text("name");
  key.include = object.texts("include");
  key.deferrable = object.deferrable();
  key.on_conflict = object.choice("on_conflict", kConflictWords);
  key.autoincrement = object.boolean("autoincrement").value_or(false);
  key.with = object.scalars("with");
  key.tablespace = object.text("tablespace");
  key.comment = object.text("comment");
  return key;
}

Unique read_unique_clauses(const Object& object) {
  Unique unique;
  unique.name = object.text("name");
  unique.include = object.texts("include");
  unique.nulls_distinct = object.boolean("nulls_distinct").value_or(true);
  unique.deferrable = object.deferrable();
  unique.on_conflict = object.choice("on_conflict", kConflictWords);
  unique.with = object.scalars("with");
  unique.tablespace = object.text("tablespace");
  unique.comment = object.text("comment");
  unique.renamed_from = object.text("renamed_from");
  unique.place = object.place();
  return unique;
}

void read_reference_clauses(const Object& object, ForeignKey& key) {
  if (auto written = object.text("on_delete")) {
    if (auto action = parse_action(*written)) {
      key.on_delete = action->action;
      key.on_delete_columns = action->columns;
    } else if (written->find('(') != std::string::npos) {  // any other is no choice, which was said
      object.scope().out.error(
          object.place_of("on_delete"), fmt::format("malformed action \"{}\"", *written),
          {"columns go with \"set null\" and \"set default\": \"set null (room)\""});
    }
  }
  key.on_update = object.choice("on_update", kActionWords).value_or(key.on_update);
  key.match = object.choice("match", kMatchWords).value_or(key.match);
  if (object.get("deferrable")) key.deferrable = object.deferrable();
}

ForeignKey read_foreign_key_clauses(const Object& object) {
  ForeignKey key;
  key.name = object.text("name");
  read_reference_clauses(object, key);
  key.validated = object.boolean("validated").value_or(true);
  key.unchecked = object.boolean("unchecked").value_or(false);
  key.comment = object.text("comment");
  key.renamed_from = object.text("renamed_from");
  return key;
}

std::optional<Check> read_check(const Value& value, const Scope& scope) {
  Check check;
  check.place = value.place;
  if (value.text()) {
    auto expression = read_expression(value, scope);
    if (expression) check.expression = std::move(*expression);
    return expression ? std::optional(check) : std::nullopt;
  }
  if (!value.fields()) return std::nullopt;
  Object object(value, scope);
  if (!object.complete(Group::Check)) return std::nullopt;
  check.name = object.text("name");
  check.expression = object.expression("expression").value_or(Expression{});
  check.inherit = object.boolean("inherit").value_or(true);
  check.validated = object.boolean("validated").value_or(true);
  check.on_conflict = object.choice("on_conflict", kConflictWords);
  check.comment = object.text("comment");
  check.renamed_from = object.text("renamed_from");
  return check;
}

std::vector<Check> read_checks(const Object& object) {
  std::vector<Check> checks;
  const Value* list = object.get("checks");
  if (!list || !list->array()) return checks;
  for (const auto& element : *list->array()) {
    if (element.fields() && !Object(element, object.scope()).applies()) continue;
    if (auto check = read_check(element, object.scope())) checks.push_back(std::move(*check));
  }
  return checks;
}

void require_column(const std::string& name, const ColumnNames& known, const Place& place,
                    const Scope& scope) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  scope.out.error(place, fmt::format("unknown column \"{}\"", name), did_you_mean(name, known));
}

void require_columns(const std::vector<std::string>& names, const ColumnNames& known,
                     const Place& place, const Object& object) {
  for (const auto& name : names) require_column(name, known, place, object.scope());
}

void require_columns_in(const Object& object, std::string_view key, const ColumnNames& known) {
  const Value* list = object.get(key);
  if (!list || !list->array()) return;
  for (const auto& name : *list->array()) {
    if (name.text()) require_column(*name.text(), known, name.place, object.scope());
  }
}

void read_constraints(const Object& object, const ColumnNames& known, Table& table) {
  read_table_primary_key(object, known, table);
  append(table.uniques, read_uniques(object, known));
  for_each_object(object, "foreign_keys", [&](const Object& item) {
    if (auto key = read_foreign_key(item, known)) table.foreign_keys.push_back(std::move(*key));
  });
  append(table.checks, read_checks(object));
  for_each_object(object, "exclusions", [&](const Object& item) {
    if (item.complete(Group::Exclusion)) table.exclusions.push_back(read_exclusion(item, known));
  });
  append(table.indexes, read_indexes(object, &known));
}

}  // namespace athanor::model
