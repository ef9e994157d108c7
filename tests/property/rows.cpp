#include "tests/property/rows.hpp"

#include <algorithm>

#include "tests/property/tongue.hpp"

namespace athanor::testing {
namespace {

std::string insert_into(const TablePlan& table, const Blueprint& blueprint, Random& random) {
  const Tongue& tongue = *blueprint.tongue;
  std::string columns, values;
  for (const auto& column : table.columns) {
    if (column.generated || (column.default_text && random.once_in(3))) continue;
    auto value = tongue.value_for(column, blueprint, random);
    if (!value) continue;
    columns += (columns.empty() ? "" : ", ") + tongue.dialect().quote_name(column.name);
    values += (values.empty() ? "" : ", ") + *value;
  }
  auto into = "INSERT INTO " + sql_name(table, tongue.dialect());
  if (columns.empty()) return into + " DEFAULT VALUES";
  return into + " (" + columns + ") VALUES (" + values + ")";
}

std::string select_kept(const Blueprint& shown, Id table, const Blueprint& one,
                        const Blueprint& other) {
  const Tongue& tongue = *shown.tongue;
  const auto& here = *find_table(shown, table);
  const auto& before = *find_table(one, table);
  const auto& after = *find_table(other, table);
  auto out = tongue.row_number(here, before, after);
  for (const auto& column : before.columns) {
    const auto* same = find_column(after, column.id);
    if (!same || !tongue.keeps_values(one, before, column, other, after, *same)) continue;
    auto name = tongue.dialect().quote_name(find_column(here, column.id)->name);
    out += ", '" + std::to_string(column.id) + "=' || " + tongue.shown(name);
  }
  return "SELECT " + out + " FROM " + sql_name(here, tongue.dialect()) + " ORDER BY 1";
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

void fill(TestDatabase& database, const Blueprint& blueprint, Random& random) {
  blueprint.tongue->begin_rows(database);
  for (int round = 0; round < 4; ++round) {
    for (const auto& table : blueprint.tables) {
      try {
        database.session().execute(insert_into(table, blueprint, random));
      } catch (const StatementError&) {  // a constraint forbids this row: another will do
      }
    }
  }
  blueprint.tongue->end_rows(database);
}

void empty(TestDatabase& database, const Blueprint& blueprint) {
  blueprint.tongue->empty(database, blueprint);
}

std::string kept_rows(TestDatabase& database, const Blueprint& shown, const Blueprint& one,
                      const Blueprint& other) {
  std::string out;
  for (const auto& table : one.tables) {
    if (!find_table(other, table.id)) continue;
    out += "table " + std::to_string(table.id) + "\n";
    auto query = select_kept(shown, table.id, one, other);
    for (const auto& line : sorted_lines(database.rows(query))) out += line + "\n";
  }
  return out;
}

}  // namespace athanor::testing
