#include "engine/diff.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/equality.hpp"

namespace athanor {
namespace {

/// A collection by folded name, so that names which are one to the database meet.
template <class T>
using ByName = std::map<QualifiedName, const T*>;

QualifiedName folded(const QualifiedName& name, const Dialect& dialect) {
  return {dialect.fold(name.schema), dialect.fold(name.name)};
}

template <class T>
ByName<T> by_name(const std::map<QualifiedName, T>& objects, const Dialect& dialect) {
  ByName<T> out;
  for (const auto& [name, object] : objects) out.emplace(folded(name, dialect), &object);
  return out;
}

std::string folded(const std::string& name, const Dialect& dialect) {
  return dialect.fold(name);
}

/// The renames that one set of names asks for: of tables, or of the columns of a table.
template <class Name, class T>
class RenamedNames {
 public:
  RenamedNames(const std::map<Name, const T*>& before, const std::map<Name, const T*>& after,
               const Dialect& dialect)
      : before_(before), after_(after), dialect_(dialect) {
    for (const auto& [name, object] : after) {
      if (object->renamed_from) successors_[folded(*object->renamed_from, dialect)] = name;
    }
  }

  /// The object that `to` was before, or null where it is not a rename still to be done.
  const T* origin(const Name& to) const {
    if (!after_.at(to)->renamed_from) return nullptr;
    auto from = source_of(to);
    return leads_somewhere_free(to) && left_behind(from) ? before_.at(from) : nullptr;
  }

 private:
  Name source_of(const Name& to) const { return folded(*after_.at(to)->renamed_from, dialect_); }

  /// Whether what was renamed to `to` is there, and the name free for it: because nothing has it,
  /// or because what has it is to be renamed in its turn. Where all of a chain's names but the last
  /// rename's source are there, it was done before.
  bool leads_somewhere_free(Name to) const {
    for (std::size_t steps = 0; steps <= after_.size(); ++steps) {
      auto from = source_of(to);
      if (from == to || !before_.contains(from)) return false;
      if (!before_.contains(to)) return true;
      auto next = successors_.find(to);
      if (next == successors_.end()) return false;
      to = next->second;
    }
    return false;
  }

  /// Whether nothing keeps the name `from`: what bears it now, if anything, is to be renamed
  /// itself. Two that exchange their names cannot be told from two that did so before, and stay.
  bool left_behind(Name from) const {
    for (std::size_t steps = 0; steps <= after_.size(); ++steps) {
      auto now = after_.find(from);
      if (now == after_.end()) return true;
      if (!now->second->renamed_from || !leads_somewhere_free(from)) return false;
      from = source_of(from);
    }
    return false;
  }

  const std::map<Name, const T*>& before_;
  const std::map<Name, const T*>& after_;
  const Dialect& dialect_;
  std::map<Name, Name> successors_;  ///< by the old name, what took over from it
};

using ColumnsByName = std::map<std::string, const Column*>;

ColumnsByName columns_by_name(const Table& table, const Dialect& dialect) {
  ColumnsByName out;
  for (const auto& column : table.columns) out.emplace(dialect.fold(column.name), &column);
  return out;
}

void find_column_renames(const Table& before, const Table& after, const Dialect& dialect,
                         Difference& difference) {
  auto said = [](const Column& column) { return column.renamed_from.has_value(); };
  if (std::none_of(after.columns.begin(), after.columns.end(), said)) return;
  auto was = columns_by_name(before, dialect), is = columns_by_name(after, dialect);
  RenamedNames<std::string, Column> renames(was, is, dialect);
  for (const auto& column : after.columns) {
    if (const Column* origin = renames.origin(dialect.fold(column.name))) {
      difference.column_renames.push_back({after.name, origin->name, column.name});
    }
  }
}

template <class T>
void find_object_renames(ObjectRename::Kind kind, const std::map<QualifiedName, T>& from,
                         const std::map<QualifiedName, T>& to, const Dialect& dialect,
                         Difference& difference) {
  auto said = [](const auto& entry) { return entry.second.renamed_from.has_value(); };
  if (std::none_of(to.begin(), to.end(), said)) return;
  auto was = by_name(from, dialect), is = by_name(to, dialect);
  RenamedNames<QualifiedName, T> renames(was, is, dialect);
  for (const auto& [name, object] : is) {
    if (const T* origin = renames.origin(name)) {
      difference.object_renames.push_back({kind, origin->name, object->name});
    }
  }
}

void find_object_renames(const Schema& from, const Schema& to, const Dialect& dialect,
                         Difference& difference) {
  auto each = [&](ObjectRename::Kind kind, auto member) {
    find_object_renames(kind, from.*member, to.*member, dialect, difference);
  };
  each(ObjectRename::Kind::Namespace, &Schema::namespaces);
  each(ObjectRename::Kind::Collation, &Schema::collations);
  each(ObjectRename::Kind::Enum, &Schema::enums);
  each(ObjectRename::Kind::Composite, &Schema::composites);
  each(ObjectRename::Kind::Range, &Schema::ranges);
  each(ObjectRename::Kind::Domain, &Schema::domains);
  each(ObjectRename::Kind::Sequence, &Schema::sequences);
}

void find_renames(const Schema& from, const Schema& to, const Dialect& dialect,
                  Difference& difference) {
  find_object_renames(from, to, dialect, difference);
  auto was = by_name(from.tables, dialect), is = by_name(to.tables, dialect);
  RenamedNames<QualifiedName, Table> renames(was, is, dialect);
  for (const auto& [name, table] : is) {
    if (const Table* origin = renames.origin(name)) {
      difference.table_renames.push_back({origin->name, table->name});
      find_column_renames(*origin, *table, dialect, difference);
    } else if (auto same = was.find(name); same != was.end()) {
      find_column_renames(*same->second, *table, dialect, difference);
    }
  }
}

/// The parts of one kind that one table has under another name than the other table: because the
/// model says so, or because nothing but the name differs.
template <class T>
class RenamedParts {
 public:
  RenamedParts(const std::vector<T>& before, const std::vector<T>& after, const Equality& equality)
      : before_(before), after_(after), equality_(equality) {}

