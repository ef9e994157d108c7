#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/references.hpp"
#include "grammar/postgresql/table_edit.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

/// Calls `visit` with each type that something in the schema is of.
template <class Visit>
void for_each_type(Schema& schema, Visit&& visit) {
  for (auto& [name, table] : schema.tables) {
    for (auto& column : table.columns) visit(column.type);
  }
  for (auto& [name, domain] : schema.domains) visit(domain.type);
  for (auto& [name, range] : schema.ranges) visit(range.subtype);
  for (auto& [name, type] : schema.composites) {
    for (auto& field : type.fields) visit(field.type);
  }
}

void visit_default(std::optional<DefaultValue>& value, const auto& visit) {
  if (!value) return;
  if (auto* expression = std::get_if<Expression>(&*value)) visit(*expression);
}

/// Calls `visit` with each expression of a table.
template <class Visit>
void for_each_expression(Table& table, Visit&& visit) {
  for (auto& column : table.columns) {
    visit_default(column.default_value, visit);
    if (column.generated) visit(column.generated->expression);
  }
  for (auto& check : table.checks) visit(check.expression);
  for (auto& exclusion : table.exclusions) {
    if (exclusion.where) visit(*exclusion.where);
  }
  for (auto& index : table.indexes) {
    if (index.where) visit(*index.where);
    for (auto& element : index.elements) {
      if (auto* expression = std::get_if<Expression>(&element.what)) visit(*expression);
    }
  }
}

void follow_in_defaults(Schema& schema, const QualifiedName& from, const QualifiedName& to) {
  auto follow = [&](Expression& value) {
    if (sequence_of(value.text) == from) value.text = nextval(to);
  };
  for (auto& [name, table] : schema.tables) {
    for (auto& column : table.columns) visit_default(column.default_value, follow);
  }
  for (auto& [name, domain] : schema.domains) visit_default(domain.default_value, follow);
}

template <class T>
bool move(std::map<QualifiedName, T>& objects, const QualifiedName& from, const QualifiedName& to) {
  auto node = objects.extract(from);
  if (node.empty()) return false;
  node.key() = to;
  node.mapped().name = to;
  objects.insert(std::move(node));
  return true;
}

/// The sequences that belong to a table go with it to another schema.
void move_owned_sequences(const Change& change, const QualifiedName& from,
                          const QualifiedName& to) {
  std::vector<QualifiedName> owned;
  for (auto& [name, sequence] : change.catalog.schema().sequences) {
    if (sequence.owner_table != from) continue;
    sequence.owner_table = to;
    if (name.schema != to.schema) owned.push_back(name);
  }
  for (const auto& name : owned) rename_sequence(change, name, {to.schema, name.name});
}

/// Names of identity sequences are told only where they are not the usual ones.
void keep_identity_sequences(Table& table, const QualifiedName& to) {
  auto renamed = table;
  renamed.name = to;
  for (auto& column : renamed.columns) {
    if (!column.identity) continue;
    auto name = identity_sequence(table, *find_column(table, column.name));
    name.schema = to.schema;
    bool usual = name == usual_identity_sequence(renamed, column);
    column.identity->sequence_name = usual ? std::nullopt : std::optional(name);
  }
  table = std::move(renamed);
}

}  // namespace

void rename_table(const Change& change, const QualifiedName& from, const QualifiedName& to) {
  auto& schema = change.catalog.schema();
  auto old = from;
  auto table = schema.tables.at(old);
  keep_identity_sequences(table, to);
  change.catalog.replace(old, std::move(table));
  for (auto& [name, other] : schema.tables) {
    for (auto& key : other.foreign_keys) {
      if (key.table == old) key.table = to;
    }
    std::replace(other.inherits.begin(), other.inherits.end(), old, to);
  }
  move_owned_sequences(change, old, to);
  for_each_type(schema, [&](DataType& type) {
    if (type.name == old) type.name = to;
  });
}

void rename_sequence(const Change& change, const QualifiedName& from, const QualifiedName& to) {
  auto sequence = change.catalog.schema().sequences.at(from);
  auto old = from;
  change.catalog.remove_sequence(old);
  sequence.name = to;
  change.catalog.add(std::move(sequence));
  follow_in_defaults(change.catalog.schema(), old, to);
}

void rename_type(const Change& change, const QualifiedName& from, const QualifiedName& to) {
  auto& schema = change.catalog.schema();
  auto composite = schema.composites.find(from);
  if (composite != schema.composites.end()) {
    auto type = composite->second;
    change.catalog.remove_composite(from);
    type.name = to;
    change.catalog.add(std::move(type));
  }
  move(schema.enums, from, to);
  move(schema.ranges, from, to);
  move(schema.domains, from, to);
  for_each_type(schema, [&](DataType& type) {
    if (type.name == from) type.name = to;
  });
  auto follow = [&](Expression& expression) {
    expression.text = rename_type(expression.text, from, to);
  };
  for (auto& [name, table] : schema.tables) for_each_expression(table, follow);
  for (auto& [name, domain] : schema.domains) {
    visit_default(domain.default_value, follow);
    for (auto& check : domain.checks) follow(check.expression);
  }
}

}  // namespace athanor::postgresql
