/// The state of a live server's database, and rows tried in its tables.

#include "engine/health/health.hpp"

#include <doctest/doctest.h>

#include "engine/health/timing.hpp"
#include "tests/engine/health_words.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

std::string tried(const std::string& script, const std::string& hidden = "") {
  PostgresqlDatabase database;
  database.run(script);
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

TEST_CASE("a row is tried and taken back on PostgreSQL") {
  const TrialCase cases[] = {
      {"what counts by itself",
       "CREATE SEQUENCE s; CREATE TABLE t (a integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b "
       "bigserial, c integer DEFAULT nextval('s'), d text DEFAULT 'n' || nextval('s') NOT NULL);"
       "INSERT INTO t DEFAULT VALUES",
       "t: taken\n"},
      {"many types",
       "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TYPE pair AS (x integer, y text);"
       "CREATE TABLE t (a smallint NOT NULL, b numeric(3,2) NOT NULL, c varchar(2) NOT NULL, d "
       "char(3) NOT NULL, e uuid PRIMARY KEY, f jsonb NOT NULL, g text[] NOT NULL, h mood NOT "
       "NULL, i timestamptz NOT NULL, j date NOT NULL, k bytea NOT NULL, l inet NOT NULL, m "
       "int4range NOT NULL, n bit(4) NOT NULL, o interval NOT NULL, p pair NOT NULL, q boolean NOT "
       "NULL, r time NOT NULL, s double precision NOT NULL, t mood[] NOT NULL)",
       "t: taken\n"},
      {"domains",
       "CREATE DOMAIN age AS integer CHECK (VALUE >= 18); CREATE DOMAIN code AS text NOT NULL "
       "CHECK (length(VALUE) = 4) CHECK (VALUE <> ''); CREATE TABLE t (a age NOT NULL, c code NOT "
       "NULL)",
       "t: taken\n"},
      {"checks and keys",
       "CREATE TABLE a (id integer PRIMARY KEY CHECK (id > 0), s text NOT NULL CHECK (s IN ('x', "
       "'y')), l text NOT NULL CHECK (l LIKE '%@%')); CREATE TABLE b (a integer NOT NULL UNIQUE "
       "REFERENCES a DEFERRABLE INITIALLY DEFERRED, f date NOT NULL, t date NOT NULL, CHECK (f < "
       "t)); INSERT INTO a VALUES (1, 'x', '@'); INSERT INTO b VALUES (1, '2000-01-01', "
       "'2001-01-01')",
       "a: taken\nb: taken\n"},
      {"two keys through one column",
       "CREATE TABLE tenants (id integer PRIMARY KEY); CREATE TABLE users (tenant integer NOT NULL "
       "REFERENCES tenants, id integer, PRIMARY KEY (tenant, id)); CREATE TABLE notes (tenant "
       "integer NOT NULL REFERENCES tenants, by integer NOT NULL, FOREIGN KEY (tenant, by) "
       "REFERENCES users)",
       "notes: taken\ntenants: taken\nusers: taken\n"},
      {"a default that the check refuses",
       "CREATE TABLE t (a integer, state text NOT NULL DEFAULT 'nwe', CONSTRAINT known CHECK "
       "(state "
       "IN ('new', 'old')))",
       "t: refused: the default of state breaks check known\n"},
      {"a pattern that nobody guesses",
       "CREATE TABLE t (plate text NOT NULL CHECK (plate ~ '^[A-Z]{2}-[0-9]{3}$'))",
       "t: not tried: no values were found that its keys and checks take\n"},
      {"a check that fails on what is tried",
       "CREATE TABLE t (n integer NOT NULL, CONSTRAINT c CHECK (1 / (n - n) > 0))",
       "t: not tried: division by zero\n"},
      {"an exclusion",
       "CREATE TABLE t (r int4range NOT NULL, EXCLUDE USING gist (r WITH &&)); INSERT INTO t "
       "VALUES ('[1,2)')",
       "t: not tried: conflicting key value violates exclusion constraint \"t_r_excl\"\n"},
  };
  for (const auto& [name, script, expected] : cases) {
    CAPTURE(name);
    CHECK(tried(script) == expected);
  }
}

TEST_CASE("rows of protected tables may be pointed at and are not made on PostgreSQL") {
  std::string legacy =
      "CREATE TABLE legacy (id serial PRIMARY KEY);"
      "CREATE TABLE t (a integer NOT NULL REFERENCES legacy(id));";
  CHECK(tried(legacy, "legacy") ==
        "t: not tried: it needs a row of legacy: it is protected, or is not there\n");
  CHECK(tried(legacy + "INSERT INTO legacy DEFAULT VALUES", "legacy") == "t: taken\n");
}

TEST_CASE("a table that others hold is not waited for long") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a integer NOT NULL)");
  auto schema = database.schema();
  auto other = postgresql().open(database.url(), Access::ReadWrite);
  other->begin();
  other->execute("LOCK TABLE t");
  CHECK(try_all(database.session(), schema, database.dialect()) ==
        "t: not tried: canceling statement due to lock timeout\n");
}

