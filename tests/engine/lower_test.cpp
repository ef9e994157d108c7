/// Models to SQLite and back.

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "schema/model/reader.hpp"
#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

using testing::schema_of;
using testing::sqlite;

Schema lowered(const std::string& model, Diagnostics& found) {
  auto source = std::make_shared<SourceText>(SourceText{"shop.toml", model});
  auto read = Model::read({source}, override_names(), found);
  return sqlite().lower(read.resolve("sqlite", found), found);
}

/// A model of one table with one column `c`, and the column's definition in SQLite.
std::string column_sql(const std::string& definition, const std::string& more = "") {
  Diagnostics found;
  auto schema = lowered("[tables.t.columns]\nc = { " + definition + " }\n" + more, found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  auto text = testing::statements_for(schema).at(0).sql;
  auto start = text.find("\n    ") + 5;
  return text.substr(start, text.rfind("\n)") - start);
}

}  // namespace

TEST_CASE("every type of a model has its spelling in SQLite") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"smallint", "INTEGER"},
      {"integer", "INTEGER"},
      {"bigint", "INTEGER"},
      {"boolean", "BOOLEAN"},
      {"real", "REAL"},
      {"double", "REAL"},
      {"numeric(10,2)", "NUMERIC(10,2)"},
      {"text", "TEXT"},
      {"varchar(50)", "VARCHAR(50)"},
      {"char(2)", "CHAR(2)"},
      {"bytes", "BLOB"},
      {"date", "DATE"},
      {"time", "TIME"},
      {"timestamp", "TIMESTAMP"},
      {"timestamptz", "TIMESTAMP"},
      {"interval", "TEXT"},
      {"uuid", "TEXT"},
      {"json", "JSON"},
      {"jsonb", "JSON"},
      {"timestamp(3) with time zone", "TIMESTAMP"},
  };
  for (const auto& [type, expected] : cases) {
    INFO(type);
    CHECK(column_sql("type = \"" + type + "\"") == "c " + expected);
  }
}

TEST_CASE("a column's parts become SQLite's") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"type = \"text\", nullable = false", "c TEXT NOT NULL"},
      {"type = \"boolean\", default = true", "c BOOLEAN DEFAULT 1"},
      {"type = \"text\", default = \"it's\"", "c TEXT DEFAULT 'it''s'"},
      {"type = \"timestamptz\", default = { sql = \"now()\" }",
       "c TIMESTAMP DEFAULT CURRENT_TIMESTAMP"},
      {"type = \"integer\", default = { sql = \"1 + 1\" }", "c INTEGER DEFAULT (1 + 1)"},
      {"type = \"integer\", primary_key = true, identity = true", "c INTEGER PRIMARY KEY"},
      {"type = \"text\", primary_key = true", "c TEXT PRIMARY KEY NOT NULL"},
      {"type = \"text\", collation = \"nocase\"", "c TEXT COLLATE nocase"},
      {"type = \"int4range\", sqlite.type = \"text\"", "c text"},
      {"type = \"text\", unique = true", "c TEXT,\n    UNIQUE (c)"},
      {"type = \"integer\", check = \"c > 0\"", "c INTEGER,\n    CHECK (c > 0)"},
  };
  for (const auto& [definition, expected] : cases) {
    INFO(definition);
    CHECK(column_sql(definition) == expected);
  }
}

TEST_CASE("an enum becomes text that a check holds to its values") {
  CHECK(column_sql("type = \"mood\", default = \"so'so\"",
                   "[enums.mood]\nvalues = [\"good\", \"so'so\"]\n") ==
        "c TEXT DEFAULT 'so''so',\n    CHECK (c IN ('good', 'so''so'))");
}

TEST_CASE("a domain becomes its type, and its rules the column's own") {
  CHECK(column_sql("type = \"email\"",
                   "[domains.email]\ntype = \"varchar(99)\"\nnullable = false\n"
                   "checks = [{ name = \"has_at\", expression = \"value like '%@%'\" }]\n") ==
        "c VARCHAR(99) NOT NULL,\n    CHECK (c like '%@%')");
}

TEST_CASE("columns that differ by case alone are one to SQLite") {
  Diagnostics found;
  lowered(
      "[tables.a.columns]\n"
      "Name = { type = \"text\" }\n"
      "name = { type = \"text\" }\n",
      found);
  CHECK(render(found) ==
        "shop.toml:3:1: error: column \"name\" differs from \"Name\" only by case, which is no "
        "difference to SQLite\n"
        "  name = { type = \"text\" }\n"
        "  ^~~~\n"
        "note: the first is at shop.toml:2:1\n");
}

TEST_CASE("a serial column is the rowid's alias") {
  CHECK(column_sql("type = \"serial\", primary_key = true") == "c INTEGER PRIMARY KEY");
}

