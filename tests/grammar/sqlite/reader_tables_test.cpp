#include "tests/grammar/sqlite/facts.hpp"
#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

struct Case {
  const char *sql, *facts;
};

std::string facts_of(const char* sql) {
  return facts(only<Create<Table>>(sql).object);
}

}  // namespace

TEST_CASE("columns are read with type, nullness, default, collation and generation") {
  const Case cases[] = {
      {"create table t(a)", "table t\na\n"},
      {"create table t(a integer, b Unsigned  BIG int, c DOUBLE PRECISION, d LONG INTEGER(10))",
       "table t\na integer\nb Unsigned BIG int\nc DOUBLE PRECISION\nd LONG INTEGER(10)\n"},
      {"create table t(a NUMERIC(+10, -2), b VARYING CHARACTER ( 255 ), c 'odd type')",
       "table t\na NUMERIC(+10,-2)\nb VARYING CHARACTER(255)\nc 'odd type'\n"},
      {"create table t(a int not null, b null, c int not null on conflict replace, "
       "d constraint d_there not null)",
       "table t\na int not null\nb\nc int not null on conflict replace\nd [d_there] not null\n"},
      {"create table t(a default 1, b default -1, c default + 2.5, d default 'it''s', e default x)",
       "table t\na default 1\nb default -1\nc default +2.5\nd default 'it''s'\ne default 'x'\n"},
      {"create table t(a default (1 +  /* two */ 2), b default current_timestamp, c default null, "
       "d default x'00', e default \"q\")",
       "table t\na default 1 + 2\nb default current_timestamp\nc default null\n"
       "d default x'00'\ne default 'q'\n"},
      {"create table t(a default [it's], b default \"true\", c default TRUE, d default `y`, e "
       "default key)",
       "table t\na default 'it''s'\nb default 'true'\nc default TRUE\nd default 'y'\ne default "
       "'key'\n"},
      {"create table t(a text collate nocase, b collate \"RTRIM\" not null default 'x')",
       "table t\na text collate nocase\nb not null default 'x' collate RTRIM\n"},
      {"create table t(a, b int generated always as (a  *  2), c as (a||'  x') stored, "
       "d as (1) virtual)",
       "table t\na\nb int virtual a * 2\nc stored a||'  x'\nd virtual 1\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    CHECK(facts_of(test.sql) == test.facts);
  }
}

TEST_CASE("constraints written with a column are the table's") {
  const Case cases[] = {
      {"create table t(id integer primary key autoincrement)",
       "table t\nid integer\nprimary key id autoincrement\n"},
      {"create table t(id int constraint pk primary key desc on conflict fail)",
       "table t\nid int\n[pk] primary key id desc on conflict fail\n"},
      {"create table t(a unique, b constraint u unique on conflict ignore)",
       "table t\na\nb\nunique a\n[u] unique b on conflict ignore\n"},
      {"create table t(a int check (a > 0) check (a < 9), b constraint x constraint y check (b))",
       "table t\na int\nb\ncheck a > 0\ncheck a < 9\n[y] check b\n"},
      {"create table t(a references p, b references p(x) on delete cascade on update set null "
       "match full deferrable initially deferred)",
       "table t\na\nb\nforeign key a -> p()\n"
       "foreign key b -> p(x) on delete cascade on update set null match full deferred\n"},
      {"create table t(a constraint f references p on delete set default on insert cascade "
       "on update restrict not deferrable, b references p deferrable not null)",
       "table t\na\nb not null\n"
       "[f] foreign key a -> p() on delete set default on update restrict\n"
       "foreign key b -> p() deferrable\n"},
      {"create table t(a constraint unused, b check (b) )", "table t\na\nb\ncheck b\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    CHECK(facts_of(test.sql) == test.facts);
  }
}

TEST_CASE("table constraints and options are read") {
  const Case cases[] = {
      {"create table t(a, b, primary key (a desc, b collate nocase asc) on conflict rollback)",
       "table t\na\nb\nprimary key a desc, b collate nocase asc on conflict rollback\n"},
      {"create table t(id integer, primary key (id autoincrement))",
       "table t\nid integer\nprimary key id autoincrement\n"},
      {"create table t(a, b, unique ('a', \"b\"), constraint u unique ([b]) on conflict abort)",
       "table t\na\nb\nunique a, b\n[u] unique b on conflict abort\n"},
      {"create table t(a, constraint c check (a in ('x', \"y\")) on conflict fail)",
       "table t\na\n[c] check a in ('x', \"y\") on conflict fail\n"},
      {"create table t(a, constraint x check (a) constraint y check (a) unique (a))",
       "table t\na\nunique a\n[x] check a\n[y] check a\n"},
      {"create table t(a, b, constraint f foreign key (a, b) references p (x, y) "
       "on delete no action match simple deferrable initially immediate)",
       "table t\na\nb\n[f] foreign key a, b -> p(x, y) deferrable\n"},
      {"create table if not exists main.t(a primary key) strict, without rowid",
       "table t strict without rowid\na not null\nprimary key a\n"},
      {"create table aux.t(a)", "table aux.t\na\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    CHECK(facts_of(test.sql) == test.facts);
  }
}

TEST_CASE("a name may be quoted in every style") {
  CHECK(facts_of("create table \"a \"\"b\"(`c``d`, [e f] int, 'it''s' text, \"\", plain$1, é)") ==
        "table a \"b\nc`d\ne f int\nit's text\n\nplain$1\né\n");
}

TEST_CASE("a table in the session's own schema is temporary") {
  for (const char* sql : {"create temp table t(a)", "CREATE TEMPORARY TABLE t(a)",
                          "create table temp.t(a)", "create temp table t as select 1"}) {
    CAPTURE(sql);
    auto created = only<Create<Table>>(sql);
    CHECK(created.temporary);
    CHECK(created.object.name == QualifiedName{"", "t"});
  }
  CHECK_FALSE(only<Create<Table>>("create table t(a)").temporary);
  CHECK(only<Create<Table>>("create table if not exists t(a)").if_not_exists);
}

TEST_CASE("every part of a table knows where it stands") {
  auto table = only<Create<Table>>(
                   "-- first\ncreate table t(\n  a int check (a > 0),\n"
                   "  primary key (a)\n)")
                   .object;
  auto at = [](const Place& place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  };
  CHECK(at(table.place) == "2:14");
  CHECK(at(table.columns[0].place) == "3:3");
  CHECK(at(table.checks[0].place) == "3:9");
  CHECK(at(table.checks[0].expression.place) == "3:16");
  CHECK(at(table.primary_key->place) == "4:3");
}

TEST_CASE("what a table cannot be is an error at its place") {
  const Case cases[] = {
      {"create table t as select 1",
       "new.sql:1:14: error: table \"t\" is made by CREATE TABLE ... AS SELECT, and what columns "
       "that gives only a database can tell\n  create table t as select 1\n               ^\n"},
      {"create table t(a, A)",
       "new.sql:1:19: error: column \"A\" is declared twice\n"
       "  create table t(a, A)\n                    ^\n"},
      {"create table t(a primary key, primary key (a))",
       "new.sql:1:31: error: the table has more than one primary key\n"
       "  create table t(a primary key, primary key (a))\n"
       "                                ^~~~~~~\n"},
      {"create table t(a, unique (a + 1))",
       "new.sql:1:27: error: an expression cannot stand in a PRIMARY KEY or UNIQUE constraint\n"
       "  create table t(a, unique (a + 1))\n                            ^\n"},
      {"create table t(a) without oids",
       "new.sql:1:19: error: unknown table option \"without oids\"\n"
       "  create table t(a) without oids\n                    ^~~~~~~\n"},
      {"create table t(unique (a))",
       "new.sql:1:16: error: a table needs a column before its constraints\n"
       "  create table t(unique (a))\n                 ^~~~~~\n"},
      {"create table t(b, unique (b), a)",
       "new.sql:1:31: error: column \"a\" stands after a table constraint\n"
       "  create table t(b, unique (b), a)\n                                ^\n"},
      {"create table t(a references p match nearly)",
       "new.sql:1:37: error: unknown MATCH type \"nearly\"\n"
       "  create table t(a references p match nearly)\n"
       "                                      ^~~~~~\n"},
      {"create table t(a as (1) always)",
       "new.sql:1:25: error: expected ')' or ',' but found \"always\"\n"
       "  create table t(a as (1) always)\n                          ^~~~~~\n"},
      {"create table t(a as (1) memory)",
       "new.sql:1:25: error: unknown storage \"memory\" of a generated column (it is VIRTUAL or "
       "STORED)\n  create table t(a as (1) memory)\n                          ^~~~~~\n"},
      {"create table t(a deferrable)",
       "new.sql:1:18: error: DEFERRABLE stands after no REFERENCES\n"
       "  create table t(a deferrable)\n                   ^~~~~~~~~~\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    CHECK(problems(test.sql) == test.facts);
  }
}
