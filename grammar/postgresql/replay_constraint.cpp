#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/references.hpp"
#include "grammar/postgresql/table_edit.hpp"
#include "grammar/postgresql/types.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> out;
  for (const auto& column : columns) out.push_back(column.name);
  return out;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Gives one constraint of a table its name and checks what it names.
class Settling {
 public:
  Settling(const Change& change, const Table& table)
      : change_(change), table_(table), columns_(all_columns(change.catalog.schema(), table)) {}

  bool settle(PrimaryKey& key) {
    if (table_.primary_key) {
      return fail(key, fmt::format("table \"{}\" has more than one primary key", shown()));
    }
    return settle_key(key, "", "pkey");
  }
  bool settle(Unique& key) { return settle_key(key, labels(key), "key"); }
  bool settle(Exclusion& key) {
    std::vector<IndexElement> elements;
    for (const auto& each : key.elements) {
      elements.push_back(parse_index_element(each.element.text, key.place));
    }
    default_tablespace(key);
    if (key.name) return is_new_index(key);
    key.name = free_index(joined_columns(column_labels(elements, key.include)), "excl");
    return true;
  }
  bool settle(Check& check) {
    if (check.name) return is_new(check, *check.name);
    std::vector<std::string> used;
    for (auto& name : column_names(check.expression.text, table_.name.name)) {
      if (find(name) != nullptr) used.push_back(std::move(name));
    }
    check.name = free_constraint(used.size() == 1 ? used[0] : "", "check");
    return true;
  }
  bool settle(ForeignKey& key) {
    if (!has_columns(key, key.columns)) return false;
    if (!settle_target(key)) return false;
    if (key.name) return is_new(key, *key.name);
    key.name = free_constraint(joined_columns(key.columns), "fkey");
    return true;
  }

 private:
  template <class T>
  bool fail(const T& constraint, std::string message) const {
    return change_.error(constraint.place, std::move(message));
  }
  std::string shown() const { return display(table_.name); }

  const Column* find(const std::string& name) const {
    auto same = [&](const Column& column) { return column.name == name; };
    auto found = std::find_if(columns_.begin(), columns_.end(), same);
    return found == columns_.end() ? nullptr : &*found;
  }

  template <class T>
  bool has_columns(const T& constraint, const std::vector<std::string>& columns) const {
    for (const auto& name : columns) {
      if (find(name) != nullptr) continue;
      return fail(constraint, fmt::format("table \"{}\" has no column \"{}\"", shown(), name));
    }
    return true;
  }

  static std::string labels(const Unique& key) {
    auto all = names_of(key.columns);
    all.insert(all.end(), key.include.begin(), key.include.end());
    return joined_columns(all);
  }

  template <class Key>
  bool settle_key(Key& key, const std::string& labels, std::string_view label) {
    auto columns = names_of(key.columns);
    columns.insert(columns.end(), key.include.begin(), key.include.end());
    if (!has_columns(key, columns)) return false;
    default_tablespace(key);
    if (key.name) return is_new_index(key);
    key.name = free_index(labels, label);
    return true;
  }

  template <class Key>
  void default_tablespace(Key& key) const {
    if (!key.tablespace) key.tablespace = change_.session.default_tablespace;
    if (key.tablespace == "pg_default") key.tablespace.reset();
  }

  bool is_ours(const std::string& name) const {
    bool found = false;
    for_each_constraint(table_, [&](const auto& each) { found = found || each.name == name; });
    return found;
  }
  template <class T>
  bool is_new(const T& constraint, const std::string& name) const {
    if (!is_ours(name)) return true;
    return fail(constraint,
                fmt::format("constraint \"{}\" of table \"{}\" already exists", name, shown()));
  }
  template <class Key>
  bool is_new_index(const Key& key) const {
    if (!is_new(key, *key.name)) return false;
    return change_.is_free({table_.name.schema, *key.name}, key.place);
  }

  std::string free_constraint(const std::string& columns, std::string_view label) const {
    return free_name(table_.name.name, columns, label, [&](const std::string& name) {
      return change_.catalog.has_constraint({table_.name.schema, name}) || is_ours(name);
    });
  }
  std::string free_index(const std::string& columns, std::string_view label) const {
    return free_name(table_.name.name, columns, label, [&](const std::string& name) {
      QualifiedName full{table_.name.schema, name};
      return change_.catalog.find_relation(full) != nullptr || full == table_.name ||
             change_.catalog.has_constraint(full) || is_ours(name);
    });
  }

