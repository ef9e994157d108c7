#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/references.hpp"
#include "grammar/postgresql/sequences.hpp"
#include "grammar/postgresql/storage.hpp"
#include "grammar/postgresql/table_edit.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

/// Applies one ALTER COLUMN.
class ColumnAlteration {
 public:
  ColumnAlteration(const Change& change, Table& table, Column& column)
      : change_(change), table_(table), column_(column) {}

  bool operator()(const SetDefault& set) {
    if (column_.generated || column_.identity) {
      return fail(fmt::format("column \"{}\" is {}", column_.name,
                              column_.identity ? "an identity column" : "generated"));
    }
    column_.default_value = set.value;
    std::vector<Sequence> none;
    return settle_column(change_, table_, column_, none);
  }
  bool operator()(const DropDefault&) {
    column_.default_value.reset();
    return true;
  }
  bool operator()(const SetNotNull&) {
    column_.nullable = false;
    return true;
  }
  bool operator()(const DropNotNull&) {
    if (column_.identity) {
      return fail(fmt::format("column \"{}\" is an identity column", column_.name));
    }
    if (is_in_primary_key()) {
      return fail(fmt::format("column \"{}\" is in a primary key", column_.name));
    }
    column_.nullable = true;
    return true;
  }
  bool operator()(const SetGenerated& set) {
    if (!column_.generated) {
      return fail(fmt::format("column \"{}\" is not generated", column_.name));
    }
    column_.generated->expression = set.expression;
    return true;
  }
  bool operator()(const DropGenerated& drop) {
    if (!column_.generated && !drop.if_exists) {
      return fail(fmt::format("column \"{}\" is not generated", column_.name));
    }
    column_.generated.reset();
    return true;
  }
  bool operator()(const SetType& set) {
    auto type = set.type;
    if (!resolve_type(change_, type, {})) return false;
    auto before = usual_storage(change_.catalog.schema(), column_.type);
    if (before != usual_storage(change_.catalog.schema(), type)) column_.storage.reset();
    column_.type = std::move(type);
    column_.collation = set.collation == "default" ? std::nullopt : set.collation;
    return true;
  }
  bool operator()(const SetStatistics& set) {
    column_.statistics = set.target;
    return true;
  }
  bool operator()(const SetStorage& set) {
    column_.storage = set.storage;
    if (column_.storage == usual_storage(change_.catalog.schema(), column_.type)) {
      column_.storage.reset();
    }
    return true;
  }
  bool operator()(const SetCompression& set) {
    column_.compression = set.method == "default" ? std::nullopt : set.method;
    return true;
  }
  bool operator()(const AddIdentity& add) {
    if (column_.identity || column_.default_value) {
      return fail(fmt::format("column \"{}\" already has {}", column_.name,
                              column_.identity ? "an identity" : "a default"));
    }
    if (column_.nullable.value_or(true)) {
      return fail(
          fmt::format("column \"{}\" must be NOT NULL to become an identity", column_.name));
    }
    column_.identity =
        Identity{add.generation, created(add.sequence, column_.type.name.name), add.sequence.name};
    std::vector<Sequence> none;
    return settle_column(change_, table_, column_, none);
  }
  bool operator()(const AlterIdentity& alter) {
    if (!column_.identity) return no_identity();
    if (alter.generation) column_.identity->generation = *alter.generation;
    column_.identity->sequence =
        altered(column_.identity->sequence, alter.sequence, column_.type.name.name);
    return true;
  }
  bool operator()(const DropIdentity& drop) {
    if (!column_.identity && !drop.if_exists) return no_identity();
    column_.identity.reset();
    return true;
  }
  bool operator()(const SetOptions& set) {
    for (const auto& [key, value] : set.options) column_.options.insert_or_assign(key, value);
    return true;
  }
  bool operator()(const ResetOptions& reset) {
    for (const auto& name : reset.names) column_.options.erase(name);
    return true;
  }

 private:
  bool fail(std::string message) const { return change_.error(std::move(message)); }
  bool no_identity() const {
    return fail(fmt::format("column \"{}\" is not an identity column", column_.name));
  }
  bool is_in_primary_key() const {
    if (!table_.primary_key) return false;
    const auto& columns = table_.primary_key->columns;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const KeyColumn& key) { return key.name == column_.name; });
  }

  const Change& change_;
  Table& table_;
  Column& column_;
};

