/// The catalogue of a live server, read into a graph. Graphs are compared as model files show them.

#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "schema/model/writer.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

/// What a script makes, as one model file without its first line.
std::string read_back(const std::string& script) {
  PostgresqlDatabase database;
  database.run(script);
  auto texts = write_models(database.schema(), {"postgresql", WriteOptions::Layout::Single});
  if (texts.empty()) return "";
  const auto& text = texts.front().text;
  return text.substr(text.find('\n') + 1);
}

std::string problems_of(const std::string& script) {
  PostgresqlDatabase database;
  database.run(script);
  return database.problems();
}

struct Reading {
  std::string name, script, expected;
};

void check_all(const std::vector<Reading>& cases) {
  for (const auto& [name, script, expected] : cases) {
    INFO(name);
    CHECK(read_back(script) == expected);
  }
}

}  // namespace

TEST_CASE("an empty database is an empty graph") {
  PostgresqlDatabase database;
  CHECK(database.schema() == Schema{});
  CHECK(database.problems() == "");
}

TEST_CASE("schemas, extensions and collations are read") {
  check_all({
      {"a schema", "CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'the app'; CREATE SCHEMA \"Odd\"",
       "[schemas.Odd]\n\n[schemas.app]\ncomment = \"the app\"\n"},
      {"a comment on public", "COMMENT ON SCHEMA public IS 'ours'",
       "[schemas.public]\ncomment = \"ours\"\n"},
      {"collations",
       "CREATE COLLATION german (provider = icu, locale = 'de-DE', deterministic = false);"
       "CREATE COLLATION posix (locale = 'POSIX'); COMMENT ON COLLATION posix IS 'c';"
       "CREATE COLLATION two (lc_collate = 'C', lc_ctype = 'POSIX')",
       "[collations.german]\nprovider = \"icu\"\nlocale = \"de-DE\"\ndeterministic = false\n\n"
       "[collations.posix]\nlocale = \"POSIX\"\ncomment = \"c\"\n\n"
       "[collations.two]\nlc_collate = \"C\"\nlc_ctype = \"POSIX\"\n"},
  });
}

TEST_CASE("an extension is read, and what belongs to it is left to it") {
  PostgresqlDatabase database;
  database.run(
      "CREATE SCHEMA app; CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm SCHEMA app;"
      "COMMENT ON EXTENSION pg_trgm IS 'ours'; CREATE EXTENSION pg_stat_statements");
  auto schema = database.schema();
  CHECK(schema.extensions.size() == 3);
  CHECK_FALSE(schema.extensions.at({"", "hstore"}).comment.has_value());
  CHECK(schema.extensions.at({"app", "pg_trgm"}).comment == "ours");
  CHECK(schema.tables.empty());
}

TEST_CASE("types that the database defines are read") {
  check_all({
      {"an enum",
       "CREATE TYPE mood AS ENUM ('good', 'so''so', 'b\"a,d'); ALTER TYPE mood ADD VALUE 'best' "
       "BEFORE 'good'; COMMENT ON TYPE mood IS 'm'",
       "[enums.mood]\nvalues = [\"best\", \"good\", \"so'so\", 'b\"a,d']\ncomment = \"m\"\n"},
      {"a domain",
       "CREATE SCHEMA app;"
       "CREATE DOMAIN app.email AS varchar(99) COLLATE \"C\" NOT NULL DEFAULT 'a@b'"
       " CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CHECK (length(VALUE) > 3);"
       "COMMENT ON DOMAIN app.email IS 'e'",
       "[schemas.app]\n\n[domains.\"app.email\"]\ntype = \"character varying(99)\"\n"
       "nullable = false\ndefault = { sql = \"'a@b'::character varying\" }\ncollation = \"C\"\n"
       "checks = [{ name = \"email_check\", expression = \"length(VALUE::text) > 3\" }, "
       "{ name = \"has_at\", expression = \"VALUE::text ~~ '%@%'::text\" }]\ncomment = \"e\"\n"},
      {"a composite type",
       "CREATE TYPE address AS (street text, zip varchar(5) COLLATE \"C\", tags text[][])",
       "[types.address.fields]\nstreet = \"text\"\n"
       "zip    = { type = \"character varying(5)\", collation = \"C\" }\n"
       "tags   = \"text[]\"\n"},
      {"range types",
       "CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);"
       "CREATE TYPE span AS RANGE (subtype = text, collation = \"C\","
       " subtype_opclass = text_pattern_ops, multirange_type_name = spans)",
       "[types.floatrange]\nsubtype = \"double precision\"\nsubtype_diff = \"float8mi\"\n\n"
       "[types.span]\nsubtype = \"text\"\nsubtype_opclass = \"text_pattern_ops\"\n"
       "collation = \"C\"\nmultirange_type_name = \"spans\"\n"},
  });
}

