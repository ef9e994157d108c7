#include "grammar/postgresql/catalog.hpp"

#include <algorithm>

#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

template <class Has>
QualifiedName resolve(const QualifiedName& name, const std::vector<std::string>& path, Has has) {
  if (name.schema == "public") return {"", name.name};
  if (!name.schema.empty()) return name;
  for (const auto& schema : path) {
    if (has(QualifiedName{schema, name.name})) return {schema, name.name};
  }
  return {path.front(), name.name};
}

}  // namespace

Catalog::Catalog(Schema schema) : schema_(std::move(schema)) {
  for (const auto& [name, table] : schema_.tables) enter(table);
  for (const auto& [name, sequence] : schema_.sequences) relations_[name] = {Kind::Sequence, name};
  for (const auto& [name, type] : schema_.composites) relations_[name] = {Kind::Composite, name};
}

void Catalog::set_path(std::vector<std::string> schemas) {
  path_.clear();
  for (auto& schema : schemas) path_.push_back(schema == "public" ? "" : std::move(schema));
  if (path_.empty()) path_.push_back("");
}

QualifiedName Catalog::placed(QualifiedName name) const {
  if (name.schema == "public") return {"", std::move(name.name)};
  if (!name.schema.empty()) return name;
  auto there = std::find_if(path_.begin(), path_.end(),
                            [&](const auto& schema) { return has_schema(schema); });
  return {there == path_.end() ? "" : *there, std::move(name.name)};
}

QualifiedName Catalog::relation_name(const QualifiedName& name) const {
  return resolve(name, path_, [&](const auto& each) { return relations_.contains(each); });
}

QualifiedName Catalog::type_name(const QualifiedName& name) const {
  return resolve(name, path_, [&](const auto& each) { return has_type(each); });
}

QualifiedName Catalog::collation_name(const QualifiedName& name) const {
  return resolve(name, path_, [&](const auto& each) { return schema_.collations.contains(each); });
}

const Catalog::Relation* Catalog::find_relation(const QualifiedName& name) const {
  auto found = relations_.find(name);
  return found == relations_.end() ? nullptr : &found->second;
}

Table* Catalog::find_table(const QualifiedName& name) {
  auto found = schema_.tables.find(name);
  return found == schema_.tables.end() ? nullptr : &found->second;
}

Sequence* Catalog::find_sequence(const QualifiedName& name) {
  auto found = schema_.sequences.find(name);
  return found == schema_.sequences.end() ? nullptr : &found->second;
}

bool Catalog::has_schema(const std::string& schema) const {
  return schema.empty() || schema_.namespaces.contains({"", schema});
}

bool Catalog::has_type(const QualifiedName& name) const {
  return schema_.enums.contains(name) || schema_.composites.contains(name) ||
         schema_.ranges.contains(name) || schema_.domains.contains(name) ||
         schema_.tables.contains(name);
}

bool Catalog::has_constraint(const QualifiedName& name) const {
  return constraints_.contains(name);
}

void Catalog::add(Table table) {
  enter(table);
  put(schema_.tables, std::move(table));
}

void Catalog::add(Sequence sequence) {
  relations_[sequence.name] = {Kind::Sequence, sequence.name};
  put(schema_.sequences, std::move(sequence));
}

void Catalog::add(CompositeType type) {
  relations_[type.name] = {Kind::Composite, type.name};
  put(schema_.composites, std::move(type));
}

void Catalog::remove_table(const QualifiedName& name) {
  forget(schema_.tables.at(name));
  schema_.tables.erase(name);
}

void Catalog::remove_sequence(const QualifiedName& name) {
  relations_.erase(name);
  schema_.sequences.erase(name);
}

void Catalog::remove_composite(const QualifiedName& name) {
  relations_.erase(name);
  schema_.composites.erase(name);
}

void Catalog::replace(const QualifiedName& name, Table table) {
  forget(schema_.tables.at(name));
  enter(table);
  if (table.name == name) {
    schema_.tables.at(name) = std::move(table);
    return;
  }
  schema_.tables.erase(name);
  put(schema_.tables, std::move(table));
}

void Catalog::enter(const Table& table) {
  const auto& schema = table.name.schema;
  relations_[table.name] = {Kind::Table, table.name};
  for_each_constraint(table, [&](const auto& constraint) {
    if (!constraint.name) return;
    QualifiedName name{schema, *constraint.name};
    ++constraints_[name];
    using T = std::decay_t<decltype(constraint)>;
    bool has_index = !std::is_same_v<T, Check> && !std::is_same_v<T, ForeignKey>;
    if (has_index) relations_[name] = {Kind::Index, table.name};
  });
  for (const auto& index : table.indexes) {
    relations_[{schema, index.name}] = {Kind::Index, table.name};
  }
  for (const auto& column : table.columns) {
    if (!column.identity) continue;
    relations_[identity_sequence(table, column)] = {Kind::IdentitySequence, table.name};
  }
}

void Catalog::forget(const Table& table) {
  const auto& schema = table.name.schema;
  relations_.erase(table.name);
  for_each_constraint(table, [&](const auto& constraint) {
    if (!constraint.name) return;
    QualifiedName name{schema, *constraint.name};
    auto count = constraints_.find(name);
    if (count != constraints_.end() && --count->second == 0) constraints_.erase(count);
    using T = std::decay_t<decltype(constraint)>;
    if (!std::is_same_v<T, Check> && !std::is_same_v<T, ForeignKey>) relations_.erase(name);
  });
  for (const auto& index : table.indexes) relations_.erase({schema, index.name});
  for (const auto& column : table.columns) {
    if (column.identity) relations_.erase(identity_sequence(table, column));
  }
}

QualifiedName usual_identity_sequence(const Table& table, const Column& column) {
  return {table.name.schema, joined_name(table.name.name, column.name, "seq")};
}

QualifiedName identity_sequence(const Table& table, const Column& column) {
  const auto& name = column.identity->sequence_name;
  return name ? *name : usual_identity_sequence(table, column);
}

std::vector<Column> all_columns(const Schema& schema, const Table& table) {
  std::vector<Column> out;
  auto add = [&](const std::vector<Column>& columns) {
    for (const auto& column : columns) {
      auto same = [&](const Column& other) { return other.name == column.name; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back(column);
    }
  };
  for (const auto& parent : table.inherits) {
    auto found = schema.tables.find(parent);
    if (found != schema.tables.end()) add(all_columns(schema, found->second));
  }
  add(table.columns);
  return out;
}

}  // namespace athanor::postgresql
