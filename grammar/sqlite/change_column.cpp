#include <fmt/format.h>

#include <algorithm>

#include "grammar/sqlite/change.hpp"
#include "grammar/sqlite/column_use.hpp"
#include "grammar/sqlite/table_edit.hpp"
#include "grammar/sqlite/table_rules.hpp"

namespace athanor::sqlite {

void add_column(Change& change, Table& table, const AddColumn& add) {
  const auto& name = add.column.name;
  if (find_column_ignoring_case(table, name) != nullptr) {
    change.error(add.column.place, fmt::format("table \"{}\" already has a column \"{}\"",
                                               display(table.name), name));
    return;
  }
  for (const auto& constraint : add.constraints) {
    bool primary = std::holds_alternative<PrimaryKey>(constraint);
    if (!primary && !std::holds_alternative<Unique>(constraint)) continue;
    change.error(add.column.place, fmt::format("a {} column cannot be added: \"{}\"",
                                               primary ? "PRIMARY KEY" : "UNIQUE", name));
    return;
  }
  auto altered = table;
  altered.columns.push_back(add.column);
  for (const auto& constraint : add.constraints) add_constraint(altered, constraint);
  if (keeps_rules(altered, change.diagnostics)) table = std::move(altered);
}

void drop_column(Change& change, Table& table, const DropColumn& drop) {
  const auto* column = find_column_ignoring_case(table, drop.name);
  if (column == nullptr) {
    change.error(fmt::format("table \"{}\" has no column \"{}\"", display(table.name), drop.name));
    return;
  }
  if (!change.session.legacy_alter_table && !schema_resolves(change)) return;
  auto uses = uses_of_column(change.catalog, table, *column);
  for (const auto& use : uses) {
    change.error(fmt::format("column \"{}\" of table \"{}\" cannot be dropped: {}", column->name,
                             display(table.name), use));
  }
  if (!uses.empty()) return;
  drop_own_constraints(table, *column);
  std::erase_if(table.columns,
                [&](const Column& other) { return ascii_iequals(other.name, drop.name); });
}

}  // namespace athanor::sqlite