TEST_CASE("sequences hold what differs from their defaults") {
  check_all({
      {"its own", "CREATE SEQUENCE plain; CREATE SEQUENCE small AS smallint",
       "[sequences.plain]\n\n[sequences.small]\ntype = \"smallint\"\n"},
      {"downwards",
       "CREATE SEQUENCE ticket AS integer START 1000 INCREMENT -5 MAXVALUE 2000 CACHE 3 CYCLE;"
       "CREATE SEQUENCE down INCREMENT -1",
       "[sequences.down]\nincrement = -1\n\n[sequences.ticket]\ntype = \"integer\"\nstart = 1000\n"
       "increment = -5\nmaximum = 2000\ncache = 3\ncycle = true\n"},
      {"of a serial column", "CREATE TABLE t (id serial, n bigserial)",
       "[sequences.t_id_seq]\ntype = \"integer\"\nowned_by = \"t.id\"\n\n"
       "[sequences.t_n_seq]\nowned_by = \"t.n\"\n\n"
       "[tables.t.columns]\n"
       "id = { type = \"integer\", nullable = false, "
       "default = { sql = \"nextval('t_id_seq'::regclass)\" } }\n"
       "n  = { type = \"bigint\", nullable = false, "
       "default = { sql = \"nextval('t_n_seq'::regclass)\" } }\n"},
  });
}

TEST_CASE("columns are read with all that is their own") {
  check_all({
      {"types",
       "CREATE TABLE t (a numeric(10), b bit varying(5), c char, d interval day to second(3),"
       " e timestamp(3) with time zone, f float(20), g varchar[], h bpchar)",
       "[tables.t.columns]\n"
       "a = { type = \"numeric(10,0)\", nullable = true }\n"
       "b = { type = \"bit varying(5)\", nullable = true }\n"
       "c = { type = \"character(1)\", nullable = true }\n"
       "d = { type = \"interval day to second(3)\", nullable = true }\n"
       "e = { type = \"timestamp(3) with time zone\", nullable = true }\n"
       "f = { type = \"real\", nullable = true }\n"
       "g = { type = \"character varying[]\", nullable = true }\n"
       "h = { type = \"bpchar\", nullable = true }\n"},
      {"defaults",
       "CREATE TABLE t (a int DEFAULT (1 + 2), b timestamptz DEFAULT now(),"
       " c timestamptz DEFAULT '2020-01-01 12:00+02', d text DEFAULT CASE WHEN true THEN 'x' END)",
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = true, default = { sql = \"1 + 2\" } }\n"
       "b = { type = \"timestamp with time zone\", nullable = true, "
       "default = { sql = \"now()\" } }\n"
       "c = { type = \"timestamp with time zone\", nullable = true, "
       "default = { sql = \"'2020-01-01 10:00:00+00'::timestamp with time zone\" } }\n"
       "d = { type = \"text\", nullable = true, default = { sql = "
       "\"CASE WHEN true THEN 'x'::text ELSE NULL::text END\" } }\n"},
      {"identity",
       "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 10 CACHE 5),"
       " b int GENERATED BY DEFAULT AS IDENTITY)",
       "[tables.t.columns]\n"
       "a = { type = \"bigint\", nullable = false, "
       "identity = { generation = \"always\", start = 100, increment = 10, cache = 5 } }\n"
       "b = { type = \"integer\", nullable = false, "
       "identity = true }\n"},
      {"generated, storage and statistics",
       "CREATE TABLE t (a int, b int GENERATED ALWAYS AS ((a + 1) * 2) STORED, c text COLLATE "
       "\"C\");"
       "ALTER TABLE t ALTER c SET STORAGE external, ALTER c SET COMPRESSION pglz,"
       " ALTER c SET STATISTICS 500, ALTER c SET (n_distinct = 5); COMMENT ON COLUMN t.c IS 'cc'",
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = true }\n"
       "b = { type = \"integer\", nullable = true, "
       "generated = { expression = \"(a + 1) * 2\", stored = true } }\n"
       "c = { type = \"text\", nullable = true, collation = \"C\", comment = \"cc\", "
       "storage = \"external\", compression = \"pglz\", statistics = 500, "
       "options = { n_distinct = 5 } }\n"},
      {"columns that were altered and dropped keep their order",
       "CREATE TABLE t (a int, b int, c int, d int); ALTER TABLE t DROP b, ALTER a SET NOT NULL,"
       " ALTER c TYPE bigint; CREATE INDEX ix ON t (d, c)",
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = false }\n"
       "c = { type = \"bigint\", nullable = true }\n"
       "d = { type = \"integer\", nullable = true }\n\n"
       "[[tables.t.indexes]]\nname = \"ix\"\ncolumns = [\"d\", \"c\"]\n"},
  });
}

