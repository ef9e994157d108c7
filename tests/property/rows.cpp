#include "tests/property/rows.hpp"

#include <algorithm>

#include "schema/names.hpp"

namespace athanor::testing {
namespace {

const TablePlan* find_table(const Blueprint& blueprint, Id id) {
  for (const auto& table : blueprint.tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

const ColumnPlan* find_column(const TablePlan& table, Id id) {
  for (const auto& column : table.columns) {
    if (column.id == id) return &column;
  }
  return nullptr;
}

std::string quoted(const std::string& name) {
  return sqlite().quote_name(name);
}

std::string value_for(const ColumnPlan& column, Random& random) {
  if (column.type == "BLOB") return random.one_of<const char*>({"x'00'", "x'cafe'", "NULL"});
  if (column.type == "TEXT" || column.type == "JSON" || column.type.starts_with("VARCHAR")) {
    return random.one_of<const char*>({"'a'", "'b'", "'Été'", "'it''s'", "''", "'c:d'", "NULL"});
  }
  if (column.type == "REAL" || column.type.starts_with("double")) {
    return random.one_of<const char*>({"1.5", "-2", "0", "1e30", "NULL"});
  }
  if (column.type == "DATE" || column.type == "TIMESTAMP") {
    return random.one_of<const char*>({"'2026-01-31'", "'2026-02-01 10:00:00'", "NULL"});
  }
  return random.one_of<const char*>({"1", "2", "3", "4", "9000000000", "NULL"});
}

std::string insert_into(const TablePlan& table, Random& random) {
  std::string columns, values;
  for (const auto& column : table.columns) {
    if (column.generated || (column.default_text && random.once_in(3))) continue;
    columns += (columns.empty() ? "" : ", ") + quoted(column.name);
    values += (values.empty() ? "" : ", ") + value_for(column, random);
  }
  if (columns.empty()) return "INSERT INTO " + quoted(table.name) + " DEFAULT VALUES";
  return "INSERT INTO " + quoted(table.name) + " (" + columns + ") VALUES (" + values + ")";
}

/// The column that is the rowid's other name, or 0.
Id rowid_column(const TablePlan& table) {
  if (table.without_rowid || table.primary_key.size() != 1) return 0;
  const auto* column = find_column(table, table.primary_key[0]);
  return column && column->type == "INTEGER" ? column->id : 0;
}

std::string rowid_name(const TablePlan& table) {
  bool taken = std::any_of(table.columns.begin(), table.columns.end(),
                           [](const auto& column) { return ascii_iequals(column.name, "rowid"); });
  return taken ? "_rowid_" : "rowid";
}

bool keeps_rowid(const TablePlan& one, const TablePlan& other) {
  return !one.without_rowid && !other.without_rowid && rowid_column(one) == rowid_column(other);
}

bool keeps_values(const TablePlan& table, const ColumnPlan& one, const TablePlan& other_table,
                  const ColumnPlan& other) {
  auto holds_null = [](const TablePlan& of, const ColumnPlan& column) {
    return !forbids_null(of, column) && rowid_column(of) != column.id;
  };
  return !one.generated && !other.generated && one.type == other.type &&
         holds_null(table, one) == holds_null(other_table, other);
}

std::string select_kept(const TablePlan& shown, const TablePlan& one, const TablePlan& other) {
  std::string out = keeps_rowid(one, other) ? rowid_name(shown) : "'no rowid'";
  for (const auto& column : one.columns) {
    const auto* same = find_column(other, column.id);
    if (!same || !keeps_values(one, column, other, *same)) continue;
    auto name = quoted(find_column(shown, column.id)->name);
    out += ", '" + std::to_string(column.id) + "=' || quote(" + name + ")";
  }
  return "SELECT " + out + " FROM " + quoted(shown.name) + " ORDER BY 1";
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

void fill(Scratch& database, const Blueprint& blueprint, Random& random) {
  database.session().execute("PRAGMA foreign_keys=ON");
  for (int round = 0; round < 4; ++round) {
    for (const auto& table : blueprint.tables) {
      try {
        database.session().execute(insert_into(table, random));
      } catch (const StatementError&) {  // a constraint forbids this row: another will do
      }
    }
  }
  database.session().execute("PRAGMA foreign_keys=OFF");
}

void empty(Scratch& database, const Blueprint& blueprint) {
  database.session().execute("PRAGMA foreign_keys=OFF");
  for (const auto& table : blueprint.tables) {
    database.session().execute("DELETE FROM " + quoted(table.name));
  }
}

std::string kept_rows(Scratch& database, const Blueprint& shown, const Blueprint& one,
                      const Blueprint& other) {
  std::string out;
  for (const auto& table : one.tables) {
    const auto* same = find_table(other, table.id);
    if (!same) continue;
    out += "table " + std::to_string(table.id) + "\n";
    auto query = select_kept(*find_table(shown, table.id), table, *same);
    for (const auto& line : sorted_lines(database.rows(query))) out += line + "\n";
  }
  return out;
}

}  // namespace athanor::testing
