#include "schema/table.hpp"

#include <algorithm>

namespace athanor {

const Column* find_column(const Table& table, const std::string& name) {
  for (const auto& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

Column as_inherited(Column parent, const Table& child) {
  parent.identity.reset();
  parent.comment.reset();
  parent.statistics.reset();
  parent.options.clear();
  const auto& key = child.primary_key;
  bool in_key = key && std::any_of(key->columns.begin(), key->columns.end(),
                                   [&](const KeyColumn& part) { return part.name == parent.name; });
  if (in_key) parent.nullable = false;
  return parent;
}

}  // namespace athanor