TEST_CASE("an identity column's sequence is named only where nobody would guess the name") {
  PostgresqlDatabase database;
  database.run(
      "CREATE SCHEMA app; CREATE TABLE app.t (id int GENERATED ALWAYS AS IDENTITY,"
      " b int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.odd))");
  auto schema = database.schema();
  const auto& columns = schema.tables.at({"app", "t"}).columns;
  CHECK_FALSE(columns[0].identity->sequence_name.has_value());
  CHECK(columns[1].identity->sequence_name == QualifiedName{"app", "odd"});
  CHECK(schema.sequences.empty());
}

TEST_CASE("constraints are read with all that is their own") {
  check_all({
      {"keys",
       "CREATE TABLE t (a int, b int, c int, PRIMARY KEY (b, a) INCLUDE (c) WITH (fillfactor=80),"
       " CONSTRAINT u UNIQUE (c, a) DEFERRABLE INITIALLY DEFERRED);"
       "ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a, b);"
       "COMMENT ON CONSTRAINT t_pkey ON t IS 'pk'",
       "[tables.t]\nprimary_key = { columns = [\"b\", \"a\"], name = \"t_pkey\", include = "
       "[\"c\"], "
       "with = { fillfactor = 80 }, comment = \"pk\" }\n\n"
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = false }\n"
       "b = { type = \"integer\", nullable = false }\n"
       "c = { type = \"integer\", nullable = true }\n\n"
       "[[tables.t.uniques]]\nname = \"t_a_b_key\"\ncolumns = [\"a\", \"b\"]\n"
       "nulls_distinct = false\n\n"
       "[[tables.t.uniques]]\nname = \"u\"\ncolumns = [\"c\", \"a\"]\n"
       "deferrable = \"initially deferred\"\n"},
      {"foreign keys",
       "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));"
       "CREATE TABLE t (a int, b int);"
       "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p MATCH FULL"
       " ON UPDATE CASCADE ON DELETE SET NULL (b) DEFERRABLE NOT VALID",
       "[tables.p]\nprimary_key = { columns = [\"a\", \"b\"], name = \"p_pkey\" }\n\n"
       "[tables.p.columns]\n"
       "a = { type = \"integer\", nullable = false }\n"
       "b = { type = \"integer\", nullable = false }\n\n"
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = true }\n"
       "b = { type = \"integer\", nullable = true }\n\n"
       "[[tables.t.foreign_keys]]\nname = \"f\"\ncolumns = [\"a\", \"b\"]\n"
       "references = \"p(a, b)\"\non_delete = \"set null (b)\"\non_update = \"cascade\"\n"
       "match = \"full\"\ndeferrable = true\nvalidated = false\n"},
      {"checks",
       "CREATE TABLE t (a int, b int, CONSTRAINT x CHECK (((a > 0) AND (b IN (1, 2)))) NO INHERIT);"
       "ALTER TABLE t ADD CONSTRAINT y CHECK ((a + 1) * (b + 2) > 0 OR a IS NULL) NOT VALID",
       "[tables.t.columns]\n"
       "a = { type = \"integer\", nullable = true }\n"
       "b = { type = \"integer\", nullable = true }\n\n"
       "[[tables.t.checks]]\nname = \"x\"\n"
       "expression = \"a > 0 AND (b = ANY (ARRAY[1, 2]))\"\ninherit = false\n\n"
       "[[tables.t.checks]]\nname = \"y\"\n"
       "expression = \"((a + 1) * (b + 2)) > 0 OR a IS NULL\"\nvalidated = false\n"},
      {"exclusions",
       "CREATE TABLE t (a int4range, b point, c inet, CONSTRAINT x EXCLUDE USING gist (a WITH &&,"
       " c inet_ops WITH &&) INCLUDE (b) WHERE (NOT isempty(a)) DEFERRABLE)",
       "[tables.t.columns]\n"
       "a = { type = \"int4range\", nullable = true }\n"
       "b = { type = \"point\", nullable = true }\n"
       "c = { type = \"inet\", nullable = true }\n\n"
       "[[tables.t.exclusions]]\nname = \"x\"\nelements = [\"a with &&\", \"c inet_ops with &&\"]\n"
       "include = [\"b\"]\nwhere = \"NOT isempty(a)\"\ndeferrable = true\n"},
  });
}

