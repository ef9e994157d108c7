#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/references.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

bool refuse(const Change& change, std::string_view what, const QualifiedName& name,
            std::string_view user) {
  return change.error(
      fmt::format("{} \"{}\" cannot be dropped: {} needs it", what, display(name), user));
}

/// The names of all tables but one, so that they may be changed while going through them.
std::vector<QualifiedName> other_tables(const Schema& schema, const QualifiedName& name) {
  std::vector<QualifiedName> out;
  for (const auto& [other, table] : schema.tables) {
    if (other != name) out.push_back(other);
  }
  return out;
}

bool drop_foreign_keys_to(const Change& change, const QualifiedName& name, Behavior behavior) {
  for (const auto& other : other_tables(change.catalog.schema(), name)) {
    auto table = *change.catalog.find_table(other);
    auto refers = [&](const ForeignKey& key) { return key.table == name; };
    auto found = std::find_if(table.foreign_keys.begin(), table.foreign_keys.end(), refers);
    if (found == table.foreign_keys.end()) continue;
    if (behavior == Behavior::Restrict) {
      return refuse(change, "table", name,
                    fmt::format("constraint \"{}\" of table \"{}\"", found->name.value_or(""),
                                display(other)));
    }
    std::erase_if(table.foreign_keys, refers);
    change.catalog.replace(other, std::move(table));
  }
  return true;
}

bool drop_children(const Change& change, const QualifiedName& name, Behavior behavior) {
  for (const auto& other : other_tables(change.catalog.schema(), name)) {
    const auto* table = change.catalog.find_table(other);
    if (table == nullptr) continue;
    const auto& parents = table->inherits;
    if (std::find(parents.begin(), parents.end(), name) == parents.end()) continue;
    if (behavior == Behavior::Restrict) {
      return refuse(change, "table", name, fmt::format("table \"{}\"", display(other)));
    }
    if (!drop_table(change, other, behavior)) return false;
  }
  return true;
}

/// Removes the columns of a type, and the fields of composite types.
bool drop_columns_of(const Change& change, const QualifiedName& type, Behavior behavior) {
  auto of_type = [&](const Column& column) { return column.type.name == type; };
  for (const auto& name : other_tables(change.catalog.schema(), type)) {
    auto table = *change.catalog.find_table(name);
    for (auto found = std::find_if(table.columns.begin(), table.columns.end(), of_type);
         found != table.columns.end();
         found = std::find_if(table.columns.begin(), table.columns.end(), of_type)) {
      if (behavior == Behavior::Restrict) {
        return refuse(change, "type", type,
                      fmt::format("column \"{}\" of table \"{}\"", found->name, display(name)));
      }
      if (!drop_column(change, table, {found->name, false, true})) return false;
    }
    change.catalog.replace(name, std::move(table));
  }
  return true;
}

bool drop_fields_of(const Change& change, const QualifiedName& type, Behavior behavior) {
  for (auto& [name, composite] : change.catalog.schema().composites) {
    auto of_type = [&](const CompositeField& field) { return field.type.name == type; };
    bool uses = std::any_of(composite.fields.begin(), composite.fields.end(), of_type);
    if (uses && behavior == Behavior::Restrict) {
      return refuse(change, "type", type, fmt::format("type \"{}\"", display(name)));
    }
    std::erase_if(composite.fields, of_type);
  }
  return true;
}

/// The domains and ranges that are made of a type.
std::vector<QualifiedName> made_of(const Schema& schema, const QualifiedName& type) {
  std::vector<QualifiedName> out;
  for (const auto& [name, domain] : schema.domains) {
    if (domain.type.name == type) out.push_back(name);
  }
  for (const auto& [name, range] : schema.ranges) {
    if (range.subtype.name == type) out.push_back(name);
  }
  return out;
}

bool drop_types_of(const Change& change, const QualifiedName& type, Behavior behavior) {
  for (const auto& name : made_of(change.catalog.schema(), type)) {
    if (behavior == Behavior::Restrict) {
      return refuse(change, "type", type, fmt::format("type \"{}\"", display(name)));
    }
    if (!drop_type(change, name, behavior)) return false;
  }
  return true;
}

template <class Map>
std::vector<QualifiedName> names_in(const Map& objects, const std::string& schema) {
  std::vector<QualifiedName> out;
  for (const auto& [name, object] : objects) {
    if (name.schema == schema) out.push_back(name);
  }
  return out;
}

