/// Expressions put to the server, which answers how it would hold them.

#include <doctest/doctest.h>

#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

/// That similarity() gives a real, which 0.5 must be cast for, only a server knows.
constexpr const char* kScript =
    "CREATE EXTENSION pg_trgm;"
    "CREATE DOMAIN near AS text DEFAULT (similarity('a', 'b') + 0.5)::text"
    " CONSTRAINT like_a CHECK (similarity(VALUE, 'a') > 0.5);"
    "CREATE TABLE t (a real DEFAULT similarity('a', 'b') + 0.5, b varchar(9), c int4range,"
    " g real GENERATED ALWAYS AS (similarity(b, 'x') + 0.5) STORED,"
    " CONSTRAINT c CHECK (similarity(b, 'x') > 0.5),"
    " CONSTRAINT x EXCLUDE USING gist (c WITH &&) WHERE (similarity(b, 'x') > 0.5));"
    "CREATE INDEX i ON t ((similarity(b, 'x') + 0.5), a) WHERE similarity(b, 'z') > 0.5";

Table& table_of(Schema& schema) {
  return schema.tables.at({"", "t"});
}

}  // namespace

TEST_CASE("an expression that is written otherwise becomes the server's text of it") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  auto& table = table_of(desired);
  table.columns[0].default_value = Expression{"SIMILARITY('a','b')+0.5", {}};
  table.columns[3].generated->expression.text = "similarity(b,'x')+0.5";
  table.checks[0].expression.text = "(similarity(t.b, 'x') > 0.5) or a BETWEEN 1 and 2";
  table.indexes[0].elements[0].what = Expression{"similarity(t.b, 'x') + 0.5", {}};
  table.indexes[0].where = Expression{"(similarity(b,'z')) > 0.5", {}};
  table.exclusions[0].where = Expression{"similarity(b, 'x') > 0.5", {}};
  auto& domain = desired.domains.at({"", "near"});
  domain.default_value = Expression{"(similarity('a', 'b')+0.5)::text", {}};
  domain.checks[0].expression.text = "similarity(value, 'a') > 0.5";

  auto written = database.session().as_written(desired, actual);
  auto& check = table_of(written).checks[0].expression.text;
  CHECK(check ==
        "similarity(b::text, 'x'::text) > 0.5::double precision OR "
        "a >= 1::double precision AND a <= 2::double precision");
  check = table_of(actual).checks[0].expression.text;
  CHECK(table_of(written).indexes == table_of(actual).indexes);
  CHECK(table_of(written).columns == table_of(actual).columns);
  CHECK(table_of(written).exclusions == table_of(actual).exclusions);
  CHECK(written == actual);
  CHECK(database.schema() == actual);
}

TEST_CASE("an expression that the server refuses stays, and keeps no other from being asked") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  auto& table = table_of(desired);
  table.columns[0].default_value = Expression{"no_such_function()", {}};
  table.columns[3].generated->expression.text = "similarity(b, 'x') + 0.5";
  auto written = database.session().as_written(desired, actual);
  CHECK(table_of(written).columns[0].default_value ==
        DefaultValue(Expression{"no_such_function()", {}}));
  CHECK(table_of(written).columns[3] == table_of(actual).columns[3]);
}

TEST_CASE("no expression can end the transaction that it is asked in") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).checks[0].expression.text = "true); COMMIT; DROP TABLE t; --";
  CHECK(database.session().as_written(desired, actual) == desired);
  CHECK(database.schema() == actual);
}

TEST_CASE("expressions are asked about with the types that their columns are to have") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0))");
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).columns[0].type = {{"", "text"}, {}, 0};
  table_of(desired).checks[0].expression.text = "a > '0'";
  auto written = database.session().as_written(desired, actual);
  CHECK(table_of(written).checks[0].expression.text == "a > '0'::text");
}

TEST_CASE("nothing is asked about what is known to be the same") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0))");
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).checks[0].expression.text = "(a)>0";
  CHECK(database.session().as_written(desired, actual) == desired);
}

TEST_CASE("a session that may not write leaves expressions as they are") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).checks[0].expression.text = "similarity(b,'x') > 0.5";
  database.run(
      "DO $$BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',"
      " current_database()); END$$; CREATE ROLE without_temporary; SET ROLE without_temporary");
  CHECK(database.session().as_written(desired, actual) == desired);
}

}  // namespace athanor::testing