TEST_CASE("checks that print alike are read for each table, and others keep to themselves") {
  PostgresqlDatabase database;
  database.run(
      "CREATE TABLE one (low int, high int, CONSTRAINT c CHECK (low < high));"
      "CREATE TABLE two (low int,    high int,     CONSTRAINT c CHECK (low < high));"
      "CREATE TABLE other_names (\"a, b\" int, c int, CONSTRAINT c CHECK (\"a, b\" < c));"
      "CREATE TABLE more_names (a int, \"b, c\" int, CONSTRAINT c CHECK (a < \"b, c\"));"
      "CREATE TABLE other_value (low int, high int, CONSTRAINT c CHECK (low < high + 1));"
      "CREATE TABLE row_one (low int, CONSTRAINT c CHECK (row_one IS NOT NULL));"
      "CREATE TABLE row_two (low int, CONSTRAINT c CHECK (row_two IS NOT NULL))");
  auto schema = database.schema();
  std::map<std::string, std::string> texts;
  for (const auto& [name, table] : schema.tables) {
    texts[name.name] = table.checks.at(0).expression.text;
  }
  const std::map<std::string, std::string> expected = {
      {"one", "low < high"},
      {"two", "low < high"},
      {"other_names", "\"a, b\" < c"},
      {"more_names", "a < \"b, c\""},
      {"other_value", "low < (high + 1)"},
      {"row_one", "row_one.* IS NOT NULL"},
      {"row_two", "row_two.* IS NOT NULL"},
  };
  CHECK(texts == expected);
}

