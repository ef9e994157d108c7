#include "grammar/postgresql/table_edit.hpp"

#include <utility>

#include "schema/overloaded.hpp"

namespace athanor::postgresql {

Column* find_column(Table& table, const std::string& name) {
  return const_cast<Column*>(athanor::find_column(std::as_const(table), name));
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

}  // namespace athanor::postgresql
