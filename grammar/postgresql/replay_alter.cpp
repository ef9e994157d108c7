#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/table_edit.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

/// Applies the actions of ALTER TABLE to a copy of a table, one after another.
class TableAlteration {
 public:
  TableAlteration(const Change& change, Table& table, bool only)
      : change_(change), table_(table), only_(only) {}

  bool operator()(const RenameTable& rename) {
    QualifiedName to{table_.name.schema, rename.to.name};
    if (!change_.is_free(to, {})) return false;
    return later([this, to] { rename_table(change_, table_.name, to); });
  }
  bool operator()(const SetSchema& set) {
    QualifiedName to{set.schema, table_.name.name};
    if (to.schema == "public") to.schema.clear();
    if (to == table_.name) return true;
    if (!change_.has_schema(to, {}) || !change_.is_free(to, {})) return false;
    return later([this, to] { rename_table(change_, table_.name, to); });
  }
  bool operator()(const RenameColumn& rename) { return rename_column(change_, table_, rename); }
  bool operator()(const AddColumn& add) { return add_column(change_, table_, add); }
  bool operator()(const DropColumn& drop) {
    if (only_) leave_to_children(change_, table_, drop.name);
    return drop_column(change_, table_, drop);
  }
  bool operator()(const AlterColumn& alter) { return change_column(change_, table_, alter); }
  bool operator()(const AddConstraint& add) {
    auto constraint = add.constraint;
    if (add.using_index && !take_index(*add.using_index, constraint)) return false;
    if (!settle_constraint(change_, table_, constraint)) return false;
    put_constraint(table_, std::move(constraint));
    return true;
  }
  bool operator()(const DropConstraint& drop) {
    auto behavior = drop.cascade ? Behavior::Cascade : Behavior::Restrict;
    if (const auto* key = find_key(drop.name)) {
      if (!release_key(change_, table_.name, *key, behavior)) return false;
    }
    if (remove_constraint(table_, drop.name) || drop.if_exists) return true;
    return no_constraint(drop.name);
  }
  bool operator()(const RenameConstraint& rename) {
    bool found = false;
    for_each_constraint(table_, [&](auto& constraint) {
      if (constraint.name != rename.from) return;
      constraint.name = rename.to;
      found = true;
    });
    return found || no_constraint(rename.from);
  }
  bool operator()(const DeferConstraint& defer) {
    for (auto& key : table_.foreign_keys) {
      if (key.name != defer.name) continue;
      key.deferrable = defer.deferrable;
      return true;
    }
    return no_constraint(defer.name);
  }
  bool operator()(const ValidateConstraint& validate) {
    bool found = false;
    auto check = [&](auto& constraint) {
      if (constraint.name != validate.name) return;
      constraint.validated = true;
      found = true;
    };
    for (auto& each : table_.foreign_keys) check(each);
    for (auto& each : table_.checks) check(each);
    return found || no_constraint(validate.name);
  }
  bool operator()(const SetOwner&) { return true; }
  bool operator()(const NoEffect&) { return true; }
  bool operator()(const SetTablespace& set) {
    table_.tablespace = set.name;
    if (set.name == "pg_default") table_.tablespace.reset();
    return true;
  }
  bool operator()(const SetAccessMethod& set) {
    table_.access_method = set.method;
    if (set.method == "heap") table_.access_method.reset();
    return true;
  }
  bool operator()(const SetUnlogged& set) {
    table_.unlogged = set.unlogged;
    for (auto& [name, sequence] : change_.catalog.schema().sequences) {
      if (sequence.owner_table == table_.name) sequence.unlogged = set.unlogged;
    }
    return true;
  }
  bool operator()(const SetOptions& set) {
    for (const auto& [key, value] : set.options) table_.with.insert_or_assign(key, value);
    return true;
  }
  bool operator()(const ResetOptions& reset) {
    for (const auto& name : reset.names) table_.with.erase(name);
    return true;
  }
  bool operator()(const AddParent& add) {
    const auto* parent = change_.table(add.parent);
    if (parent == nullptr) return false;
    table_.inherits.push_back(parent->name);
    return true;
  }
  bool operator()(const DropParent& drop) {
    auto name = change_.catalog.relation_name(drop.parent);
    if (std::erase(table_.inherits, name) > 0) return true;
    return change_.error(fmt::format("table \"{}\" does not inherit from \"{}\"",
                                     display(table_.name), display(name)));
  }

  /// What can only be done once the table itself is in its place.
  void finish() {
    if (finish_) finish_();
  }

 private:
  template <class Do>
  bool later(Do what) {
    finish_ = what;
    return true;
  }

  bool no_constraint(const std::string& name) const {
    return change_.error(
        fmt::format("table \"{}\" has no constraint \"{}\"", display(table_.name), name));
  }

  const std::vector<KeyColumn>* find_key(const std::string& name) const {
    if (table_.primary_key && table_.primary_key->name == name) return &table_.primary_key->columns;
    for (const auto& key : table_.uniques) {
      if (key.name == name) return &key.columns;
    }
    return nullptr;
  }