Column* find_or_tell(const Change& change, Table& table, const std::string& name) {
  auto* column = find_column(table, name);
  if (column != nullptr) return column;
  for (const auto& inherited : all_columns(change.catalog.schema(), table)) {
    if (inherited.name != name) continue;
    change.error(
        fmt::format("column \"{}\" of table \"{}\" is inherited: what a child changes of it "
                    "is not read yet",
                    name, display(table.name)));
    return nullptr;
  }
  change.error(fmt::format("table \"{}\" has no column \"{}\"", display(table.name), name));
  return nullptr;
}

bool names(const std::vector<KeyColumn>& columns, const std::string& name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const KeyColumn& column) { return column.name == name; });
}
bool names(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

/// Whether parts of a table are of a column, so that they go with it.
class UsesColumn {
 public:
  UsesColumn(const Table& table, const std::string& column)
      : table_(table.name.name), column_(column) {}

  bool operator()(const PrimaryKey& key) const { return of_key(key); }
  bool operator()(const Unique& key) const { return of_key(key); }
  bool operator()(const ForeignKey& key) const { return names(key.columns, column_); }
  bool operator()(const Check& check) const { return reads(check.expression); }
  bool operator()(const Exclusion& key) const {
    bool found = names(key.include, column_) || (key.where && reads(*key.where));
    for (const auto& each : key.elements) found = found || mentions_element(each.element.text);
    return found;
  }
  bool operator()(const Index& index) const {
    bool found = names(index.include, column_) || (index.where && reads(*index.where));
    for (const auto& element : index.elements) {
      const auto* plain = std::get_if<std::string>(&element.what);
      found = found ||
              (plain != nullptr ? *plain == column_ : reads(std::get<Expression>(element.what)));
    }
    return found;
  }
  bool reads(const Expression& expression) const {
    return reads_column(expression.text, table_, column_);
  }

 private:
  template <class Key>
  bool of_key(const Key& key) const {
    return names(key.columns, column_) || names(key.include, column_);
  }
  bool mentions_element(const std::string& text) const {
    auto element = parse_index_element(text, {});
    const auto* plain = std::get_if<std::string>(&element.what);
    return plain != nullptr ? *plain == column_ : reads(std::get<Expression>(element.what));
  }

  std::string table_;
  std::string column_;
};

/// Generated columns that need the dropped one go with CASCADE only.
bool drop_generated(const Change& change, Table& table, const DropColumn& drop,
                    const UsesColumn& uses) {
  for (const auto& other : table.columns) {
    if (!other.generated || !uses.reads(other.generated->expression)) continue;
    if (!drop.cascade) {
      return change.error(
          fmt::format("column \"{}\" cannot be dropped: column \"{}\" is generated "
                      "from it",
                      drop.name, other.name));
    }
  }
  std::erase_if(table.columns, [&](const Column& other) {
    return other.generated && uses.reads(other.generated->expression);
  });
  return true;
}

bool release_keys(const Change& change, const Table& table, const DropColumn& drop,
                  const UsesColumn& uses) {
  auto behavior = drop.cascade ? Behavior::Cascade : Behavior::Restrict;
  if (table.primary_key && uses(*table.primary_key) &&
      !release_key(change, table.name, table.primary_key->columns, behavior)) {
    return false;
  }
  return std::all_of(table.uniques.begin(), table.uniques.end(), [&](const Unique& key) {
    return !uses(key) || release_key(change, table.name, key.columns, behavior);
  });
}

void drop_owned_sequences(const Change& change, const Table& table, const std::string& column) {
  std::vector<QualifiedName> owned;
  for (const auto& [name, sequence] : change.catalog.schema().sequences) {
    if (sequence.owner_table == table.name && sequence.owner_column == column) {
      owned.push_back(name);
    }
  }
  for (const auto& name : owned) change.catalog.remove_sequence(name);
}

void rename_in(std::vector<std::string>& names, const RenameColumn& rename) {
  std::replace(names.begin(), names.end(), rename.from, rename.to);
}

void rename_in(const Table& table, Expression& expression, const RenameColumn& rename) {
  expression.text = rename_column(expression.text, table.name.name, rename.from, rename.to);
}

void rename_in(const Table& table, Index& index, const RenameColumn& rename) {
  rename_in(index.include, rename);
  if (index.where) rename_in(table, *index.where, rename);
  for (auto& element : index.elements) {
    std::visit(overloaded{[&](std::string& column) {
                            if (column == rename.from) column = rename.to;
                          },
                          [&](Expression& expression) { rename_in(table, expression, rename); }},
               element.what);
  }
}

void rename_in_own_parts(Table& table, const RenameColumn& rename) {
  auto keys = [&](auto& key) {
    rename_in(key.include, rename);
    for (auto& column : key.columns) {
      if (column.name == rename.from) column.name = rename.to;
    }
  };
  if (table.primary_key) keys(*table.primary_key);
  for (auto& key : table.uniques) keys(key);
  for (auto& key : table.foreign_keys) {
    rename_in(key.columns, rename);
    rename_in(key.on_delete_columns, rename);
    if (key.table == table.name) rename_in(key.referenced, rename);
  }
  for (auto& check : table.checks) rename_in(table, check.expression, rename);
  for (auto& exclusion : table.exclusions) {
    rename_in(exclusion.include, rename);
    if (exclusion.where) rename_in(table, *exclusion.where, rename);
    for (auto& each : exclusion.elements) rename_in(table, each.element, rename);
  }
  for (auto& index : table.indexes) rename_in(table, index, rename);
  for (auto& column : table.columns) {
    if (column.generated) rename_in(table, column.generated->expression, rename);
  }
}

}  // namespace

