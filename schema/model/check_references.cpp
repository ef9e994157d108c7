#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "schema/model/check_schema.hpp"

namespace athanor::model {
namespace {

using Names = std::vector<std::string>;

std::string subject(const ForeignKey& key) {
  if (key.columns.size() == 1) return fmt::format("column \"{}\"", key.columns.front());
  return fmt::format("foreign key ({})", fmt::join(key.columns, ", "));
}

Names table_names(const Schema& schema) {
  Names names;
  for (const auto& [name, table] : schema.tables) names.push_back(display(name));
  return names;
}

bool same_columns(const std::vector<KeyColumn>& columns, Names wanted) {
  Names names;
  for (const auto& column : columns) names.push_back(column.name);
  std::sort(names.begin(), names.end());
  std::sort(wanted.begin(), wanted.end());
  return names == wanted;
}

bool is_unique(const Index& index, const Names& wanted) {
  if (!index.unique || index.where) return false;
  std::vector<KeyColumn> columns;
  for (const auto& element : index.elements) {
    const auto* name = std::get_if<std::string>(&element.what);
    if (!name) return false;
    columns.push_back({*name, {}, {}});
  }
  return same_columns(columns, wanted);
}

bool is_key(const Table& table, const Names& columns) {
  auto unique = [&](const Unique& constraint) { return same_columns(constraint.columns, columns); };
  return (table.primary_key && same_columns(table.primary_key->columns, columns)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), unique) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& index) { return is_unique(index, columns); });
}

/// Whether all columns pointed at are there.
bool has_columns(const Table& target, const ForeignKey& key, Diagnostics& out) {
  bool all = true;
  for (const auto& name : key.referenced) {
    if (find_column(target, name)) continue;
    Names known;
    for (const auto& column : target.columns) known.push_back(column.name);
    out.error(key.place,
              fmt::format("{} references unknown column \"{}\" of table \"{}\"", subject(key), name,
                          display(key.table)),
              did_you_mean(name, known));
    all = false;
  }
  return all;
}

void check_target(const Table& target, const ForeignKey& key, Diagnostics& out) {
  auto table = display(key.table);
  if (!has_columns(target, key, out)) return;
  if (key.referenced.empty() && !target.primary_key) {
    out.error(key.place, fmt::format("{} references table \"{}\", which has no primary key",
                                     subject(key), table));
    return;
  }
  auto count = key.referenced.empty() ? target.primary_key->columns.size() : key.referenced.size();
  if (count != key.columns.size()) {
    out.error(key.place,
              fmt::format("{} has {} column{} but references {} of table \"{}\"", subject(key),
                          key.columns.size(), key.columns.size() == 1 ? "" : "s", count, table));
  } else if (!key.referenced.empty() && !is_key(target, key.referenced)) {
    out.error(key.place,
              fmt::format("{} references ({}) of table \"{}\", which is not unique", subject(key),
                          fmt::join(key.referenced, ", "), table),
              {fmt::format("table \"{}\" needs a primary key or a unique constraint of exactly "
                           "these columns; or the "
                           "foreign key says unchecked = true",
                           table)});
  }
}

void check_foreign_key(const Schema& schema, const ForeignKey& key, Diagnostics& out) {
  if (key.unchecked) return;
  auto target = schema.tables.find(key.table);
  if (target != schema.tables.end()) return check_target(target->second, key, out);
  out.error(key.place,
            fmt::format("{} references unknown table \"{}\"", subject(key), display(key.table)),
            did_you_mean(display(key.table), table_names(schema)));
}

void check_owner(const Schema& schema, const Sequence& sequence, Diagnostics& out) {
  if (!sequence.owner_table) return;
  auto what = fmt::format("sequence \"{}\" is owned by", display(sequence.name));
  auto table = schema.tables.find(*sequence.owner_table);
  if (table == schema.tables.end()) {
    out.error(sequence.place,
              fmt::format("{} unknown table \"{}\"", what, display(*sequence.owner_table)),
              did_you_mean(display(*sequence.owner_table), table_names(schema)));
  } else if (!find_column(table->second, sequence.owner_column)) {
    Names known;
    for (const auto& column : table->second.columns) known.push_back(column.name);
    out.error(sequence.place,
              fmt::format("{} unknown column \"{}\" of table \"{}\"", what, sequence.owner_column,
                          display(*sequence.owner_table)),
              did_you_mean(sequence.owner_column, known));
  }
}

}  // namespace

void check_references(const Schema& schema, const Names& outside, Diagnostics& out) {
  auto known_outside = [&](const ForeignKey& key) {
    return std::find(outside.begin(), outside.end(), display(key.table)) != outside.end();
  };
  for (const auto& [name, table] : schema.tables) {
    for (const auto& key : table.foreign_keys) {
      if (!known_outside(key)) check_foreign_key(schema, key, out);
    }
    for (const auto& parent : table.inherits) {
      if (schema.tables.count(parent) > 0) continue;
      out.error(table.place,
                fmt::format("table \"{}\" inherits from unknown table \"{}\"", display(name),
                            display(parent)),
                did_you_mean(display(parent), table_names(schema)));
    }
  }
  for (const auto& [name, sequence] : schema.sequences) check_owner(schema, sequence, out);
}

}  // namespace athanor::model