  void find(PartRename::Kind kind, const QualifiedName& owner, Difference& difference) {
    if (before_ == after_) return;
    for (const T& part : after_) {
      if (!is_new(part)) continue;
      if (const T* origin = origin_of(part)) {
        taken_.insert(origin);
        difference.part_renames.push_back({kind, owner, name_of(*origin), name_of(part)});
      }
    }
  }

 private:
  static std::string name_of(const Index& index) { return index.name; }
  template <class Part>
  static std::string name_of(const Part& part) {
    return part.name.value_or("");
  }

  bool has(const std::vector<T>& parts, const std::string& name) const {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const T& other) { return equality_.same_name(name_of(other), name); });
  }

  bool is_new(const T& part) const {
    return part.named && !name_of(part).empty() && !has(before_, name_of(part));
  }

  bool is_left_behind(const T& part) const {
    return !name_of(part).empty() && !taken_.contains(&part) && !has(after_, name_of(part));
  }

  const T* origin_of(const T& part) const {
    for (const T& other : before_) {
      if (is_left_behind(other) && part.renamed_from &&
          equality_.same_name(name_of(other), *part.renamed_from)) {
        return &other;
      }
    }
    for (const T& other : before_) {
      T alike = part;
      alike.name = other.name;
      if (is_left_behind(other) && equality_.same(other, alike)) return &other;
    }
    return nullptr;
  }

  const std::vector<T>& before_;
  const std::vector<T>& after_;
  const Equality& equality_;
  std::set<const T*> taken_;
};

void find_key_rename(const Table& before, const Table& after, const Equality& equality,
                     Difference& difference) {
  if (!before.primary_key || !after.primary_key) return;
  const auto& was = *before.primary_key;
  const auto& is = *after.primary_key;
  if (!was.name || !is.name || !is.named) return;
  PrimaryKey alike = is;
  alike.name = was.name;
  if (equality.same_name(*was.name, *is.name) || !equality.same(was, alike)) return;
  difference.part_renames.push_back(
      {PartRename::Kind::Constraint, after.name, *was.name, *is.name});
}

void find_part_renames(const Table& before, const Table& after, const Equality& outside,
                       Difference& difference) {
  Equality equality = outside.within(after);
  auto constraints = [&](auto member) {
    RenamedParts(before.*member, after.*member, equality)
        .find(PartRename::Kind::Constraint, after.name, difference);
  };
  find_key_rename(before, after, equality, difference);
  constraints(&Table::uniques);
  constraints(&Table::foreign_keys);
  constraints(&Table::checks);
  constraints(&Table::exclusions);
  RenamedParts(before.indexes, after.indexes, equality)
      .find(PartRename::Kind::Index, after.name, difference);
}

