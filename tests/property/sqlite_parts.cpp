#include "tests/property/sqlite_parts.hpp"

namespace athanor::testing {
namespace {

std::string mark(const ColumnPlan& column) {
  return testing::mark(column.id);
}

}  // namespace

std::string SqliteParts::type() {
  return random_.one_of<const char*>({"INTEGER", "INTEGER", "TEXT", "TEXT", "REAL", "BLOB",
                                      "VARCHAR(50)", "NUMERIC(10,2)", "BOOLEAN", "DATE",
                                      "TIMESTAMP", "int", "double precision", "JSON", ""});
}

std::optional<std::string> SqliteParts::default_for(const std::string& type, const Blueprint&) {
  if (type == "TEXT" || type == "VARCHAR(50)") {
    return random_.one_of<const char*>({"'new'", "''", "'it''s'", "'a:b'", "lower('X')"});
  }
  if (type == "INTEGER" || type == "int" || type == "REAL" || type == "NUMERIC(10,2)") {
    return random_.one_of<const char*>({"0", "-1", "7", "1 + 2", "abs(-3)"});
  }
  if (type == "BOOLEAN") return random_.one_of<const char*>({"0", "1", "TRUE", "FALSE"});
  if (type == "TIMESTAMP") return "CURRENT_TIMESTAMP";
  if (type == "BLOB") return "x'00ff'";
  return "NULL";
}

ColumnPlan SqliteParts::column(Id id, std::string name, const Blueprint& blueprint) {
  ColumnPlan column;
  column.id = id;
  column.name = std::move(name);
  column.type = type();
  if (random_.once_in(3)) column.default_text = default_for(column.type, blueprint);
  column.not_null = column.default_text && column.default_text != "NULL" && random_.once_in(2);
  if (column.type == "TEXT" && random_.once_in(4)) {
    column.collation = random_.one_of<const char*>({"NOCASE", "RTRIM", "BINARY"});
  }
  return column;
}

void SqliteParts::generate(ColumnPlan& column, const TablePlan& table) {
  auto one = mark(plain_column(table)), other = mark(plain_column(table));
  column.type = "TEXT";
  column.generated = random_.one_of<std::string>(
      {"coalesce(" + one + ", 0)", "lower(" + one + ")", one + " || '-' || " + other,
       "CASE WHEN " + one + " IS NULL THEN 'none' ELSE " + other + " END"});
  if (random_.once_in(2)) column.storage = Generated::Storage::Stored;
}

CheckPlan SqliteParts::check(const TablePlan& table, const Blueprint&, std::string name) {
  auto one = mark(plain_column(table)), other = mark(plain_column(table));
  return {std::move(name),
          random_.one_of<std::string>(
              {"length(" + one + ") < 1000", one + " IS NULL OR " + one + " > -1000",
               one + " IS NOT " + other + " OR " + other + " IS " + one,
               one + " NOT IN ('bad', 'worse', -77)", one + " NOT LIKE 'never%'",
               "NOT (" + one + " BETWEEN -90 AND -80)",
               "typeof(" + one + ") <> 'blob' OR length(" + one + ") < 9"})};
}

IndexPlan SqliteParts::index(const TablePlan& table, const Blueprint&, std::string name) {
  IndexPlan index;
  index.name = std::move(name);
  for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
    auto column = mark(random_.one_of(table.columns));
    index.elements.push_back(random_.one_of<std::string>(
        {column, column, column + " desc", column + " collate nocase", "lower(" + column + ")",
         "coalesce(" + column + ", 'none') desc"}));
  }
  if (random_.once_in(4)) index.where = mark(random_.one_of(table.columns)) + " IS NOT NULL";
  index.unique = random_.once_in(8);
  return index;
}

TriggerPlan SqliteParts::trigger(const TablePlan& on, const Blueprint& blueprint,
                                 std::string name) {
  TriggerPlan trigger;
  trigger.name = std::move(name);
  trigger.timing = random_.one_of({Trigger::Timing::Before, Trigger::Timing::After});
  trigger.event =
      random_.one_of({Trigger::Event::Insert, Trigger::Event::Update, Trigger::Event::Delete});
  auto row = trigger.event == Trigger::Event::Delete ? std::string("OLD.") : std::string("NEW.");
  if (trigger.event == Trigger::Event::Update && random_.once_in(2)) {
    trigger.of = {plain_column(on).id};
  }
  if (random_.once_in(2)) trigger.condition = row + mark(plain_column(on)) + " IS NOT NULL";
  const auto& other = random_.one_of(blueprint.tables);
  auto table = testing::mark(other.id), column = mark(plain_column(other));
  trigger.body = random_.one_of<std::string>(
      {"SELECT 1;", "UPDATE " + table + " SET " + column + " = " + column + " WHERE 0;",
       "DELETE FROM " + table + " WHERE " + column + " = 'never' AND " + row +
           mark(plain_column(on)) + " = 'ever';\nSELECT count(*) FROM " + table + ";"});
  return trigger;
}

TriggerPlan SqliteParts::instead_of(const ViewPlan& view, std::string name) {
  TriggerPlan trigger;
  trigger.name = std::move(name);
  trigger.timing = Trigger::Timing::InsteadOf;
  trigger.event = random_.one_of({Trigger::Event::Insert, Trigger::Event::Delete});
  trigger.body = "SELECT count(*) FROM " + testing::mark(view.id) + ";";
  return trigger;
}

std::string SqliteParts::query(const Blueprint& blueprint) {
  const auto& table = random_.one_of(blueprint.tables);
  const auto& second = random_.one_of(blueprint.tables);
  auto from = testing::mark(table.id), join = testing::mark(second.id);
  auto column = mark(random_.one_of(table.columns)), other = mark(random_.one_of(second.columns));
  std::vector<std::string> queries = {
      "SELECT * FROM " + from,
      "SELECT " + column + ", count(*) AS n FROM " + from + " GROUP BY " + column,
      "SELECT a." + column + " AS left_one, b." + other + " AS right_one\nFROM " + from +
          " AS a LEFT JOIN " + join + " AS b ON a." + column + " = b." + other,
      "WITH w AS (SELECT " + column + " AS c FROM " + from + ") SELECT c FROM w WHERE c > 1",
      "SELECT " + column + " FROM " + from + " UNION ALL SELECT " + other + " FROM " + join};
  if (!blueprint.views.empty()) {
    auto view = testing::mark(random_.one_of(blueprint.views).id);
    queries.push_back("SELECT count(*) AS n FROM " + view);
  }
  return random_.one_of(queries);
}

void SqliteParts::dress(TablePlan& table) {
  table.strict = random_.once_in(6);
  if (table.primary_key.empty()) return;
  if (!random_.once_in(3)) table.columns[0].type = "INTEGER";
  table.autoincrement = random_.once_in(4);
  table.without_rowid = random_.once_in(6);
}

}  // namespace athanor::testing
