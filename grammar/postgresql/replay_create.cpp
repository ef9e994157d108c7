#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

/// Makes the table that CREATE TABLE says, out of what it says.
class Creation {
 public:
  Creation(const Change& change, const Create<Table>& create, QualifiedName name)
      : change_(change), create_(create), table_(create.object) {
    table_.name = std::move(name);
    written_ = take_constraints(table_);
  }

  bool run() {
    bool done = resolve_parents() && copy_tables(change_, create_, table_) && settle_columns() &&
                add_constraints() && copy_parts(change_, create_, table_);
    if (!done) return false;
    settle_place();
    for (auto& sequence : sequences_) change_.catalog.add(std::move(sequence));
    change_.catalog.add(std::move(table_));
    return true;
  }

 private:
  /// Constraints in the order in which PostgreSQL makes and names them: checks, keys, references.
  static std::vector<Constraint> take_constraints(Table& table) {
    std::vector<Constraint> out;
    for (auto& each : table.checks) out.emplace_back(std::move(each));
    if (table.primary_key) out.emplace_back(std::move(*table.primary_key));
    for (auto& each : table.uniques) out.emplace_back(std::move(each));
    for (auto& each : table.exclusions) out.emplace_back(std::move(each));
    for (auto& each : table.foreign_keys) out.emplace_back(std::move(each));
    table.checks.clear();
    table.primary_key.reset();
    table.uniques.clear();
    table.exclusions.clear();
    table.foreign_keys.clear();
    return out;
  }

  bool resolve_parents() {
    for (auto& parent : table_.inherits) {
      const auto* found = change_.table(parent);
      if (found == nullptr) return false;
      parent = found->name;
    }
    return true;
  }

  bool settle_columns() {
    for (auto& column : table_.columns) {
      if (!settle_column(change_, table_, column, sequences_)) return false;
    }
    return true;
  }

  bool add_constraints() {
    for (auto& constraint : written_) {
      if (!settle_constraint(change_, table_, constraint)) return false;
      put_constraint(table_, std::move(constraint));
    }
    return true;
  }

  void settle_place() {
    if (!table_.tablespace) table_.tablespace = change_.session.default_tablespace;
    if (table_.tablespace == "pg_default") table_.tablespace.reset();
    if (!table_.access_method) table_.access_method = change_.session.default_access_method;
  }

  const Change& change_;
  const Create<Table>& create_;
  Table table_;
  std::vector<Constraint> written_;
  std::vector<Sequence> sequences_;
};

}  // namespace

void apply(Change& change, const Create<Table>& create) {
  if (create.temporary) {
    change.session.temporary.insert(create.object.name.name);
    return;
  }
  auto name = change.catalog.placed(create.object.name);
  const auto& place = create.object.place;
  if (create.if_not_exists && change.catalog.find_relation(name) != nullptr) return;
  if (!change.has_schema(name, place) || !change.is_free(name, place)) return;
  Creation(change, create, std::move(name)).run();
}

void apply(Change& change, const CreateIndex& create) {
  if (change.is_temporary(create.table)) return;
  const auto* table = change.table(create.table);
  if (table == nullptr) return;
  QualifiedName name{table->name.schema, create.index.name};
  bool there = !name.name.empty() && change.catalog.find_relation(name) != nullptr;
  if (there && create.if_not_exists) return;
  if (there) return (void)change.is_free(name, create.index.place);
  auto altered = *table;
  auto index = create.index;
  if (!settle_index(change, altered, index)) return;
  altered.indexes.push_back(std::move(index));
  change.catalog.replace(altered.name, altered);
}

}  // namespace athanor::postgresql
