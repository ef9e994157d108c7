/// Rows that are made up, the state of a SQLite database, and how long queries take.

#include "engine/health/health.hpp"

#include <doctest/doctest.h>

#include "engine/health/made_up_row.hpp"
#include "engine/health/timing.hpp"
#include "tests/engine/health_words.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

using health::Checks;

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : " ") + one;
  return out;
}

health::Hints hints_of(const std::string& check) {
  health::Hints hints;
  health::add_hints(hints, check);
  return hints;
}

/// What becomes of a row in every table that the script makes, all but `hidden` being in sight.
std::string tried(const std::string& script, const std::string& hidden = "") {
  Scratch database;
  database.run_script(script);
  auto schema = database.schema();
  schema.tables.erase({"", hidden});
  auto before = database.all_rows();
  auto out = try_all(database.session(), schema, database.dialect());
  CHECK(database.all_rows() == before);
  return out;
}

struct TrialCase {
  const char *name, *script, *expected;
};

}  // namespace

TEST_CASE("checks give away values") {
  struct {
    const char *check, *numbers, *texts;
  } cases[] = {
      {"age >= 18", "18 19 17", ""},
      {"state IN ('new', 'it''s')", "", "new it's"},
      {"mail LIKE '%@%'", "", "%@% a@a"},
      {"share BETWEEN -1 AND 0.5", "1 2 0 -1 -2 0.5", ""},
  };
  for (const auto& [check, numbers, texts] : cases) {
    CAPTURE(check);
    auto hints = hints_of(check);
    CHECK(joined(hints.numbers) == numbers);
    CHECK(joined(hints.texts) == texts);
  }
}

TEST_CASE("values keep within what their type holds") {
  CHECK(joined(health::numbers_within(hints_of("n > 500"), -9, 9)) == "1 0 2 -1");
  CHECK(joined(health::numbers_within(hints_of("n > 5"), -1000, 1000)) == "1 0 5 6 4 2 10 100 -1");
  CHECK(joined(health::texts_within(hints_of("length(t) = 3 OR t = 'long'"), 3)) == "a aaa aa A 1");
  CHECK(joined(health::days(hints_of("d > '2020-02-03 10:00'"))) ==
        "2000-01-01 2020-02-03 1970-01-02 2100-12-31");
}

TEST_CASE("a made-up row gives what a table must be given, and looks for it in one statement") {
  auto schema = schema_of(
      "CREATE TABLE people (id INTEGER PRIMARY KEY);"
      "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people(id),"
      " name TEXT NOT NULL, age INTEGER DEFAULT 1 CHECK (age < 3), note TEXT);");
  auto row =
      health::make_up_row(schema.tables.at({"", "pets"}), schema, sqlite(), Checks::InSearch);
  auto made = std::get<health::MadeUpRow>(row);
  CHECK(made.parents == std::vector<QualifiedName>{{"", "people"}});
  CHECK(made.insert ==
        "INSERT INTO pets (id, owner, name, age) SELECT * FROM (SELECT v3.id AS id, r0.id AS "
        "owner, v1.name AS name, v2.age AS age FROM (SELECT id FROM people WHERE id IS NOT NULL "
        "LIMIT 50) AS r0 CROSS JOIN (SELECT 'a' AS name) AS v1 CROSS JOIN (SELECT age FROM (SELECT "
        "(1) AS age UNION ALL SELECT 1 UNION ALL SELECT 0 UNION ALL SELECT 3 UNION ALL SELECT 4 "
        "UNION ALL SELECT 2 UNION ALL SELECT 10 UNION ALL SELECT 100 UNION ALL SELECT -1) AS c "
        "WHERE ((age < 3) IS NOT FALSE) LIMIT 1) AS v2 CROSS JOIN (SELECT (SELECT CASE WHEN "
        "min(id) < 0 THEN min(id) ELSE 0 END - 1 FROM pets) AS id UNION ALL SELECT (SELECT CASE "
        "WHEN max(id) > 0 THEN max(id) ELSE 0 END + 1 FROM pets) UNION ALL SELECT 1 UNION ALL "
        "SELECT 0 UNION ALL SELECT 2 UNION ALL SELECT 10 UNION ALL SELECT 100 UNION ALL SELECT -1) "
        "AS v3) AS n WHERE 1 = 1 AND NOT EXISTS (SELECT 1 FROM pets AS o WHERE o.id = n.id) LIMIT "
        "1 RETURNING 1");
}

