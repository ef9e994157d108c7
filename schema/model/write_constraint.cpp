#include "schema/model/write_parts.hpp"

namespace athanor::model {
namespace {

template <class T>
void put_storage(InlineTable& table, const T& object) {
  put(table, "with", object.with);
  put(table, "tablespace", object.tablespace);
  put(table, "comment", object.comment);
}

std::string spell_key_column(const KeyColumn& column, const ColumnNames& known) {
  if (auto text = spell(column, known)) return toml_string(*text);
  InlineTable table;
  table.add("column", toml_string(column.name));
  put(table, "collation", column.collation);
  put(table, "order", column.order, kOrderWords);
  return table.text();
}

std::string spell_key_columns(const std::vector<KeyColumn>& columns, const ColumnNames& known) {
  std::vector<std::string> elements;
  for (const auto& column : columns) elements.push_back(spell_key_column(column, known));
  return toml_array(elements);
}

std::string spell_index_element(const IndexElement& element, const ColumnNames& known) {
  if (auto text = spell(element, known)) return toml_string(*text);
  InlineTable table;
  if (const auto* name = std::get_if<std::string>(&element.what)) {
    table.add("column", toml_string(*name));
  } else {
    table.add("expression", toml_string(std::get<Expression>(element.what).text));
  }
  put(table, "collation", element.collation);
  put(table, "operator_class", element.operator_class);
  put(table, "order", element.order, kOrderWords);
  put(table, "nulls", element.nulls, kNullsWords);
  return table.text();
}

std::string spell_exclusion_element(const ExclusionElement& element) {
  if (auto text = spell(element)) return toml_string(*text);
  InlineTable table;
  table.add("element", toml_string(element.element.text));
  table.add("operator", toml_string(element.op));
  return table.text();
}

void append(InlineTable& table, const InlineTable& more) {
  for (const auto& [key, value] : more.entries()) table.add(key, value);
}

}  // namespace

InlineTable clauses_of(const PrimaryKey& key) {
  InlineTable table;
  put(table, "name", key.name);
  put(table, "include", key.include);
  put_deferrable(table, key.deferrable);
  put(table, "on_conflict", key.on_conflict, kConflictWords);
  put_true(table, "autoincrement", key.autoincrement);
  put_storage(table, key);
  return table;
}

InlineTable clauses_of(const Unique& unique) {
  InlineTable table;
  put(table, "name", unique.name);
  put(table, "include", unique.include);
  put_false(table, "nulls_distinct", unique.nulls_distinct);
  put_deferrable(table, unique.deferrable);
  put(table, "on_conflict", unique.on_conflict, kConflictWords);
  put_storage(table, unique);
  put(table, "renamed_from", unique.renamed_from);
  return table;
}

void put_reference_clauses(InlineTable& table, const ForeignKey& key) {
  bool sets =
      key.on_delete == ReferenceAction::SetNull || key.on_delete == ReferenceAction::SetDefault;
  if (!key.on_delete_columns.empty() && !sets) {
    throw Error("a model file cannot hold columns of ON DELETE without SET NULL or SET DEFAULT");
  }
  if (key.on_delete != ReferenceAction::NoAction) {
    table.add("on_delete", toml_string(spell(Action{key.on_delete, key.on_delete_columns})));
  }
  if (key.on_update != ReferenceAction::NoAction) {
    put(table, "on_update", std::optional(key.on_update), kActionWords);
  }
  if (key.match != MatchType::Simple) put(table, "match", std::optional(key.match), kMatchWords);
  put_deferrable(table, key.deferrable);
}

InlineTable clauses_of(const ForeignKey& key) {
  InlineTable table;
  put(table, "name", key.name);
  put_reference_clauses(table, key);
  put_false(table, "validated", key.validated);
  put_true(table, "unchecked", key.unchecked);
  put(table, "comment", key.comment);
  put(table, "renamed_from", key.renamed_from);
  return table;
}

InlineTable clauses_of(const Index& index) {
  InlineTable table;
  if (index.named) table.add("name", toml_string(index.name));
  put_true(table, "unique", index.unique);
  put(table, "where", index.where);
  put(table, "using", index.method);
  put(table, "include", index.include);
  put_false(table, "nulls_distinct", index.nulls_distinct);
  put_storage(table, index);
  put(table, "renamed_from", index.renamed_from);
  return table;
}

InlineTable fields_of(const Unique& unique, const ColumnNames& known) {
  InlineTable table;
  put(table, "name", unique.name);
  table.add("columns", spell_key_columns(unique.columns, known));
  Unique rest = unique;
  rest.name.reset();
  append(table, clauses_of(rest));
  return table;
}

InlineTable fields_of(const ForeignKey& key) {
  InlineTable table;
  put(table, "name", key.name);
  table.add("columns", toml_strings(key.columns));
  table.add("references", toml_string(spell(Reference{key.table, key.referenced})));
  ForeignKey rest = key;
  rest.name.reset();
  append(table, clauses_of(rest));
  return table;
}

InlineTable fields_of(const Check& check) {
  InlineTable table;
  put(table, "name", check.name);
  table.add("expression", toml_string(check.expression.text));
  put_false(table, "inherit", check.inherit);
  put_false(table, "validated", check.validated);
  put(table, "on_conflict", check.on_conflict, kConflictWords);
  put(table, "comment", check.comment);
  put(table, "renamed_from", check.renamed_from);
  return table;
}

InlineTable fields_of(const Exclusion& exclusion) {
  InlineTable table;
  put(table, "name", exclusion.name);
  if (exclusion.method != Exclusion{}.method) table.add("using", toml_string(exclusion.method));
  std::vector<std::string> elements;
  for (const auto& element : exclusion.elements)
    elements.push_back(spell_exclusion_element(element));
  table.add("elements", toml_array(elements));
  put(table, "include", exclusion.include);
  put(table, "where", exclusion.where);
  put_deferrable(table, exclusion.deferrable);
  put_storage(table, exclusion);
  put(table, "renamed_from", exclusion.renamed_from);
  return table;
}

InlineTable fields_of(const Index& index, const ColumnNames& known) {
  InlineTable table;
  if (index.named) table.add("name", toml_string(index.name));
  std::vector<std::string> elements;
  for (const auto& element : index.elements)
    elements.push_back(spell_index_element(element, known));
  table.add("columns", toml_array(elements));
  Index rest = index;
  rest.named = false;
  append(table, clauses_of(rest));
  return table;
}

std::string spell_primary_key(const PrimaryKey& key, const ColumnNames& known) {
  auto columns = spell_key_columns(key.columns, known);
  auto clauses = clauses_of(key);
  if (clauses.empty()) return columns;
  InlineTable table;
  table.add("columns", columns);
  append(table, clauses);
  return table.text();
}

std::string spell_check(const Check& check) {
  auto fields = fields_of(check);
  return fields.entries().size() == 1 ? toml_string(check.expression.text) : fields.text();
}

}  // namespace athanor::model
