#include "engine/diff.hpp"

#include <algorithm>
#include <map>

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

void find_renames(const Schema& from, const Schema& to, const Dialect& dialect,
                  Difference& difference) {
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

}  // namespace

Difference diff(const Schema& from, const Schema& to, const Dialect& dialect) {
  Difference difference;
  find_renames(from, to, dialect, difference);
  if (difference.table_renames.empty() && difference.column_renames.empty()) {
    compare_all(from, to, dialect, difference.changes);
  } else {
    compare_all(renamed(from, difference, dialect), to, dialect, difference.changes);
  }
  return difference;
}

}  // namespace athanor