  bool settle_target(ForeignKey& key) {
    auto name = change_.catalog.relation_name(key.table);
    const auto* target = name == table_.name ? &table_ : change_.catalog.find_table(name);
    if (target == nullptr && change_.catalog.placed(key.table) == table_.name) target = &table_;
    if (target == nullptr) {
      return fail(key, fmt::format("table \"{}\" does not exist", display(key.table)));
    }
    key.table = target->name;
    if (key.referenced.empty()) {
      if (!target->primary_key) {
        return fail(key,
                    fmt::format("table \"{}\" has no primary key to refer to", display(key.table)));
      }
      key.referenced = names_of(target->primary_key->columns);
    }
    if (key.referenced.size() != key.columns.size()) {
      return fail(key, fmt::format("a foreign key of {} columns cannot refer to {} columns",
                                   key.columns.size(), key.referenced.size()));
    }
    return target_is_unique(key, *target);
  }

  /// The columns referred to must be a key, in whatever order.
  bool target_is_unique(const ForeignKey& key, const Table& target) const {
    auto matches = [&](const std::vector<std::string>& columns) {
      return columns.size() == key.referenced.size() &&
             std::all_of(columns.begin(), columns.end(),
                         [&](const auto& name) { return has(key.referenced, name); });
    };
    bool found = target.primary_key && matches(names_of(target.primary_key->columns));
    for (const auto& unique : target.uniques) found = found || matches(names_of(unique.columns));
    for (const auto& index : target.indexes) {
      std::vector<std::string> columns;
      for (const auto& element : index.elements) {
        const auto* column = std::get_if<std::string>(&element.what);
        columns.push_back(column == nullptr ? "" : *column);
      }
      found = found || (index.unique && !index.where && matches(columns));
    }
    if (found) return true;
    return fail(key, fmt::format("there is no unique constraint on ({}) of table \"{}\"",
                                 fmt::join(key.referenced, ", "), display(key.table)));
  }

  const Change& change_;
  const Table& table_;
  std::vector<Column> columns_;
};

/// The operator class that an index takes for a type without being told (manual, 11.10).
std::string usual_operator_class(const DataType& type) {
  if (type.dimensions > 0) return "array_ops";
  auto name = catalog_type_name(type.name.name);
  return (name == "varchar" ? "text" : name) + "_ops";
}

void leave_out_usual(const Table& table, IndexElement& element) {
  if (element.collation == "default") element.collation.reset();
  const auto* name = std::get_if<std::string>(&element.what);
  const auto* column = name == nullptr ? nullptr : find_column(table, *name);
  if (column == nullptr) return;
  if (element.collation == column->collation) element.collation.reset();
  if (element.operator_class == usual_operator_class(column->type)) element.operator_class.reset();
}

}  // namespace

bool settle_constraint(const Change& change, const Table& table, Constraint& constraint) {
  Settling settling(change, table);
  return std::visit([&](auto& each) { return settling.settle(each); }, constraint);
}

void put_constraint(Table& table, Constraint constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) {
    for (const auto& part : key->columns) {
      if (auto* column = find_column(table, part.name)) column->nullable = false;
    }
  }
  add_constraint(table, std::move(constraint));
}

bool settle_index(const Change& change, const Table& table, Index& index) {
  auto columns = all_columns(change.catalog.schema(), table);
  for (auto& element : index.elements) {
    leave_out_usual(table, element);
    const auto* name = std::get_if<std::string>(&element.what);
    bool found = name == nullptr || std::any_of(columns.begin(), columns.end(),
                                                [&](const auto& c) { return c.name == *name; });
    if (!found) {
      return change.error(index.place, fmt::format("table \"{}\" has no column \"{}\"",
                                                   display(table.name), *name));
    }
  }
  if (!index.tablespace) index.tablespace = change.session.default_tablespace;
  if (index.tablespace == "pg_default") index.tablespace.reset();
  if (!index.name.empty()) return true;
  auto taken = [&](const std::string& name) {
    QualifiedName full{table.name.schema, name};
    auto ours = [&](const Index& other) { return other.name == name; };
    return change.catalog.find_relation(full) != nullptr ||
           std::any_of(table.indexes.begin(), table.indexes.end(), ours);
  };
  auto labels = joined_columns(column_labels(index.elements, index.include));
  index.name = free_name(table.name.name, labels, "idx", taken);
  return true;
}

}  // namespace athanor::postgresql