bool drop_contents(const Change& change, const std::string& name) {
  auto& schema = change.catalog.schema();
  auto cascade = Behavior::Cascade;
  for (const auto& each : names_in(schema.tables, name)) {
    if (change.catalog.find_table(each) && !drop_table(change, each, cascade)) return false;
  }
  auto types = [&](const auto& objects) {
    for (const auto& each : names_in(objects, name)) {
      if (objects.contains(each) && !drop_type(change, each, cascade)) return false;
    }
    return true;
  };
  bool all = types(schema.composites) && types(schema.ranges) && types(schema.domains) &&
             types(schema.enums);
  if (!all) return false;
  for (const auto& each : names_in(schema.sequences, name)) {
    if (!drop_sequence(change, each, cascade)) return false;
  }
  for (const auto& each : names_in(schema.collations, name)) schema.collations.erase(each);
  std::erase_if(schema.extensions,
                [&](const auto& entry) { return entry.second.name.schema == name; });
  return true;
}

bool is_empty(const Schema& schema, const std::string& name) {
  bool empty = true;
  for_each_collection(schema, [&](const auto& objects) {
    for (const auto& [each, object] : objects) empty = empty && each.schema != name;
  });
  return empty;
}

bool drop_schema(const Change& change, const std::string& name, Behavior behavior) {
  auto& schema = change.catalog.schema();
  auto part = name == "public" ? std::string() : name;
  if (behavior == Behavior::Restrict && !part.empty() && !is_empty(schema, part)) {
    return change.error(fmt::format("schema \"{}\" cannot be dropped: it is not empty", name));
  }
  if (!drop_contents(change, part)) return false;
  schema.namespaces.erase({"", name});
  return true;
}

/// Applies DROP to one name.
class Dropping {
 public:
  Dropping(const Change& change, const Drop& drop)
      : change_(change),
        drop_(drop),
        behavior_(drop.cascade ? Behavior::Cascade : Behavior::Restrict) {}

  bool run(const QualifiedName& written) {
    switch (drop_.kind) {
      case ObjectKind::Table:
        return drop_relation(written, Catalog::Kind::Table, "table", drop_table);
      case ObjectKind::Sequence:
        return drop_relation(written, Catalog::Kind::Sequence, "sequence", drop_sequence);
      case ObjectKind::Index:
        return drop_relation(written, Catalog::Kind::Index, "index",
                             [](const Change& change, const QualifiedName& name, Behavior) {
                               return drop_index(change, name);
                             });
      case ObjectKind::Type:
      case ObjectKind::Domain:
        return drop_any_type(written);
      case ObjectKind::Schema:
        return drop_namespace(written);
      case ObjectKind::Extension:
        return drop_extension(written);
      case ObjectKind::Collation:
        return drop_collation(written);
      case ObjectKind::View:
      case ObjectKind::MaterializedView:
      case ObjectKind::Trigger:
      case ObjectKind::Routine:
      case ObjectKind::Policy:
        return true;  // the reader has refused them
    }
    return true;
  }

 private:
  template <class DropIt>
  bool drop_relation(const QualifiedName& written, Catalog::Kind kind, std::string_view what,
                     DropIt drop_it) {
    if (change_.is_temporary(written)) {
      change_.session.temporary.erase(written.name);
      return true;
    }
    auto name = change_.catalog.relation_name(written);
    const auto* found = change_.catalog.find_relation(name);
    if (found == nullptr) return missing(what, written);
    if (found->kind != kind) {
      return change_.error(fmt::format("\"{}\" is not {} {}", display(name),
                                       kind == Catalog::Kind::Index ? "an" : "a", what));
    }
    return drop_it(change_, name, behavior_);
  }

  bool drop_any_type(const QualifiedName& written) {
    auto name = change_.catalog.type_name(written);
    const char* what = drop_.kind == ObjectKind::Domain ? "domain" : "type";
    if (!change_.catalog.has_type(name)) return missing(what, written);
    return drop_type(change_, name, behavior_);
  }

  bool drop_namespace(const QualifiedName& written) {
    bool there = written.name == "public" || change_.catalog.has_schema(written.name);
    return there ? drop_schema(change_, written.name, behavior_) : missing("schema", written);
  }