TEST_CASE("a row is tried and taken back on SQLite") {
  const TrialCase cases[] = {
      {"plain types",
       "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL, b NUMERIC(4,2) NOT "
       "NULL, c TIMESTAMP NOT NULL, d BOOLEAN NOT NULL, e BLOB NOT NULL, f JSON NOT NULL, g REAL "
       "NOT NULL); INSERT INTO t VALUES (5, 'x', 1, 'now', 1, x'00', '{}', 1)",
       "t: taken\n"},
      {"nothing but defaults", "CREATE TABLE t (a TEXT, b INTEGER DEFAULT 3)", "t: taken\n"},
      {"a strict table without rowids",
       "CREATE TABLE t (code TEXT PRIMARY KEY, n INT NOT NULL, x ANY) STRICT, WITHOUT ROWID;"
       "INSERT INTO t VALUES ('a', 1, NULL)",
       "t: taken\n"},
      {"checks",
       "CREATE TABLE t (age INTEGER NOT NULL CHECK (age >= 18), state TEXT NOT NULL CHECK (state "
       "IN ('new', 'old')), code TEXT NOT NULL CHECK (length(code) = 3), mail TEXT NOT NULL CHECK "
       "(mail LIKE '%@%'), begins DATE NOT NULL, ends DATE NOT NULL, other TEXT CHECK (other IS "
       "NOT "
       "NULL OR age IS NULL), CHECK (begins < ends))",
       "t: taken\n"},
      {"parents without rows",
       "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER "
       "NOT NULL REFERENCES a); CREATE TABLE c (a INTEGER REFERENCES a, b INTEGER REFERENCES b, "
       "PRIMARY KEY (a, b)) WITHOUT ROWID",
       "a: taken\nb: taken\nc: taken\n"},
      {"the only row of the parent is taken already",
       "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER NOT NULL UNIQUE "
       "REFERENCES a); INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1)",
       "a: taken\nb: taken\n"},
      {"a key to its own table",
       "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER NOT NULL REFERENCES t(id))",
       "t: taken\n"},
      {"keys in a circle",
       "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES b(id)); CREATE TABLE "
       "b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id))",
       "a: not tried: it needs a row of b: it needs a row of a: its keys lead back to itself: a -> "
       "b -> a\nb: not tried: it needs a row of a: it needs a row of b: its keys lead back to "
       "itself: b -> a -> b\n"},
      {"a check that nothing satisfies", "CREATE TABLE t (a INTEGER NOT NULL CHECK (a * a = 2))",
       "t: not tried: no values were found that its keys and checks take\n"},
      {"a default that the check refuses",
       "CREATE TABLE t (a INTEGER, state TEXT NOT NULL DEFAULT 'nwe' CONSTRAINT known CHECK (state "
       "IN ('new', 'old')))",
       "t: refused: the default of state breaks check known\n"},
      {"a default that is NULL", "CREATE TABLE t (a INTEGER NOT NULL DEFAULT NULL)",
       "t: refused: the default of a breaks NOT NULL\n"},
      {"a key to a table that is gone", "CREATE TABLE t (a INTEGER NOT NULL REFERENCES gone(id))",
       "t: refused: no such table: gone\n"},
      {"a trigger that writes to a table that is gone",
       "CREATE TABLE log (x); CREATE TABLE t (a TEXT NOT NULL); CREATE TRIGGER w AFTER INSERT ON t "
       "BEGIN INSERT INTO log VALUES (NEW.a); SELECT no_function(NEW.a); END",
       "log: taken\nt: refused: no such function: no_function\n"},
      {"a trigger that refuses what was made up",
       "CREATE TABLE t (a TEXT NOT NULL); CREATE TRIGGER w BEFORE INSERT ON t WHEN NEW.a NOT LIKE "
       "'x%' BEGIN SELECT raise(ABORT, 'only x'); END",
       "t: not tried: only x\n"},
      {"a trigger that ends the transaction",
       "CREATE TABLE t (a TEXT NOT NULL); CREATE TRIGGER w BEFORE INSERT ON t BEGIN SELECT "
       "raise(ROLLBACK, 'no such luck'); END",
       "t: not tried: no such luck\n"},
  };
  for (const auto& [name, script, expected] : cases) {
    CAPTURE(name);
    CHECK(tried(script) == expected);
  }
}