TEST_CASE("indexes are read with all that is their own") {
  PostgresqlDatabase database;
  database.run(
      "CREATE EXTENSION pg_trgm;"
      "CREATE TABLE t (a int, b timestamptz, c varchar(9), d text COLLATE \"C\", e text[]);"
      "CREATE UNIQUE INDEX i1 ON t (a, b DESC NULLS LAST, lower(c) text_pattern_ops NULLS FIRST)"
      " INCLUDE (d) WITH (fillfactor=60) WHERE c <> 'x';"
      "CREATE INDEX i2 ON t ((a + 1), (c || d) DESC, lower(d) COLLATE \"POSIX\", d COLLATE "
      "\"POSIX\");"
      "CREATE INDEX i3 ON t USING gist (d gist_trgm_ops (siglen=32));"
      "CREATE INDEX i4 ON t USING gin (e); CREATE INDEX i5 ON t (c, d varchar_pattern_ops);"
      "CREATE INDEX i6 ON t (a oid_ops) NULLS NOT DISTINCT; COMMENT ON INDEX i6 IS 'six'");
  auto schema = database.schema();
  std::string told;
  for (const auto& index : schema.tables.at({"", "t"}).indexes) {
    told += index.name + " " + index.method.value_or("btree");
    for (const auto& element : index.elements) told += " | " + display(element);
    told += "\n";
  }
  CHECK(told ==
        "i1 btree | a | b desc nulls last | lower(c::text) text_pattern_ops nulls first\n"
        "i2 btree | a + 1 | c::text || d desc | lower(d) collate POSIX | d collate POSIX\n"
        "i3 gist | d gist_trgm_ops(siglen='32')\n"
        "i4 gin | e\n"
        "i5 btree | c | d varchar_pattern_ops\n"
        "i6 btree | a oid_ops\n");
  const auto& first = schema.tables.at({"", "t"}).indexes.front();
  CHECK(first.unique);
  CHECK(first.where->text == "c::text <> 'x'::text");
  CHECK(first.include == std::vector<std::string>{"d"});
  CHECK(first.with == Options{{"fillfactor", "60"}});
  const auto& last = schema.tables.at({"", "t"}).indexes.back();
  CHECK_FALSE(last.nulls_distinct);
  CHECK(last.comment == "six");
}

TEST_CASE("an index that a broken CONCURRENTLY left is read as not valid") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
  CHECK_THROWS_AS(database.run("CREATE UNIQUE INDEX CONCURRENTLY ix ON t (a)"), StatementError);
  auto schema = database.schema();
  const auto& indexes = schema.tables.at({"", "t"}).indexes;
  REQUIRE(indexes.size() == 1);
  CHECK_FALSE(indexes.front().valid);
}

TEST_CASE("tables are read with all that is their own") {
  check_all({
      {"an unlogged table with parameters",
       "CREATE UNLOGGED TABLE t (a text) WITH (fillfactor=70, toast.autovacuum_enabled=off);"
       "COMMENT ON TABLE t IS 'it''s'",
       "[tables.t]\ncomment = \"it's\"\nunlogged = true\n"
       "with = { fillfactor = 70, \"toast.autovacuum_enabled\" = \"off\" }\n\n"
       "[tables.t.columns]\na = { type = \"text\", nullable = true }\n"},
      {"names that need quotes",
       "CREATE SCHEMA \"My App\"; CREATE TABLE \"My App\".\"T\" (\"order\" int, \"a \"\"b\"\"\" int"
       " CHECK (\"a \"\"b\"\"\" > \"order\"))",
       "[schemas.\"My App\"]\n\n[tables.\"My App.T\".columns]\n"
       "order   = { type = \"integer\", nullable = true }\n"
       "'a \"b\"' = { type = \"integer\", nullable = true }\n\n"
       "[[tables.\"My App.T\".checks]]\nname = \"T_check\"\n"
       "expression = '\"a \"\"b\"\"\" > \"order\"'\n"},
      {"a child has what is declared there",
       "CREATE TABLE base (id int PRIMARY KEY, t text DEFAULT 'x' NOT NULL, CHECK (id > 0));"
       "CREATE TABLE child (extra int, t text DEFAULT 'y' NOT NULL, PRIMARY KEY (id)) INHERITS "
       "(base)",
       "[tables.base.columns]\n"
       "id = { type = \"integer\", nullable = false, primary_key = { name = \"base_pkey\" }, "
       "check = { name = \"base_id_check\", expression = \"id > 0\" } }\n"
       "t  = { type = \"text\", nullable = false, default = { sql = \"'x'::text\" } }\n\n"
       "[tables.child]\n"
       "primary_key = { columns = [\"id\"], name = \"child_pkey\" }\ninherits = [\"base\"]\n\n"
       "[tables.child.columns]\n"
       "t     = { type = \"text\", nullable = false, default = { sql = \"'y'::text\" } }\n"
       "extra = { type = \"integer\", nullable = true }\n"},
      {"what is temporary is left out", "CREATE TEMP TABLE t (id serial PRIMARY KEY)", ""},
  });
}

