#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/extensions.hpp"
#include "grammar/postgresql/sequences.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

bool settle_owner(const Change& change, Sequence& sequence, const std::optional<OwnedBy>& owner) {
  sequence.owner_table.reset();
  sequence.owner_column.clear();
  if (!owner) return true;
  const auto* table = change.table(owner->table);
  if (table == nullptr) return false;
  if (find_column(*table, owner->column) == nullptr) {
    return change.error(
        fmt::format("table \"{}\" has no column \"{}\"", display(table->name), owner->column));
  }
  sequence.owner_table = table->name;
  sequence.owner_column = owner->column;
  return true;
}

template <class T, class Missing>
bool exists_already(const Change& change, const T& create, const char* what, Missing missing) {
  if (missing) return false;
  if (!create.if_not_exists) {
    change.error(create.object.place,
                 fmt::format("{} \"{}\" already exists", what, display(create.object.name)));
  }
  return true;
}

/// The identity whose sequence has that name, in a copy of its table.
bool alter_identity_sequence(const Change& change, const QualifiedName& name,
                             const SequenceChange& what) {
  const auto* relation = change.catalog.find_relation(name);
  bool owned = relation != nullptr && relation->kind == Catalog::Kind::IdentitySequence;
  if (!owned) return false;
  auto* table = change.catalog.find_table(relation->table);
  for (auto& column : table->columns) {
    if (!column.identity || identity_sequence(*table, column) != name) continue;
    column.identity->sequence = altered(column.identity->sequence, what, column.type.name.name);
  }
  return true;
}

void move_sequence(const Change& change, const AlterObject& alter, const QualifiedName& from,
                   const QualifiedName& to) {
  if (!change.has_schema(to, {}) || !change.is_free(to, {})) return;
  if (change.catalog.find_sequence(from) != nullptr) return rename_sequence(change, from, to);
  const auto* relation = change.catalog.find_relation(from);
  if (relation != nullptr && relation->kind == Catalog::Kind::IdentitySequence) {
    auto table = *change.catalog.find_table(relation->table);
    for (auto& column : table.columns) {
      if (!column.identity || identity_sequence(table, column) != from) continue;
      column.identity->sequence_name = to;
      if (to == usual_identity_sequence(table, column)) column.identity->sequence_name.reset();
    }
    return change.catalog.replace(table.name, table);
  }
  if (!alter.if_exists) change.error(fmt::format("sequence \"{}\" does not exist", display(from)));
}

void rename_index(const Change& change, const AlterObject& alter, const QualifiedName& from,
                  const std::string& to) {
  const auto* relation = change.catalog.find_relation(from);
  if (relation == nullptr || relation->kind != Catalog::Kind::Index) {
    if (!alter.if_exists) change.error(fmt::format("index \"{}\" does not exist", display(from)));
    return;
  }
  if (!change.is_free({from.schema, to}, {})) return;
  auto table = *change.catalog.find_table(relation->table);
  auto rename = [&](auto& object) {
    if (object.name == from.name) object.name = to;
  };
  for (auto& index : table.indexes) rename(index);
  if (table.primary_key) rename(*table.primary_key);
  for (auto& key : table.uniques) rename(key);
  for (auto& key : table.exclusions) rename(key);
  change.catalog.replace(table.name, table);
}

void move_type(const Change& change, const QualifiedName& from, const QualifiedName& to) {
  if (!change.catalog.has_type(from)) {
    change.error(fmt::format("type \"{}\" does not exist", display(from)));
  } else if (change.has_schema(to, {})) {
    if (change.catalog.has_type(to)) {
      change.error(fmt::format("type \"{}\" already exists", display(to)));
    } else {
      rename_type(change, from, to);
    }
  }
}

void move_collation(const Change& change, const QualifiedName& from, const QualifiedName& to) {
  auto& collations = change.catalog.schema().collations;
  auto node = collations.extract(from);
  if (node.empty()) {
    change.error(fmt::format("collation \"{}\" does not exist", display(from)));
    return;
  }
  node.key() = to;
  node.mapped().name = to;
  collations.insert(std::move(node));
}

/// Everything in a schema takes its new name along.
void rename_schema(const Change& change, const std::string& from, const std::string& to) {
  auto& schema = change.catalog.schema();
  auto node = schema.namespaces.extract({"", from});
  if (node.empty()) {
    change.error(fmt::format("schema \"{}\" does not exist", from));
    return;
  }
  node.key() = {"", to};
  node.mapped().name = {"", to};
  schema.namespaces.insert(std::move(node));
  auto names_in = [&](const auto& objects) {
    std::vector<QualifiedName> out;
    for (const auto& [name, object] : objects) {
      if (name.schema == from) out.push_back(name);
    }
    return out;
  };
  for (const auto& name : names_in(schema.tables)) rename_table(change, name, {to, name.name});
  for (const auto& name : names_in(schema.sequences))
    rename_sequence(change, name, {to, name.name});
  for (const auto& name : names_in(schema.enums)) rename_type(change, name, {to, name.name});
  for (const auto& name : names_in(schema.composites)) rename_type(change, name, {to, name.name});
  for (const auto& name : names_in(schema.ranges)) rename_type(change, name, {to, name.name});
  for (const auto& name : names_in(schema.domains)) rename_type(change, name, {to, name.name});
  for (const auto& name : names_in(schema.collations)) {
    move_collation(change, name, {to, name.name});
  }
}

}  // namespace

