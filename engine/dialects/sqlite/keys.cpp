#include "engine/dialects/sqlite/keys.hpp"

#include <set>

#include "engine/dialects/sqlite/types.hpp"

namespace athanor::sqlite {

const Column* column_named(const Table& table, const std::string& name) {
  for (const auto& column : table.columns) {
    if (ascii_iequals(column.name, name)) return &column;
  }
  return nullptr;
}

const Column* rowid_alias(const Table& table) {
  if (table.without_rowid || !table.primary_key || table.primary_key->columns.size() != 1) {
    return nullptr;
  }
  const Column* column = column_named(table, table.primary_key->columns[0].name);
  return column && is_rowid_type(column->type) ? column : nullptr;
}

std::optional<std::string> rowid_name(const Table& table) {
  if (table.without_rowid) return std::nullopt;
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (!column_named(table, name)) return name;
  }
  return std::nullopt;
}

bool is_key_of(const ForeignKey& key, const Table& parent) {
  auto matches = [&](const std::vector<KeyColumn>& columns) {
    std::set<std::string> wanted, have;
    for (const auto& name : key.referenced) wanted.insert(ascii_lower(name));
    for (const auto& column : columns) have.insert(ascii_lower(column.name));
    return wanted == have;
  };
  if (key.referenced.empty()) {
    return parent.primary_key && parent.primary_key->columns.size() == key.columns.size();
  }
  if (parent.primary_key && matches(parent.primary_key->columns)) return true;
  for (const auto& unique : parent.uniques) {
    if (matches(unique.columns)) return true;
  }
  for (const auto& index : parent.indexes) {
    if (!index.unique || index.where) continue;
    std::vector<KeyColumn> columns;
    for (const auto& element : index.elements) {
      const auto* name = std::get_if<std::string>(&element.what);
      columns.push_back({name ? *name : std::string(), element.collation, element.order});
    }
    if (matches(columns)) return true;
  }
  return false;
}

}  // namespace athanor::sqlite