TEST_CASE("what the graph cannot hold is an error that names it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"CREATE VIEW v AS SELECT 1 AS a; COMMENT ON VIEW v IS 'x'; COMMENT ON COLUMN v.a IS 'y'",
       "error: view \"v\": views of PostgreSQL are not read yet\n"},
      {"CREATE MATERIALIZED VIEW m AS SELECT 1 AS x; CREATE INDEX ON m (x)",
       "error: materialized view \"m\": materialized views of PostgreSQL are not read yet\n"},
      {"CREATE SCHEMA app; CREATE FUNCTION app.f(a int, text) RETURNS int LANGUAGE sql AS 'SELECT "
       "1'",
       "error: function \"app.f(a integer, text)\": functions of PostgreSQL are not read yet\n"},
      {"CREATE TABLE p (a int) PARTITION BY RANGE (a);"
       "CREATE TABLE q PARTITION OF p FOR VALUES FROM (1) TO (2)",
       "error: table \"p\": partitioned tables of PostgreSQL are not read yet\n"
       "error: table \"q\": partitions of PostgreSQL are not read yet\n"},
      {"CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
       "CREATE POLICY own ON t USING (true); GRANT SELECT ON t TO PUBLIC;"
       "CREATE RULE r AS ON INSERT TO t DO NOTHING; CREATE STATISTICS s ON a, (a + 1) FROM t",
       "error: table \"t\": privileges of PostgreSQL are not read yet\n"
       "error: table \"t\": row security of PostgreSQL are not read yet\n"
       "error: policy \"own on t\": policies of PostgreSQL are not read yet\n"
       "error: rule \"r on t\": rules of PostgreSQL are not read yet\n"
       "error: statistics object \"s\": statistics objects of PostgreSQL are not read yet\n"},
      {"CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TRIGGER touch BEFORE UPDATE ON t"
       " EXECUTE FUNCTION suppress_redundant_updates_trigger(); GRANT SELECT (b) ON t TO PUBLIC;"
       "CLUSTER t USING t_pkey; ALTER TABLE t REPLICA IDENTITY FULL",
       "error: table \"t\": replica identities of PostgreSQL are not read yet\n"
       "error: column \"t.b\": privileges of PostgreSQL are not read yet\n"
       "error: index \"t_pkey\": clustered tables of PostgreSQL are not read yet\n"
       "error: trigger \"touch on t\": triggers of PostgreSQL are not read yet\n"},
      {"CREATE TYPE address AS (a int); CREATE TABLE t OF address",
       "error: table \"t\": typed tables of PostgreSQL are not read yet\n"},
      {"CREATE TABLE t (a int PRIMARY KEY); COMMENT ON INDEX t_pkey IS 'x'",
       "error: index \"t_pkey\": comments on the indexes of constraints of PostgreSQL are not read "
       "yet\n"},
      {"CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY); COMMENT ON SEQUENCE t_a_seq IS 'x'",
       "error: sequence t_a_seq: comments on it are not read yet\n"},
      {"CREATE TABLE b (a int); CREATE TABLE c () INHERITS (b); ALTER TABLE c ALTER a SET DEFAULT "
       "1",
       "error: column \"c.a\": inherited columns that were changed in the child of PostgreSQL are "
       "not read yet\n"},
      {"CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO PUBLIC; CREATE PUBLICATION pub FOR ALL "
       "TABLES",
       "error: publication \"pub\": publications of PostgreSQL are not read yet\n"
       "error: schema \"app\": privileges of PostgreSQL are not read yet\n"},
  };
  for (const auto& [script, expected] : cases) {
    INFO(script);
    CHECK(problems_of(script) == expected);
  }
}

TEST_CASE("reading inside a transaction sees what it did, and leaves it as it was") {
  PostgresqlDatabase database;
  auto& session = database.session();
  session.begin();
  session.execute("CREATE TABLE t (a int)");
  CHECK(database.schema().tables.size() == 1);
  CHECK(session.query("SHOW search_path").at(0).at(0) == "\"$user\", public");
  session.rollback();
  CHECK(database.schema().tables.empty());
}

}  // namespace athanor::testing
