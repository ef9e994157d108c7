#include "grammar/sqlite/table_edit.hpp"

#include <utility>

#include "schema/overloaded.hpp"

namespace athanor::sqlite {

const Column* find_column_ignoring_case(const Table& table, std::string_view name) {
  for (const auto& column : table.columns) {
    if (ascii_iequals(column.name, name)) return &column;
  }
  return nullptr;
}

Column* find_column_ignoring_case(Table& table, std::string_view name) {
  return const_cast<Column*>(find_column_ignoring_case(std::as_const(table), name));
}

void add_constraint(Table& table, Constraint constraint) {
  std::visit(overloaded{
                 [&](PrimaryKey& key) { table.primary_key = std::move(key); },
                 [&](Unique& key) { table.uniques.push_back(std::move(key)); },
                 [&](ForeignKey& key) { table.foreign_keys.push_back(std::move(key)); },
                 [&](Check& check) { table.checks.push_back(std::move(check)); },
                 [&](Exclusion& exclusion) { table.exclusions.push_back(std::move(exclusion)); },
             },
             constraint);
}

}  // namespace athanor::sqlite
