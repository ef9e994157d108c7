#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

using Part = LikeTable::Part;

/// A column with what LIKE takes along (manual, CREATE TABLE, "LIKE source_table").
Column copied(Column column, const LikeTable& like) {
  const auto& parts = like.including;
  if (!parts.contains(Part::Defaults)) column.default_value.reset();
  if (!parts.contains(Part::Generated)) column.generated.reset();
  if (!parts.contains(Part::Identity)) column.identity.reset();
  if (!parts.contains(Part::Storage)) column.storage.reset();
  if (!parts.contains(Part::Compression)) column.compression.reset();
  if (!parts.contains(Part::Comments)) column.comment.reset();
  if (column.identity) column.identity->sequence_name.reset();
  column.statistics.reset();
  column.options.clear();
  return column;
}

/// What a copied index or key keeps: its definition, not its name.
template <class Named>
Named unnamed(Named object, const LikeTable& like) {
  if (!like.including.contains(Part::Comments)) object.comment.reset();
  return object;
}

bool copy_keys(const Change& change, const Table& source, const LikeTable& like, Table& table) {
  std::vector<Constraint> keys;
  if (source.primary_key) keys.emplace_back(unnamed(*source.primary_key, like));
  for (const auto& each : source.uniques) keys.emplace_back(unnamed(each, like));
  for (const auto& each : source.exclusions) keys.emplace_back(unnamed(each, like));
  for (auto& key : keys) {
    std::visit([](auto& each) { each.name.reset(); }, key);
    if (!settle_constraint(change, table, key)) return false;
    put_constraint(table, std::move(key));
  }
  for (auto index : source.indexes) {
    index = unnamed(std::move(index), like);
    index.name.clear();
    if (!settle_index(change, table, index)) return false;
    table.indexes.push_back(std::move(index));
  }
  return true;
}

}  // namespace

bool copy_tables(const Change& change, const Create<Table>& create, Table& table) {
  std::size_t added = 0;
  for (const auto& like : create.likes) {
    const auto* source = change.table(like.source);
    if (source == nullptr) return false;
    for (auto& column : all_columns(change.catalog.schema(), *source)) {
      auto at = static_cast<std::ptrdiff_t>(like.column + added++);
      column.place = like.place;
      table.columns.insert(table.columns.begin() + at, copied(std::move(column), like));
    }
  }
  return true;
}

bool copy_parts(const Change& change, const Create<Table>& create, Table& table) {
  for (const auto& like : create.likes) {
    const auto* source = change.table(like.source);
    if (source == nullptr) return false;
    if (like.including.contains(Part::Constraints)) {
      for (const auto& check : source->checks) table.checks.push_back(unnamed(check, like));
    }
    bool indexes = like.including.contains(Part::Indexes);
    if (indexes && !copy_keys(change, *source, like, table)) return false;
  }
  return true;
}

}  // namespace athanor::postgresql
