#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"

using namespace athanor;
using alembic::Cell;

namespace {

Schema schema_of(const Dialect& dialect, const std::string& script) {
  Diagnostics found;
  auto replayer = dialect.replay({});
  auto source = std::make_shared<SourceText>(SourceText{"new.sql", script});
  for (const auto& statement : dialect.read_script(source, found)) {
    replayer->apply(statement, found);
  }
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return replayer->schema();
}

std::string shown(const std::optional<alembic::Answer>& answer) {
  if (!answer) return "not answered";
  std::string out;
  for (const auto& row : answer->rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += (i ? "|" : "") + (row[i].kind == Cell::Kind::Null ? "NULL" : row[i].text);
    }
    out += "\n";
  }
  return out;
}

struct Case {
  const char *select, *expected;
};

void check_each(const char* dialect_name, const char* script, std::initializer_list<Case> cases) {
  const Dialect& dialect = *find_dialect(dialect_name);
  auto schema = schema_of(dialect, script);
  for (auto [select, expected] : cases) {
    CAPTURE(select);
    CHECK(shown(ask(*dialect.catalogue(schema), select)) == expected);
  }
}

}  // namespace

TEST_CASE("PostgreSQL's catalogue is asked without a server") {
  check_each(
      "postgresql",
      "CREATE TYPE mood AS ENUM ('sad', 'glad');"
      "CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) UNIQUE, m mood,"
      " CONSTRAINT ck CHECK (id > 0));"
      "CREATE INDEX ix_users_name ON users (name);",
      {
          {"SELECT 1 FROM information_schema.tables WHERE table_name = 'users'", "1\n"},
          {"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND "
           "table_name IN ('users', 'other');",
           "users\n"},
          {"SELECT COUNT(*) FROM information_schema.tables WHERE table_name='nothing'", "0\n"},
          {"select exists (select 1 from pg_tables where tablename = 'users') as there", "true\n"},
          {"SELECT column_name, is_nullable, data_type, character_maximum_length FROM "
           "information_schema.columns WHERE table_name = 'users' ORDER BY ordinal_position",
           "id|NO|integer|NULL\nname|YES|character varying|50\nm|YES|USER-DEFINED|NULL\n"},
          {"SELECT indexname FROM pg_indexes WHERE tablename = 'users' AND indexname LIKE 'ix%'",
           "ix_users_name\n"},
          {"SELECT conname FROM pg_constraint WHERE conname = 'ck' AND conrelid = "
           "'users'::regclass",
           "ck\n"},
          {"SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE "
           "t.typname = 'mood' ORDER BY e.enumsortorder",
           "sad\nglad\n"},
          {"SELECT constraint_name FROM information_schema.table_constraints WHERE "
           "constraint_name = 'users_name_key' AND constraint_type = 'UNIQUE'",
           "users_name_key\n"},
      });
}

TEST_CASE("what a graph cannot tell of PostgreSQL's catalogue is not answered") {
  const char* unanswered = "not answered";
  check_each("postgresql", "CREATE TABLE users (id integer DEFAULT 1);",
             {
                 {"SELECT COUNT(*) FROM information_schema.tables", unanswered},
                 {"SELECT 1 FROM users", unanswered},
                 {"SELECT 1 FROM pg_tables WHERE tablename = 'users' GROUP BY 1", unanswered},
                 {"SELECT tableowner FROM pg_tables WHERE tablename = 'users'", unanswered},
                 {"SELECT 1 FROM pg_tables WHERE schemaname = 'public'", unanswered},
                 {"SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND "
                  "column_default = '1'",
                  unanswered},
                 {"SELECT 1 FROM pg_tables WHERE tablename = 'users' AND f(1)", unanswered},
                 {"DELETE FROM pg_tables", unanswered},
                 {"", unanswered},
             });
}

TEST_CASE("SQLite's schema table and pragmas are asked without a database") {
  check_each("sqlite",
             "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x');"
             "CREATE INDEX ix ON users (name);",
             {
                 {"SELECT name FROM sqlite_master WHERE type='table' AND name='users'", "users\n"},
                 {"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = 'ix'", "1\n"},
                 {"SELECT name, \"notnull\" FROM pragma_table_info('users') WHERE name = 'name'",
                  "name|1\n"},
                 {"PRAGMA table_info(other)", ""},
                 {"SELECT name FROM sqlite_master", "not answered"},
             });
}

TEST_CASE("a select that calls a function of somebody's is not taken for one that only computes") {
  CHECK(only_computes("SELECT count(*), lower(name) FROM users WHERE id IN (1, 2)"));
  CHECK_FALSE(only_computes("SELECT make_partitions('users')"));
  CHECK_FALSE(only_computes("SELECT \"f\"(1)"));
}
