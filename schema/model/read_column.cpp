#include <fmt/format.h>

#include "schema/model/literal.hpp"
#include "schema/model/read_parts.hpp"

namespace athanor::model {
namespace {

/// Whether a shorthand is switched on: `true`, a string or a table that this dialect has.
bool is_on(const Value* value, const Scope& scope) {
  if (!value) return false;
  if (value->boolean()) return *value->boolean();
  return !value->fields() || Object(*value, scope).applies();
}

Column read_types(const Object& object, const std::string& name) {
  Column column;
  column.name = name;
  column.place = object.place();
  const Value* neutral = object.neutral("type");
  const Value* own = object.overriding("type");
  if (!neutral && !own) {
    object.scope().out.error(object.place(), fmt::format("column \"{}\" has no \"type\"", name));
  }
  if (neutral) column.type = read_type(*neutral, object.scope()).value_or(DataType{});
  if (own) column.native_type = read_type(*own, object.scope());
  return column;
}

void read_nullable(const Object& object, Column& column) {
  const Value* value = object.get("nullable");
  if (!value) return;
  if (value->boolean()) column.nullable = *value->boolean();
  if (!value->fields()) return;
  Object clause(*value, object.scope());
  column.nullable = false;
  column.not_null_name = clause.text("name");
  column.not_null_conflict = clause.choice("on_conflict", kConflictWords);
}

std::optional<Identity> read_identity(const Object& object) {
  const Value* value = object.get("identity");
  if (!is_on(value, object.scope())) return std::nullopt;
  Identity identity;
  if (value->text())
    identity.generation = value_of(kGenerationWords, *value->text()).value_or(identity.generation);
  if (!value->fields()) return identity;
  Object clause(*value, object.scope());
  identity.generation = clause.choice("generation", kGenerationWords).value_or(identity.generation);
  identity.sequence_name = clause.name("sequence");
  identity.sequence = read_sequence_options(clause);
  return identity;
}

std::optional<Generated> read_generated(const Object& object) {
  const Value* value = object.get("generated");
  if (!value) return std::nullopt;
  if (value->text()) {
    auto expression = read_expression(*value, object.scope());
    return expression ? std::optional(Generated{*expression, {}}) : std::nullopt;
  }
  if (!value->fields()) return std::nullopt;
  Object clause(*value, object.scope());
  if (!clause.complete(Group::Generated)) return std::nullopt;
  Generated generated{clause.expression("expression").value_or(Expression{}), {}};
  if (auto stored = clause.boolean("stored")) {
    generated.storage = *stored ? Generated::Storage::Stored : Generated::Storage::Virtual;
  }
  return generated;
}

/// A value comes from one of these at most.
void require_one_origin(const Object& object, const Column& column) {
  auto clash = [&](std::string_view one, std::string_view other) {
    object.scope().out.error(
        object.place_of(one),
        fmt::format("column \"{}\" has both \"{}\" and \"{}\"", column.name, one, other));
  };
  if (column.identity && column.default_value) clash("identity", "default");
  if (column.generated && column.default_value) clash("generated", "default");
  if (column.identity && column.generated) clash("identity", "generated");
}

void read_attributes(const Object& object, Column& column) {
  if (const Value* value = object.get("default"))
    column.default_value = read_default(*value, object.scope().out);
  column.identity = read_identity(object);
  column.generated = read_generated(object);
  column.collation = object.text("collation");
  column.comment = object.text("comment");
  column.storage = object.text("storage");
  column.compression = object.text("compression");
  column.statistics = object.integer("statistics");
  column.options = object.scalars("options");
  column.renamed_from = object.text("renamed_from");
}

KeyColumn read_key_column_options(const Object& clause, const std::string& name) {
  return {name, clause.text("collation"), clause.choice("order", kOrderWords)};
}

void put_column_primary_key(const Object& object, const std::string& name, Table& table) {
  const Value* value = object.get("primary_key");
  bool autoincrement = object.boolean("autoincrement").value_or(false);
  if (!is_on(value, object.scope())) {
    if (autoincrement) {
      object.scope().out.error(object.place_of("autoincrement"),
                               "\"autoincrement\" needs \"primary_key\"");
    }
    return;
  }
  PrimaryKey key;
  key.columns = {{name, {}, {}}};
  if (value->fields()) {
    Object clause(*value, object.scope());
    key = read_primary_key_clauses(clause);
    key.columns = {read_key_column_options(clause, name)};
  }
  if (autoincrement) key.autoincrement = true;
  key.place = value->place;
  put_primary_key(table, std::move(key), object.scope());
}

void put_column_unique(const Object& object, const std::string& name, Table& table) {
  const Value* value = object.get("unique");
  if (!is_on(value, object.scope())) return;
  Unique unique;
  unique.columns = {{name, {}, {}}};
  if (value->fields()) {
    Object clause(*value, object.scope());
    unique = read_unique_clauses(clause);
    unique.columns = {read_key_column_options(clause, name)};
  }
  unique.place = value->place;
  table.uniques.push_back(std::move(unique));
}

std::optional<Reference> read_long_reference(const Object& clause) {
  if (!clause.complete(Group::ColumnReference)) return std::nullopt;
  return Reference{clause.name("table").value_or(QualifiedName{}), clause.texts("columns")};
}

/// What the column and its long reference both say, nobody could choose between.
void refuse_said_twice(const Object& column, const Object& clause) {
  for (const char* key : {"on_delete", "on_update", "match", "deferrable"}) {
    if (!column.get(key) || !clause.get(key)) continue;
    column.scope().out.error(column.place_of(key),
                             fmt::format("\"{}\" is said here and in \"references\"", key));
  }
}

void put_column_reference(const Object& object, const std::string& name, Table& table) {
  const Value* value = object.get("references");
  if (!is_on(value, object.scope())) {
    for (const char* key : {"on_delete", "on_update", "match", "deferrable"}) {
      if (value || !object.get(key)) continue;
      object.scope().out.error(object.place_of(key),
                               fmt::format("\"{}\" needs \"references\"", key));
    }
    return;
  }
  ForeignKey key;
  std::optional<Reference> target;
  if (value->text()) target = parse_reference(*value->text());
  if (value->text() && !target) {
    object.scope().out.error(value->place,
                             fmt::format("malformed reference \"{}\"", *value->text()),
                             {"it is written \"table(column)\""});
  }
  if (value->fields()) {
    Object clause(*value, object.scope());
    refuse_said_twice(object, clause);
    key = read_foreign_key_clauses(clause);
    target = read_long_reference(clause);
  }
  if (!target) return;
  read_reference_clauses(object, key);
  key.columns = {name};
  key.table = target->table;
  key.referenced = target->columns;
  key.place = value->place;
  table.foreign_keys.push_back(std::move(key));
}

void put_column_index(const Object& object, const std::string& name, Table& table) {
  const Value* value = object.get("index");
  if (!is_on(value, object.scope())) return;
  Index index;
  index.named = false;
  IndexElement element{name, {}, {}, {}, {}};
  if (value->fields()) {
    Object clause(*value, object.scope());
    index = read_index_clauses(clause);
    element.collation = clause.text("collation");
    element.operator_class = clause.text("operator_class");
    element.order = clause.choice("order", kOrderWords);
    element.nulls = clause.choice("nulls", kNullsWords);
  }
  index.elements = {std::move(element)};
  index.place = value->place;
  table.indexes.push_back(std::move(index));
}

}  // namespace

SequenceOptions read_sequence_options(const Object& object) {
  SequenceOptions options;
  options.type = object.type("type");
  options.start = object.integer("start");
  options.increment = object.integer("increment");
  options.minimum = object.integer("minimum");
  options.maximum = object.integer("maximum");
  options.cache = object.integer("cache");
  options.cycle = object.boolean("cycle").value_or(false);
  return options;
}

void read_column(const Object& object, const std::string& name, Table& table) {
  Column column = read_types(object, name);
  read_nullable(object, column);
  read_attributes(object, column);
  require_one_origin(object, column);
  table.columns.push_back(std::move(column));
  put_column_primary_key(object, name, table);
  put_column_unique(object, name, table);
  put_column_reference(object, name, table);
  put_column_index(object, name, table);
  const Value* check = object.get("check");
  if (!is_on(check, object.scope())) return;
  if (auto read = read_check(*check, object.scope())) table.checks.push_back(std::move(*read));
}

}  // namespace athanor::model