TEST_CASE("what SQLite lacks is refused at its place, with the way out") {
  Diagnostics found;
  lowered(
      "[tables.t.columns]\n"
      "id = { type = \"integer\" }\n"
      "tags = { type = \"text[]\" }\n"
      "[[tables.t.indexes]]\n"
      "columns = [\"id\"]\n"
      "using = \"gin\"\n"
      "[sequences.ticket]\n"
      "start = 1\n",
      found);
  CHECK(render(found) ==
        "shop.toml:3:1: error: column \"t.tags\" has type \"text[]\", which SQLite does not know\n"
        "  tags = { type = \"text[]\" }\n"
        "  ^~~~\n"
        "note: did you mean \"text\"?\n"
        "note: say how SQLite should store it: sqlite.type = \"text\"\n"
        "shop.toml:4:1: error: SQLite has no index method \"gin\" (index ix_t_id)\n"
        "  [[tables.t.indexes]]\n"
        "  ^~~~~~~~~~~~~~~~~~~~\n"
        "note: keep it to the other dialects with `dialects = [...]`, or with an override under "
        "their name\n"
        "shop.toml:7:12: error: SQLite has no sequences (ticket)\n"
        "  [sequences.ticket]\n"
        "             ^~~~~~\n"
        "note: keep it to the other dialects with `dialects = [...]`, or with an override under "
        "their name\n");
}

TEST_CASE("each thing that SQLite lacks is named") {
  const std::string table =
      "[tables.t.columns]\nid = { type = \"integer\" }\nb = { type = \"integer\" }\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[types.address]\nfields = { street = \"text\" }", "SQLite has no types (address)"},
      {"[extensions.hstore]\n", "SQLite has no extensions (hstore)"},
      {"[materialized_views.m]\nsql = \"select 1\"", "SQLite has no materialized views (m)"},
      {"[functions.\"f()\"]\nreturns = \"trigger\"\nlanguage = \"sql\"\nbody = \"select 1\"",
       "SQLite has no functions (f())"},
      {"[[grants]]\nprivileges = [\"select\"]\non = \"table t\"\nto = [\"app\"]",
       "SQLite has no grants (on table t)"},
      {"[tables.u]\nunlogged = true\ncolumns.id = { type = \"integer\" }",
       "SQLite has no unlogged tables (u)"},
      {"[tables.\"billing.u\"]\ncolumns.id = { type = \"integer\" }",
       "SQLite has no schemas (billing.u)"},
      {"[tables.u]\npartition_by = \"range (id)\"\ncolumns.id = { type = \"integer\" }",
       "SQLite has no partitions (u)"},
      {"[[tables.t.uniques]]\ncolumns = [\"id\"]\ndeferrable = true",
       "SQLite has no deferrable unique constraints (t)"},
      {"[[tables.t.uniques]]\ncolumns = [\"id\"]\nnulls_distinct = false",
       "SQLite has no NULLS NOT DISTINCT (t)"},
      {"[[tables.t.indexes]]\nname = \"i\"\ncolumns = [\"id\"]\ninclude = [\"b\"]",
       "SQLite has no INCLUDE columns (index i)"},
      {"[[tables.t.indexes]]\nname = \"i\"\ncolumns = [\"id desc nulls last\"]",
       "SQLite has no NULLS FIRST and NULLS LAST in indexes (index i)"},
      {"[[tables.t.policies]]\nname = \"p\"\nusing = \"true\"", "SQLite has no policies (t)"},
  };
  for (const auto& [more, expected] : cases) {
    INFO(more);
    Diagnostics found;
    lowered(table + more + "\n", found);
    REQUIRE_MESSAGE(found.all().size() == 1, render(found));
    CHECK(found.all()[0].message == expected);
    CHECK(found.all()[0].place.source != nullptr);
  }
}

TEST_CASE("raising what SQLite holds and lowering it again changes nothing") {
  const char* const scripts[] = {
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT, b BIGINT, c VARCHAR(9), d, "
      "e DOUBLE PRECISION, f \"odd type\", g DATETIME DEFAULT CURRENT_TIMESTAMP, h BOOL DEFAULT "
      "1);",
      "CREATE TABLE t (a TEXT DEFAULT 'x''y', b TEXT DEFAULT (lower('X')), c INTEGER DEFAULT -1, "
      "d REAL DEFAULT 1.5, e BLOB DEFAULT x'00', f DEFAULT NULL, g BOOLEAN DEFAULT TRUE);",
      "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;",
      "CREATE TABLE t (a TEXT PRIMARY KEY, b INTEGER NOT NULL) STRICT;",
      "CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT UNIQUE);"
      "CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, "
      "code TEXT REFERENCES P (CODE), lost INTEGER REFERENCES nowhere (x));",
      "CREATE TABLE t (a INTEGER, b INTEGER AS (a + 1), c INTEGER AS (a * 2) STORED, "
      "CONSTRAINT positive CHECK (a > 0) ON CONFLICT FAIL, UNIQUE (a, b) ON CONFLICT REPLACE);"
      "CREATE INDEX i ON t (lower(a), b COLLATE nocase DESC) WHERE a IS NOT NULL;"
      "CREATE VIEW v (x) AS SELECT a FROM t;"
      "CREATE TRIGGER tr INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE a = OLD.x; END;"
      "CREATE VIRTUAL TABLE f USING fts5(title, tokenize = 'porter');",
  };
  for (const std::string script : scripts) {
    INFO(script);
    auto schema = schema_of(script);
    Diagnostics found;
    auto again = sqlite().lower(sqlite().raise(schema), found);
    CHECK(render(found) == "");
    CHECK(diff(schema, again, sqlite()).empty());
    CHECK(diff(again, schema, sqlite()).empty());
  }
}

}  // namespace athanor