void apply(Change& change, const Create<Namespace>& create) {
  auto& namespaces = change.catalog.schema().namespaces;
  bool there = create.object.name.name == "public" || namespaces.contains(create.object.name);
  if (!exists_already(change, create, "schema", !there)) put(namespaces, create.object);
}

void apply(Change& change, const Create<Extension>& create) {
  // Every database has this one from the beginning.
  if (create.object.name.name == "plpgsql") return;
  auto& extensions = change.catalog.schema().extensions;
  auto same = [&](const auto& entry) { return entry.second.name.name == create.object.name.name; };
  bool there = std::any_of(extensions.begin(), extensions.end(), same);
  if (exists_already(change, create, "extension", !there)) return;
  auto extension = create.object;
  extension.name = change.catalog.placed(extension.name);
  if (change.has_schema(extension.name, extension.place)) put(extensions, std::move(extension));
}

void apply(Change& change, const Create<Collation>& create) {
  auto& collations = change.catalog.schema().collations;
  auto collation = create.object;
  collation.name = change.catalog.placed(collation.name);
  bool there = collations.contains(collation.name);
  if (exists_already(change, create, "collation", !there)) return;
  if (change.has_schema(collation.name, collation.place)) put(collations, std::move(collation));
}

void apply(Change& change, const CopyCollation& create) {
  auto& collations = change.catalog.schema().collations;
  auto name = change.catalog.placed(create.name);
  if (collations.contains(name)) {
    if (!create.if_not_exists) {
      change.error(fmt::format("collation \"{}\" already exists", display(name)));
    }
    return;
  }
  auto source = collations.find(change.catalog.collation_name(create.from));
  Collation copy;
  if (source != collations.end()) {
    copy = source->second;
    copy.comment.reset();
  } else if (create.from.name == "C" || create.from.name == "POSIX") {
    copy.options = {{"provider", "libc"}, {"locale", create.from.name}};
  } else {
    change.error(
        fmt::format("what collation \"{}\" is only a database can tell", display(create.from)));
    return;
  }
  copy.name = std::move(name);
  put(collations, std::move(copy));
}

void apply(Change& change, const Create<Sequence>& create) {
  if (create.temporary) {
    change.session.temporary.insert(create.object.name.name);
    return;
  }
  auto sequence = create.object;
  sequence.name = change.catalog.placed(sequence.name);
  bool there = change.catalog.find_relation(sequence.name) != nullptr;
  if (exists_already(change, create, "relation", !there)) return;
  if (!change.has_schema(sequence.name, sequence.place)) return;
  if (sequence.owner_table) {
    OwnedBy owner{*sequence.owner_table, sequence.owner_column};
    if (!settle_owner(change, sequence, owner)) return;
  }
  change.catalog.add(std::move(sequence));
}

void apply(Change& change, const AlterSequence& alter) {
  if (change.is_temporary(alter.sequence)) return;
  auto name = change.catalog.relation_name(alter.sequence);
  if (alter_identity_sequence(change, name, alter.change)) return;
  auto* sequence = change.catalog.find_sequence(name);
  if (sequence == nullptr) {
    if (!alter.if_exists) {
      change.error(fmt::format("sequence \"{}\" does not exist", display(alter.sequence)));
    }
    return;
  }
  if (alter.change.owner && !settle_owner(change, *sequence, *alter.change.owner)) return;
  if (alter.change.unlogged) sequence->unlogged = *alter.change.unlogged;
  sequence->options = altered(sequence->options, alter.change, "bigint");
}

void apply(Change& change, const AlterExtension& alter) {
  auto& extensions = change.catalog.schema().extensions;
  auto found = std::find_if(extensions.begin(), extensions.end(), [&](const auto& entry) {
    return entry.second.name.name == alter.name;
  });
  if (found == extensions.end()) {
    if (alter.name != "plpgsql") {
      change.error(fmt::format("extension \"{}\" does not exist", alter.name));
    }
    return;
  }
  auto extension = found->second;
  std::visit(overloaded{[&](const UpdateExtension& update) { extension.version = update.version; },
                        [&](const SetSchema& set) {
                          extension.name = change.catalog.placed({set.schema, alter.name});
                        }},
             alter.action);
  extensions.erase(found);
  put(extensions, std::move(extension));
}

void apply(Change& change, const AlterObject& alter) {
  if (std::holds_alternative<SetOwner>(alter.action) || change.is_temporary(alter.name)) return;
  auto moved = [&](QualifiedName name) {
    if (const auto* rename = std::get_if<RenameTo>(&alter.action)) name.name = rename->name;
    const auto* set = std::get_if<SetSchema>(&alter.action);
    if (set != nullptr) name.schema = set->schema == "public" ? "" : set->schema;
    return name;
  };
  if (alter.kind == ObjectKind::Schema) {
    return rename_schema(change, alter.name.name, moved(alter.name).name);
  }
  if (alter.kind == ObjectKind::Collation) {
    auto name = change.catalog.collation_name(alter.name);
    return move_collation(change, name, moved(name));
  }
  if (alter.kind == ObjectKind::Type || alter.kind == ObjectKind::Domain) {
    auto name = change.catalog.type_name(alter.name);
    return move_type(change, name, moved(name));
  }
  auto name = change.catalog.relation_name(alter.name);
  if (alter.kind == ObjectKind::Index) return rename_index(change, alter, name, moved(name).name);
  move_sequence(change, alter, name, moved(name));
}

}  // namespace athanor::postgresql