TEST_CASE("a protected table is never written to, and its rows may be pointed at") {
  std::string legacy =
      "CREATE TABLE legacy (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (a INTEGER NOT NULL REFERENCES legacy(id));";
  CHECK(tried(legacy, "legacy") ==
        "t: not tried: it needs a row of legacy: it is protected, or is not there\n");
  CHECK(tried(legacy + "INSERT INTO legacy VALUES (3)", "legacy") == "t: taken\n");
  CHECK(tried("CREATE TABLE legacy (id INTEGER); CREATE TABLE log (x); CREATE TABLE t (a TEXT);"
              "CREATE TRIGGER one AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END;"
              "CREATE TRIGGER two AFTER INSERT ON log BEGIN DELETE FROM legacy; END;",
              "legacy") ==
        "log: not tried: its triggers lead to legacy, which is protected or is not there\n"
        "t: not tried: its triggers lead to legacy, which is protected or is not there\n");
}

TEST_CASE("the state of a SQLite database is told") {
  Scratch database;
  database.run_script(
      "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "CREATE TABLE b (a INTEGER REFERENCES a(id));"
      "CREATE TABLE old (a INTEGER REFERENCES a(id));"
      "INSERT INTO a VALUES (1), (7); INSERT INTO b VALUES (7); INSERT INTO old VALUES (99);");
  auto schema = database.schema();
  schema.tables.erase({"", "old"});
  CHECK(state_of(database.session(), schema, sqlite()) ==
        "the file is sound\n"
        "foreign keys lead to rows that are there\n"
        "sequences are ahead of their columns\n");
  database.run_script("INSERT INTO b VALUES (8), (9); UPDATE sqlite_sequence SET seq = 3;");
  CHECK(state_of(database.session(), schema, sqlite()) ==
        "the file is sound\n"
        "foreign keys lead to rows that are there\n"
        "  2 of b lead to no row of a\n"
        "sequences are ahead of their columns\n"
        "  sqlite_sequence has 3 for a, and a.id has reached 7\n");
}

TEST_CASE("a percentile is the nearest run that so many are no longer than") {
  std::vector<health::Duration> runs;
  for (int i = 1; i <= 20; ++i) runs.emplace_back(i);
  CHECK(health::percentile(runs, 95).count() == 19);
  CHECK(health::percentile(runs, 100).count() == 20);
  CHECK(health::percentile({health::Duration(4)}, 95).count() == 4);
}

TEST_CASE("a query is measured, cannot write, and is stopped when it takes too long") {
  Scratch database;
  database.run_script("CREATE TABLE t (a INTEGER);");
  auto session = sqlite().open("sqlite:///" + database.file(), Access::ReadOnly);
  auto run = [&](const char* query) {
    auto timing = health::time_query(*session, query, 3, std::chrono::milliseconds(50));
    return std::to_string(timing.runs.size()) + " " + timing.failure;
  };
  CHECK(run("SELECT * FROM t") == "3 ");
  CHECK(run("INSERT INTO t VALUES (1)") == "0 attempt to write a readonly database");
  CHECK(run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM "
            "n") == "0 interrupted");
  CHECK(run("SELECT * FROM t") == "3 ");
}

}  // namespace athanor::testing
