/// The last step of reading tables: inheritance, and the order of what has none.

#include <algorithm>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

const Column* inherited_from(const Reading& reading, const Relation& child,
                             const std::string& name) {
  for (auto parent : child.parents) {
    auto found = reading.relations.find(parent);
    if (found == reading.relations.end()) continue;
    if (const auto* column = find_column(found->second.table, name)) return column;
  }
  return nullptr;
}

/// Reports inherited columns that were changed in the child: without a definition of their own the
/// graph cannot hold the change.
void check_inherited(Reading& reading, const Relation& child, const Column& column) {
  const auto* parent = inherited_from(reading, child, column.name);
  if (parent && as_inherited(*parent, child.table) == column) return;
  reading.not_read("column", display(child.name) + "." + column.name,
                   "inherited columns that were changed in the child");
}

void drop_inherited(Relation& child) {
  auto& columns = child.table.columns;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (!child.slots[at].local) continue;
    if (kept != at) columns[kept] = std::move(columns[at]);
    ++kept;
  }
  columns.resize(kept);
}

void name_parents(Reading& reading, Relation& child) {
  for (auto parent : child.parents) {
    child.table.inherits.push_back(reading.relations.at(parent).name);
  }
  for (std::size_t at = 0; at < child.slots.size(); ++at) {
    if (!child.slots[at].local) check_inherited(reading, child, child.table.columns[at]);
  }
}

template <class T>
void sort_by_name(std::vector<T>& parts) {
  std::sort(parts.begin(), parts.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

void sort_parts(Table& table) {
  sort_by_name(table.uniques);
  sort_by_name(table.foreign_keys);
  sort_by_name(table.checks);
  sort_by_name(table.exclusions);
  sort_by_name(table.indexes);
}

}  // namespace

void finish_tables(Reading& reading) {
  for (auto& [oid, index] : reading.indexes) {
    reading.relations.at(index.table).table.indexes.push_back(std::move(index.index));
  }
  for (auto& [oid, relation] : reading.relations) {
    if (relation.listed && !relation.parents.empty()) name_parents(reading, relation);
  }
  for (auto& [oid, relation] : reading.relations) {
    if (!relation.listed || relation.kind != 'r') continue;
    drop_inherited(relation);
    sort_parts(relation.table);
    put(reading.schema.tables, std::move(relation.table));
  }
  for (auto& [name, domain] : reading.schema.domains) sort_by_name(domain.checks);
}

}  // namespace athanor::postgresql