  /// ADD CONSTRAINT ... USING INDEX: the index becomes the key's.
  bool take_index(const std::string& name, Constraint& constraint) {
    auto found = std::find_if(table_.indexes.begin(), table_.indexes.end(),
                              [&](const Index& index) { return index.name == name; });
    if (found == table_.indexes.end()) {
      return change_.error(
          fmt::format("table \"{}\" has no index \"{}\"", display(table_.name), name));
    }
    auto index = std::move(*found);
    table_.indexes.erase(found);
    change_.catalog.replace(table_.name, table_);
    std::visit(overloaded{[&](PrimaryKey& key) { fill_key(key, index); },
                          [&](Unique& key) { fill_key(key, index); }, [](ForeignKey&) {},
                          [](Check&) {}, [](Exclusion&) {}},
               constraint);
    return true;
  }

  template <class Key>
  static void fill_key(Key& key, const Index& index) {
    if (!key.name) key.name = index.name;
    for (const auto& element : index.elements) {
      const auto* column = std::get_if<std::string>(&element.what);
      if (column != nullptr) key.columns.push_back({*column, std::nullopt, std::nullopt});
    }
    key.include = index.include;
    key.with = index.with;
    key.tablespace = index.tablespace;
    key.comment = index.comment;
    if constexpr (std::is_same_v<Key, Unique>) key.nulls_distinct = index.nulls_distinct;
  }

  const Change& change_;
  Table& table_;
  bool only_;
  std::function<void()> finish_;
};

/// ALTER TABLE also takes sequences and indexes, for what every relation has.
bool alter_other_relation(Change& change, const AlterTable& alter) {
  auto name = change.catalog.relation_name(alter.table);
  const auto* relation = change.catalog.find_relation(name);
  if (relation == nullptr || relation->kind == Catalog::Kind::Table) return false;
  auto kind = relation->kind == Catalog::Kind::Index ? ObjectKind::Index : ObjectKind::Sequence;
  for (const auto& action : alter.actions) {
    if (const auto* rename = std::get_if<RenameTable>(&action)) {
      apply(change, AlterObject{kind, name, RenameTo{rename->to.name}, false});
    } else if (const auto* set = std::get_if<SetSchema>(&action)) {
      apply(change, AlterObject{kind, name, *set, false});
    } else if (!std::holds_alternative<SetOwner>(action)) {
      change.error(fmt::format("\"{}\" is not a table", display(name)));
    }
  }
  return true;
}

bool only_owner(const AlterTable& alter) {
  return std::all_of(alter.actions.begin(), alter.actions.end(), [](const AlterAction& action) {
    return std::holds_alternative<SetOwner>(action);
  });
}

}  // namespace

bool remove_constraint(Table& table, const std::string& name) {
  auto named = [&](const auto& constraint) { return constraint.name == name; };
  bool primary = table.primary_key && table.primary_key->name == name;
  if (primary) table.primary_key.reset();
  return std::erase_if(table.uniques, named) + std::erase_if(table.foreign_keys, named) +
                 std::erase_if(table.checks, named) + std::erase_if(table.exclusions, named) >
             0 ||
         primary;
}

void apply(Change& change, const AlterTable& alter) {
  // Whose a table is, is no part of a graph; a dump says it of views as well.
  if (change.is_temporary(alter.table) || only_owner(alter)) return;
  auto name = change.catalog.relation_name(alter.table);
  if (change.catalog.find_relation(name) == nullptr && alter.if_exists) return;
  if (alter_other_relation(change, alter)) return;
  const auto* table = change.table(alter.table);
  if (table == nullptr) return;
  auto altered = *table;
  TableAlteration alteration(change, altered, alter.only);
  for (const auto& action : alter.actions) {
    if (!std::visit(alteration, action)) return;
  }
  change.catalog.replace(name, altered);
  alteration.finish();
}

void apply(Change& change, const AlterIndex& alter) {
  auto name = change.catalog.relation_name(alter.index);
  const auto* relation = change.catalog.find_relation(name);
  if (relation == nullptr || relation->kind != Catalog::Kind::Index) {
    if (!alter.if_exists) change.error(fmt::format("index \"{}\" does not exist", display(name)));
    return;
  }
  auto alter_storage = [&](auto& index) {
    std::visit(overloaded{[&](const SetTablespace& set) {
                            index.tablespace = set.name;
                            if (set.name == "pg_default") index.tablespace.reset();
                          },
                          [&](const SetOptions& set) {
                            for (const auto& [key, value] : set.options) {
                              index.with.insert_or_assign(key, value);
                            }
                          },
                          [&](const ResetOptions& reset) {
                            for (const auto& key : reset.names) index.with.erase(key);
                          }},
               alter.action);
  };
  auto* table = change.catalog.find_table(relation->table);
  for (auto& index : table->indexes) {
    if (index.name == name.name) alter_storage(index);
  }
  if (table->primary_key && table->primary_key->name == name.name)
    alter_storage(*table->primary_key);
  for (auto& key : table->uniques) {
    if (key.name == name.name) alter_storage(key);
  }
  for (auto& key : table->exclusions) {
    if (key.name == name.name) alter_storage(key);
  }
}

}  // namespace athanor::postgresql
