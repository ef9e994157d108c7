/// Expressions put to the server, which answers how it would hold them.

#include <doctest/doctest.h>

#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

constexpr const char* kScript =
    "CREATE TYPE mood AS ENUM ('good', 'bad');"
    "CREATE DOMAIN email AS text DEFAULT 'a@b' CONSTRAINT has_at CHECK (VALUE LIKE '%@%');"
    "CREATE TABLE t (a int DEFAULT 1, b varchar(9) DEFAULT 'x', m mood DEFAULT 'good', p int4range,"
    " g int GENERATED ALWAYS AS (a * 2) STORED,"
    " CONSTRAINT c CHECK (a > 0),"
    " CONSTRAINT x EXCLUDE USING gist (int4range(a, a + 5) WITH &&) WHERE (a > 0));"
    "CREATE INDEX i ON t (lower(b), a) WHERE b <> 'z'";

bool never(const Expression&, const Expression&) {
  return false;
}

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
  table.columns[0].default_value = Expression{"(1)", {}};
  table.columns[1].default_value = Expression{"CAST('x' AS varchar)", {}};
  table.columns[2].default_value = Expression{"'good'", {}};
  table.columns[4].generated->expression.text = "(a*2)";
  table.checks[0].expression.text = "(0 < A) or a BETWEEN 1 and 2";
  table.indexes[0].elements[0].what = Expression{"lower(t.b)", {}};
  table.indexes[0].where = Expression{"b != 'z'", {}};
  table.exclusions[0].elements[0].element.text = "int4range(a, (a + 5))";
  table.exclusions[0].where = Expression{"(a) > 0", {}};
  auto& domain = desired.domains.at({"", "email"});
  domain.default_value = Expression{"'a@b'", {}};
  domain.checks[0].expression.text = "value like '%@%'";

  auto written = database.session().as_written(desired, actual, never);
  CHECK(table_of(written).checks[0].expression.text == "0 < a OR a >= 1 AND a <= 2");
  CHECK(table_of(written).columns[1].default_value ==
        DefaultValue(Expression{"'x'::character varying", {}}));
  table_of(written).checks[0].expression.text = "a > 0";
  CHECK(table_of(written).indexes == table_of(actual).indexes);
  CHECK(table_of(written).exclusions == table_of(actual).exclusions);
  CHECK(table_of(written).columns == table_of(actual).columns);
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
  table.columns[1].default_value = Expression{"('x')", {}};
  auto written = database.session().as_written(desired, actual, never);
  CHECK(table_of(written).columns[0].default_value ==
        DefaultValue(Expression{"no_such_function()", {}}));
  CHECK(table_of(written).columns[1].default_value ==
        actual.tables.at({"", "t"}).columns[1].default_value);
}

TEST_CASE("no expression can end the transaction that it is asked in") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).checks[0].expression.text = "true); COMMIT; DROP TABLE t; --";
  CHECK(database.session().as_written(desired, actual, never) == desired);
  CHECK(database.schema() == actual);
}

TEST_CASE("expressions are asked about with the types that their columns are to have") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0))");
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).columns[0].type = {{"", "text"}, {}, 0};
  table_of(desired).checks[0].expression.text = "a > '0'";
  auto written = database.session().as_written(desired, actual, never);
  CHECK(table_of(written).checks[0].expression.text == "a > '0'::text");
}

TEST_CASE("nothing is asked about what is known to be the same") {
  PostgresqlDatabase database;
  database.run(kScript);
  auto actual = database.schema();
  auto desired = actual;
  table_of(desired).checks[0].expression.text = "0 < a";
  auto always = [](const Expression&, const Expression&) { return true; };
  CHECK(database.session().as_written(desired, actual, always) == desired);
}

}  // namespace athanor::testing