  bool drop_extension(const QualifiedName& written) {
    auto erased = std::erase_if(change_.catalog.schema().extensions, [&](const auto& entry) {
      return entry.second.name.name == written.name;
    });
    return erased > 0 || written.name == "plpgsql" || missing("extension", written);
  }

  bool drop_collation(const QualifiedName& written) {
    auto name = change_.catalog.collation_name(written);
    return change_.catalog.schema().collations.erase(name) > 0 || missing("collation", written);
  }

  bool missing(std::string_view what, const QualifiedName& name) const {
    if (drop_.if_exists) return true;
    return change_.error(fmt::format("{} \"{}\" does not exist", what, display(name)));
  }

  const Change& change_;
  const Drop& drop_;
  Behavior behavior_;
};

}  // namespace

bool release_key(const Change& change, const QualifiedName& table,
                 const std::vector<KeyColumn>& key, Behavior behavior) {
  auto refers = [&](const ForeignKey& foreign) {
    return foreign.table == table && foreign.referenced.size() == key.size() &&
           std::all_of(key.begin(), key.end(), [&](const KeyColumn& column) {
             const auto& names = foreign.referenced;
             return std::find(names.begin(), names.end(), column.name) != names.end();
           });
  };
  for (const auto& other : other_tables(change.catalog.schema(), table)) {
    auto changed = *change.catalog.find_table(other);
    auto found = std::find_if(changed.foreign_keys.begin(), changed.foreign_keys.end(), refers);
    if (found == changed.foreign_keys.end()) continue;
    if (behavior == Behavior::Restrict) {
      return change.error(
          fmt::format("a key of table \"{}\" cannot be dropped: constraint \"{}\" "
                      "of table \"{}\" needs it",
                      display(table), found->name.value_or(""), display(other)));
    }
    std::erase_if(changed.foreign_keys, refers);
    change.catalog.replace(other, std::move(changed));
  }
  return true;
}

bool drop_table(const Change& change, const QualifiedName& name, Behavior behavior) {
  auto own = name;
  if (!drop_foreign_keys_to(change, own, behavior)) return false;
  if (!drop_children(change, own, behavior)) return false;
  if (!drop_columns_of(change, own, behavior)) return false;
  change.catalog.remove_table(own);
  std::vector<QualifiedName> owned;
  for (const auto& [sequence_name, sequence] : change.catalog.schema().sequences) {
    if (sequence.owner_table == own) owned.push_back(sequence_name);
  }
  return std::all_of(owned.begin(), owned.end(), [&](const QualifiedName& sequence) {
    return drop_sequence(change, sequence, behavior);
  });
}

bool drop_sequence(const Change& change, const QualifiedName& name, Behavior behavior) {
  auto own = name;
  for (auto& [table_name, table] : change.catalog.schema().tables) {
    for (auto& column : table.columns) {
      if (!column.default_value) continue;
      const auto* value = std::get_if<Expression>(&*column.default_value);
      if (value == nullptr || sequence_of(value->text) != own) continue;
      if (behavior == Behavior::Restrict) {
        return refuse(change, "sequence", own,
                      fmt::format("the default of column \"{}\" of table \"{}\"", column.name,
                                  display(table_name)));
      }
      column.default_value.reset();
    }
  }
  change.catalog.remove_sequence(own);
  return true;
}

bool drop_type(const Change& change, const QualifiedName& name, Behavior behavior) {
  auto own = name;
  if (!drop_columns_of(change, own, behavior)) return false;
  if (!drop_fields_of(change, own, behavior)) return false;
  if (!drop_types_of(change, own, behavior)) return false;
  auto& schema = change.catalog.schema();
  if (schema.composites.contains(own)) change.catalog.remove_composite(own);
  schema.enums.erase(own);
  schema.ranges.erase(own);
  schema.domains.erase(own);
  return true;
}

bool drop_index(const Change& change, const QualifiedName& name) {
  auto table = *change.catalog.find_table(change.catalog.find_relation(name)->table);
  auto named = [&](const Index& index) { return index.name == name.name; };
  if (std::erase_if(table.indexes, named) == 0) {
    return refuse(change, "index", name,
                  fmt::format("a constraint of table \"{}\"", display(table.name)));
  }
  auto own = table.name;
  change.catalog.replace(own, std::move(table));
  return true;
}

void apply(Change& change, const Drop& drop) {
  Dropping dropping(change, drop);
  for (const auto& name : drop.names) dropping.run(name);
}

}  // namespace athanor::postgresql