bool change_column(const Change& change, Table& table, const AlterColumn& alter) {
  auto* column = find_or_tell(change, table, alter.name);
  if (column == nullptr) return false;
  return std::visit(ColumnAlteration(change, table, *column), alter.change);
}

bool add_column(const Change& change, Table& table, const AddColumn& add) {
  auto columns = all_columns(change.catalog.schema(), table);
  auto same = [&](const Column& column) { return column.name == add.column.name; };
  if (std::any_of(columns.begin(), columns.end(), same)) {
    if (add.if_not_exists) return true;
    return change.error(add.column.place, fmt::format("table \"{}\" already has a column \"{}\"",
                                                      display(table.name), add.column.name));
  }
  auto column = add.column;
  std::vector<Sequence> sequences;
  if (!settle_column(change, table, column, sequences)) return false;
  table.columns.push_back(std::move(column));
  for (auto constraint : add.constraints) {
    if (!settle_constraint(change, table, constraint)) return false;
    put_constraint(table, std::move(constraint));
  }
  for (auto& sequence : sequences) change.catalog.add(std::move(sequence));
  return true;
}

/// sql-altertable.html, DROP COLUMN: with ONLY, the children keep the column as one of their own.
void leave_to_children(const Change& change, const Table& table, const std::string& name) {
  const auto* column = find_column(table, name);
  if (column == nullptr) return;
  for (auto& [unused, child] : change.catalog.schema().tables) {
    bool inherits =
        std::find(child.inherits.begin(), child.inherits.end(), table.name) != child.inherits.end();
    if (!inherits || find_column(child, name) != nullptr) continue;
    child.columns.push_back(as_inherited(*column, child));
  }
}

bool drop_column(const Change& change, Table& table, const DropColumn& drop) {
  if (drop.if_exists && find_column(table, drop.name) == nullptr) return true;
  if (find_or_tell(change, table, drop.name) == nullptr) return false;
  UsesColumn uses(table, drop.name);
  if (!drop_generated(change, table, drop, uses)) return false;
  if (!release_keys(change, table, drop, uses)) return false;
  drop_owned_sequences(change, table, drop.name);
  if (table.primary_key && uses(*table.primary_key)) table.primary_key.reset();
  std::erase_if(table.uniques, uses);
  std::erase_if(table.foreign_keys, uses);
  std::erase_if(table.checks, uses);
  std::erase_if(table.exclusions, uses);
  std::erase_if(table.indexes, uses);
  std::erase_if(table.columns, [&](const Column& column) { return column.name == drop.name; });
  return true;
}

bool rename_column(const Change& change, Table& table, const RenameColumn& rename) {
  auto* column = find_or_tell(change, table, rename.from);
  if (column == nullptr) return false;
  if (find_column(table, rename.to) != nullptr) {
    return change.error(
        fmt::format("table \"{}\" already has a column \"{}\"", display(table.name), rename.to));
  }
  std::optional<QualifiedName> sequence;
  if (column->identity) sequence = identity_sequence(table, *column);
  column->name = rename.to;
  if (sequence) {
    bool usual = *sequence == usual_identity_sequence(table, *column);
    column->identity->sequence_name = usual ? std::nullopt : sequence;
  }
  rename_in_own_parts(table, rename);
  for (auto& [name, other] : change.catalog.schema().tables) {
    for (auto& key : other.foreign_keys) {
      if (key.table == table.name && name != table.name) rename_in(key.referenced, rename);
    }
  }
  for (auto& [name, owned] : change.catalog.schema().sequences) {
    bool moves = owned.owner_table == table.name && owned.owner_column == rename.from;
    if (moves) owned.owner_column = rename.to;
  }
  return true;
}

}  // namespace athanor::postgresql