/// Values that the model says were called otherwise.
void find_value_renames(const EnumType& before, const EnumType& after, Difference& difference) {
  auto has = [](const EnumType& type, const std::string& value) {
    return std::find(type.values.begin(), type.values.end(), value) != type.values.end();
  };
  for (const auto& [old, now] : after.renamed_values) {
    if (!has(before, old) || has(before, now) || has(after, old) || !has(after, now)) continue;
    difference.part_renames.push_back({PartRename::Kind::EnumValue, after.name, old, now});
  }
}

void find_part_renames(const Schema& from, const Schema& to, const Dialect& dialect,
                       Difference& difference) {
  Equality equality(dialect, from, to);
  auto tables = by_name(from.tables, dialect);
  for (const auto& [name, table] : to.tables) {
    auto before = tables.find(folded(name, dialect));
    if (before != tables.end()) find_part_renames(*before->second, table, equality, difference);
  }
  auto enums = by_name(from.enums, dialect);
  for (const auto& [name, type] : to.enums) {
    auto before = enums.find(folded(name, dialect));
    if (before != enums.end()) find_value_renames(*before->second, type, difference);
  }
}

template <class T>
void compare_collection(const std::map<QualifiedName, T>& from,
                        const std::map<QualifiedName, T>& to, const Dialect& dialect,
                        const Equality& equality, std::vector<Change>& changes) {
  auto before = by_name(from, dialect), after = by_name(to, dialect);
  for (const auto& [name, object] : before) {
    auto other = after.find(name);
    if (other == after.end()) {
      changes.push_back(Changed<T>{*object, std::nullopt});
    } else if (!equality.same(*object, *other->second)) {
      changes.push_back(Changed<T>{*object, *other->second});
    }
  }
  for (const auto& [name, object] : after) {
    if (!before.contains(name)) changes.push_back(Changed<T>{std::nullopt, *object});
  }
}

void compare_all(const Schema& from, const Schema& to, const Dialect& dialect,
                 std::vector<Change>& changes) {
  Equality equality(dialect, from, to);
  auto each = [&](auto member) {
    compare_collection(from.*member, to.*member, dialect, equality, changes);
  };
  each(&Schema::namespaces);
  each(&Schema::extensions);
  each(&Schema::collations);
  each(&Schema::enums);
  each(&Schema::composites);
  each(&Schema::ranges);
  each(&Schema::domains);
  each(&Schema::sequences);
  each(&Schema::tables);
  each(&Schema::virtual_tables);
  each(&Schema::views);
  each(&Schema::materialized_views);
  each(&Schema::routines);
}

template <class T>
void keep_names(const std::vector<T>& before, std::vector<T>& after, const Equality& equality) {
  auto has = [&](const std::vector<T>& parts, const T& wanted) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const T& part) { return part.name == wanted.name; });
  };
  for (T& part : after) {
    if (part.named || has(before, part)) continue;
    auto same = std::find_if(before.begin(), before.end(), [&](const T& other) {
      return !has(after, other) && equality.same(other, part);
    });
    if (same == before.end()) continue;
    part.name = same->name;
    part.named = same->named;
  }
}

}  // namespace

Schema with_names_kept(Schema to, const Schema& from, const Dialect& dialect) {
  Equality outside(dialect, from, to);
  for (auto& [name, after] : to.tables) {
    auto found = from.tables.find(name);
    if (found == from.tables.end()) continue;
    const Table& before = found->second;
    Equality equality = outside.within(after);
    if (before.primary_key && after.primary_key && !after.primary_key->named &&
        equality.same(*before.primary_key, *after.primary_key)) {
      after.primary_key->name = before.primary_key->name;
      after.primary_key->named = before.primary_key->named;
    }
    keep_names(before.uniques, after.uniques, equality);
    keep_names(before.foreign_keys, after.foreign_keys, equality);
    keep_names(before.checks, after.checks, equality);
    keep_names(before.exclusions, after.exclusions, equality);
    keep_names(before.indexes, after.indexes, equality);
  }
  return to;
}

Difference diff(const Schema& from, const Schema& to, const Dialect& dialect) {
  Difference difference;
  find_renames(from, to, dialect, difference);
  Schema moved;
  const Schema* before = &from;
  auto move = [&] {
    moved = renamed(from, difference, dialect);
    before = &moved;
  };
  if (difference.renames()) move();
  if (dialect.renames_parts()) {
    find_part_renames(*before, to, dialect, difference);
    if (!difference.part_renames.empty()) move();
  }
  compare_all(*before, to, dialect, difference.changes);
  return difference;
}

}  // namespace athanor
