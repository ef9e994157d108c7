#pragma once
/// Looking into tables and putting things into them. Private to this folder.

#include "schema/table.hpp"

namespace athanor::postgresql {

/// The column of that name, or null.
Column* find_column(Table& table, const std::string& name);
using athanor::find_column;

/// Puts a constraint where the table keeps its kind.
void add_constraint(Table& table, Constraint constraint);

/// Calls `visit` with each constraint of a table.
template <class AnyTable, class Visit>
void for_each_constraint(AnyTable& table, Visit&& visit) {
  if (table.primary_key) visit(*table.primary_key);
  for (auto& each : table.uniques) visit(each);
  for (auto& each : table.foreign_keys) visit(each);
  for (auto& each : table.checks) visit(each);
  for (auto& each : table.exclusions) visit(each);
}

}  // namespace athanor::postgresql