TEST_CASE("the state of a PostgreSQL database is told") {
  PostgresqlDatabase database;
  database.run(
      "CREATE SEQUENCE s; CREATE SCHEMA shop; CREATE SEQUENCE shop.down INCREMENT -1;"
      "CREATE TABLE a (id serial PRIMARY KEY, code integer NOT NULL, n bigint DEFAULT "
      "nextval('s'));"
      "CREATE TABLE shop.b (id integer GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 3), a integer, d "
      "integer DEFAULT nextval('shop.down'));"
      "CREATE TABLE old (id serial, a integer); CREATE DOMAIN score AS integer;"
      "INSERT INTO a (code) VALUES (1), (1); INSERT INTO shop.b (a) VALUES (1);");
  auto all_is_well =
      "indexes are valid and ready\nconstraints are validated\nsequences are ahead of their "
      "columns\n";
  auto held = [&] {
    auto schema = database.schema();
    schema.tables.erase({"", "old"});
    return state_of(database.session(), schema, postgresql());
  };
  CHECK(held() == all_is_well);
  CHECK_THROWS_AS(
      database.session().execute("CREATE UNIQUE INDEX CONCURRENTLY ix_code ON a (code)"),
      StatementError);
  database.run(
      "ALTER TABLE shop.b ADD CONSTRAINT b_a FOREIGN KEY (a) REFERENCES a NOT VALID;"
      "ALTER TABLE a ADD CONSTRAINT positive CHECK (code > 0) NOT VALID;"
      "ALTER TABLE old ADD CONSTRAINT o CHECK (id > 0) NOT VALID;"
      "ALTER DOMAIN score ADD CONSTRAINT low CHECK (VALUE >= 0) NOT VALID;"
      "INSERT INTO a (id, code, n) VALUES (40, 2, 9); INSERT INTO old (id) VALUES (12);"
      "INSERT INTO shop.b (d) VALUES (-7); SELECT nextval('shop.b_id_seq');");
  CHECK(held() ==
        "indexes are valid and ready\n"
        "  ix_code on a is not ready: rows are not even entered into it\n"
        "constraints are validated\n"
        "  positive on a is NOT VALID: rows that were there may break it\n"
        "  b_a on shop.b is NOT VALID: rows that were there may break it\n"
        "  low on domain score is NOT VALID: values that were there may break it\n"
        "sequences are ahead of their columns\n"
        "  a_id_seq gives 3 next, and a.id has reached 40\n"
        "  s gives 3 next, and a.n has reached 9\n"
        "  shop.down gives -2 next, and shop.b.d has reached -7\n"
        "  shop.b_id_seq, which feeds shop.b.id, has no value left\n");
}

TEST_CASE("a query on a server is measured, cannot write, and is stopped when it takes too long") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a integer)");
  auto session = postgresql().open(database.url(), Access::ReadOnly);
  auto run = [&](const char* query) {
    auto timing = health::time_query(*session, query, 3, std::chrono::milliseconds(100));
    return std::to_string(timing.runs.size()) + " " + timing.failure;
  };
  CHECK(run("SELECT * FROM t") == "3 ");
  CHECK(run("SELECT pg_sleep(5)") == "0 canceling statement due to statement timeout");
  CHECK(run("INSERT INTO t VALUES (1)") == "0 cannot execute INSERT in a read-only transaction");
  CHECK(run("SELECT * FROM t") == "3 ");
}

}  // namespace athanor::testing
