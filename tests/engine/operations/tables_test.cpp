/// op.create_table and op.bulk_insert, as Alembic's `--sql` prints them.

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "schema/sql_text.hpp"
#include "tests/engine/operations/say.hpp"

namespace athanor::testing {
namespace {

using namespace alembic;

SaColumn with_default(SaColumn column, ServerDefault value) {
  column.server_default = std::move(value);
  return column;
}

SaColumn with_key(SaColumn column, SaForeignKey key) {
  column.foreign_keys.push_back(std::move(key));
  return column;
}

SaPrimaryKeyConstraint primary_key(std::vector<std::string> columns, const char* name = nullptr) {
  SaPrimaryKeyConstraint key;
  key.columns = std::move(columns);
  if (name) key.name = named(name);
  return key;
}

SaUniqueConstraint unique(std::vector<std::string> columns, const char* name = nullptr) {
  SaUniqueConstraint made;
  made.columns = std::move(columns);
  if (name) made.name = named(name);
  return made;
}

SaForeignKeyConstraint foreign_key(std::vector<std::string> columns,
                                   std::vector<std::string> targets) {
  SaForeignKeyConstraint made;
  made.columns = std::move(columns);
  made.targets = std::move(targets);
  return made;
}

SaCheck check_of(const char* condition, const char* name = nullptr) {
  SaCheck made;
  made.condition = text(condition);
  if (name) made.name = named(name);
  return made;
}

}  // namespace

TEST_CASE("a table has its constraints in the order in which SQLAlchemy makes them") {
  auto id = column("id", sa("Integer"));
  id.nullable = false;
  auto a = column("a", sa("String", {5}));
  a.unique = true;
  auto b = with_key(column("b", sa("Integer")), key("u.id", "fkb"));
  b.foreign_keys[0].rules.on_delete = "CASCADE";
  b.index = true;
  auto c = column("c", sa("Boolean", {}, {{"create_constraint", true}, {"name", "bc"}}));
  c.checks = {check_of("c > 1")};
  auto d = column("d", sa("Enum", {"x", "y"}, {{"name", "en"}, {"create_constraint", true}}));
  auto e = column("e", sa("Enum", {"x", "y"},
                          {{"name", "en2"}, {"native_enum", false}, {"create_constraint", true}}));
  auto operation =
      create_table("t", {id, a, b, c, d, e, unique({"a", "b"}, "uq"), primary_key({"id"}),
                         foreign_key({"a"}, {"s.v.x"}), check_of("a <> 'b'")});
  std::get<CreateTable>(operation).table.schema = "foo";
  std::get<CreateTable>(operation).table.comment = "it's";
  check({{"table", operation,
          "CREATE TYPE en AS ENUM ('x', 'y'); CREATE TABLE foo.t ( id SERIAL NOT NULL, a "
          "VARCHAR(5), b INTEGER, c BOOLEAN CHECK (c > 1), d en, e VARCHAR(1), PRIMARY KEY (id), "
          "CONSTRAINT uq UNIQUE (a, b), FOREIGN KEY(a) REFERENCES s.v (x), CHECK (a <> 'b'), "
          "UNIQUE (a), CONSTRAINT fkb FOREIGN KEY(b) REFERENCES u (id) ON DELETE CASCADE, "
          "CONSTRAINT en2 CHECK (e IN ('x', 'y')) ); CREATE INDEX ix_foo_t_b ON foo.t (b); "
          "COMMENT ON TABLE foo.t IS 'it''s';",
          "CREATE TABLE foo.t ( id INTEGER NOT NULL, a VARCHAR(5), b INTEGER, c BOOLEAN CHECK (c > "
          "1), d VARCHAR(1), e VARCHAR(1), PRIMARY KEY (id), CONSTRAINT uq UNIQUE (a, b), CHECK (a "
          "<> 'b'), UNIQUE (a), CONSTRAINT bc CHECK (c IN (0, 1)), CONSTRAINT en CHECK (d IN ('x', "
          "'y')), CONSTRAINT en2 CHECK (e IN ('x', 'y')) ); CREATE INDEX foo.ix_foo_t_b ON t "
          "(b);"}});
}

TEST_CASE("defaults are written as each dialect takes them") {
  check({{"defaults",
          create_table("t",
                       {with_default(column("a", sa("DateTime")), call("now")),
                        with_default(column("b", sa("UUID")), call("gen_random_uuid")),
                        with_default(column("c", sa("Boolean")), SqlExpression{SqlWord::False, {}}),
                        with_default(column("d", sa("Text")), text("'x'||'y'")),
                        with_default(column("e", sa("Integer")), std::string("5")),
                        with_default(column("f", sa("Integer")), text("-1")),
                        with_default(column("g", sa("Text")), text("CURRENT_TIMESTAMP")),
                        with_default(column("h", sa("Text")), value("x"))}),
          "CREATE TABLE t ( a TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), b UUID DEFAULT "
          "gen_random_uuid(), c BOOLEAN DEFAULT false, d TEXT DEFAULT 'x'||'y', e INTEGER DEFAULT "
          "'5', f INTEGER DEFAULT -1, g TEXT DEFAULT CURRENT_TIMESTAMP, h TEXT DEFAULT 'x' );",
          "CREATE TABLE t ( a DATETIME DEFAULT CURRENT_TIMESTAMP, b UUID DEFAULT "
          "(gen_random_uuid()), c BOOLEAN DEFAULT 0, d TEXT DEFAULT 'x'||'y', e INTEGER DEFAULT "
          "'5', f INTEGER DEFAULT (-1), g TEXT DEFAULT CURRENT_TIMESTAMP, h TEXT DEFAULT 'x' );"}});
}

TEST_CASE("integer keys count up where SQLAlchemy lets them") {
  auto uncounted = key_column("a", sa("Integer"));
  uncounted.autoincrement = Autoincrement::No;
  auto counted = key_column("b", sa("Integer"));
  counted.autoincrement = Autoincrement::Yes;
  auto identity = key_column("id", sa("BigInteger"));
  identity.server_default = SaIdentity{keywords({{"always", true}, {"start", 5}}), {}};
  const std::string composite =
      "error: (in table 't', column 'b'): SQLite does not support autoincrement for composite "
      "primary keys";
  check({
      {"small", create_table("t", {key_column("a", sa("SmallInteger"))}),
       "CREATE TABLE t ( a SMALLSERIAL NOT NULL, PRIMARY KEY (a) );",
       "CREATE TABLE t ( a SMALLINT NOT NULL, PRIMARY KEY (a) );"},
      {"big",
       create_table("t", {key_column("a", sa("BigInteger"))}, {{"sqlite_autoincrement", true}}),
       "CREATE TABLE t ( a BIGSERIAL NOT NULL, PRIMARY KEY (a) );",
       "CREATE TABLE t ( a BIGINT NOT NULL PRIMARY KEY AUTOINCREMENT );"},
      {"of a foreign key",
       create_table("t", {with_key(key_column("a", sa("Integer")), key("u.id"))}),
       "CREATE TABLE t ( a INTEGER NOT NULL, PRIMARY KEY (a), FOREIGN KEY(a) REFERENCES u (id) );",
       "CREATE TABLE t ( a INTEGER NOT NULL, PRIMARY KEY (a), FOREIGN KEY(a) REFERENCES u (id) );"},
      {"with a default",
       create_table("t", {with_default(key_column("a", sa("Integer")), std::string("4"))}),
       "CREATE TABLE t ( a INTEGER DEFAULT '4' NOT NULL, PRIMARY KEY (a) );",
       "CREATE TABLE t ( a INTEGER DEFAULT '4' NOT NULL, PRIMARY KEY (a) );"},
      {"not", create_table("t", {uncounted, primary_key({"a"}, "pk_t")}),
       "CREATE TABLE t ( a INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a) );",
       "CREATE TABLE t ( a INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a) );"},
      {"one of two", create_table("t", {key_column("a", sa("Integer")), counted}),
       "CREATE TABLE t ( a INTEGER NOT NULL, b SERIAL NOT NULL, PRIMARY KEY (b, a) );", composite},
      {"identity", create_table("t", {identity}),
       "CREATE TABLE t ( id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 5), PRIMARY KEY (id) "
       ");",
       "CREATE TABLE t ( id BIGINT NOT NULL, PRIMARY KEY (id) );"},
  });
}

TEST_CASE("a table has the options of its own dialect") {
  auto prefixed = create_table("t4", {key_column("id", sa("Integer"))},
                               {{"sqlite_autoincrement", true},
                                {"postgresql_partition_by", "RANGE (id)"},
                                {"sqlite_strict", true},
                                {"sqlite_with_rowid", false}});
  std::get<CreateTable>(prefixed).table.prefixes = {"UNLOGGED"};
  std::get<CreateTable>(prefixed).if_not_exists = true;
  check({
      {"prefixed", prefixed,
       "CREATE UNLOGGED TABLE IF NOT EXISTS t4 ( id SERIAL NOT NULL, PRIMARY KEY (id) ) PARTITION "
       "BY RANGE (id);",
       "CREATE UNLOGGED TABLE IF NOT EXISTS t4 ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT ) "
       "WITHOUT ROWID, STRICT;"},
      {"storage",
       create_table(
           "t", {column("b", sa("Integer"))},
           {{"postgresql_with", ConstantDict{{{"fillfactor", Constant{ConstantInteger{"70"}}}}}},
            {"postgresql_tablespace", "x"},
            {"postgresql_inherits",
             ConstantList{{Constant{std::string("p")}, Constant{std::string("Q")}}}},
            {"postgresql_on_commit", "PRESERVE ROWS"}}),
       "CREATE TABLE t ( b INTEGER ) INHERITS (p, \"Q\") WITH (fillfactor = 70) ON COMMIT PRESERVE "
       "ROWS TABLESPACE x;",
       "CREATE TABLE t ( b INTEGER );"},
  });
}

TEST_CASE("a table that SQLAlchemy cannot put together is refused with its reason") {
  SaColumn untyped;
  untyped.name = "x";
  const std::string no_type =
      "error: (in table 't', column 'x'): Can't generate DDL for NullType(); did you forget to "
      "specify a type on this Column?";
  const std::string twice = "error: A column with name 'a' is already present in table 't'.";
  const std::string missing =
      "error: Can't create UniqueConstraint on table 't': no column named 'z' is present.";
  check({
      {"no type", create_table("t", {untyped}), no_type, no_type},
      {"twice", create_table("t", {column("a", sa("Text")), column("a", sa("Text"))}), twice,
       twice},
      {"missing", create_table("t", {column("a", sa("Text")), unique({"z"})}), missing, missing},
  });
}

TEST_CASE("a type is made once in a run, ahead of the first table that has it") {
  auto first = create_table("t", {column("a", sa("Enum", {"x"}, {{"name", "k"}}))});
  auto second = create_table("u", {column("a", postgresql_type("ENUM", {"x"}, {{"name", "k"}}))});
  auto operations = find_dialect("postgresql")->operations(nullptr);
  CHECK(operations->render(first, {}).size() == 2);
  auto now = schema_from("postgresql", "CREATE TYPE k AS ENUM ('x');");
  CHECK(operations->render(second, now).size() == 1);
  CHECK(operations->render(second, {}).size() == 2);
}

TEST_CASE("a type of its own is made and dropped where it is not there yet, or is") {
  CreateType create{sa("Enum", {"a", "b'c"}, {{"name", "K"}, {"schema", "s"}}), true, {}};
  DropType drop{create.type, false, {}};
  check({
      {"create", create, "CREATE TYPE s.\"K\" AS ENUM ('a', 'b''c');", ""},
      {"drop", drop, "DROP TYPE s.\"K\";", ""},
  });
  drop.check_first = true;
  CHECK(rendered("postgresql", drop) == "");
}

TEST_CASE("rows are inserted with literals of their columns' types") {
  BulkInsert insert;
  insert.table = table("t");
  insert.columns = {
      column("a", sa("Integer")), column("b", sa("String")),   column("c", sa("Date")),
      column("d", sa("Boolean")), column("e", sa("DateTime")), column("f", sa("Numeric")),
      column("g", sa("JSON")),    column("k", sa("Time")),     column("u", sa("Uuid"))};
  auto argument = [](Constant constant) { return Argument{std::move(constant), {}}; };
  using Kind = ConstantTime::Kind;
  insert.rows = {
      {{"b", argument({std::string("x'y\\z:q%")})},
       {"a", argument({ConstantInteger{"1"}})},
       {"c", argument({ConstantTime{Kind::Date, "2020-01-02"}})},
       {"d", argument({true})},
       {"e", argument({ConstantTime{Kind::DateTime, "2020-01-02 03:04:05"}})},
       {"f", argument({ConstantDecimal{"1.50"}})},
       {"k", argument({ConstantTime{Kind::Time, "01:02:03"}})},
       {"u", argument({ConstantUuid{"00000000-0000-0000-0000-000000000005"}})}},
      {{"g", argument({ConstantDict{{{"b", Constant{std::string("it's \u00e9")}}}}})},
       {"a", argument({ConstantNone{}})}},
  };
  check({{"rows", insert,
          "INSERT INTO t (a, b, c, d, e, f, k, u) VALUES (1, 'x''y\\z:q%', '2020-01-02', true, "
          "'2020-01-02 03:04:05', 1.50, '01:02:03', '00000000-0000-0000-0000-000000000005'); "
          "INSERT INTO t (a, g) VALUES (NULL, '{\"b\": \"it''s \\u00e9\"}');",
          "INSERT INTO t (a, b, c, d, e, f, k, u) VALUES (1, 'x''y\\z:q%', '2020-01-02', 1, "
          "'2020-01-02 03:04:05.000000', 1.50, '01:02:03.000000', "
          "'00000000000000000000000000000005'); INSERT INTO t (a, g) VALUES (NULL, '{\"b\": "
          "\"it''s \\u00e9\"}');"}});
}

}  // namespace athanor::testing
