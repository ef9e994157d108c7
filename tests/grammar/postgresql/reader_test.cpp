#include "tests/grammar/postgresql/reading.hpp"

using namespace athanor;
using namespace athanor::postgresql;

namespace {

std::size_t count(const std::string& sql) {
  Diagnostics found;
  auto statements = read_script(source_of(sql), found);
  CHECK(render(found) == "");
  return statements.size();
}

}  // namespace

TEST_CASE("types stand as format_type prints them") {
  struct Case {
    const char *written, *read;
  };
  const Case cases[] = {
      {"int", "integer"},
      {"int4[]", "integer[]"},
      {"int array[3]", "integer[]"},
      {"varchar(50)", "character varying(50)"},
      {"char", "character(1)"},
      {"bpchar", "bpchar"},
      {"pg_catalog.\"char\"", "\"char\""},
      {"numeric(10)", "numeric(10,0)"},
      {"dec(10,2)", "numeric(10,2)"},
      {"float(24)", "real"},
      {"float", "double precision"},
      {"timestamptz", "timestamp with time zone"},
      {"timestamp(3)", "timestamp(3) without time zone"},
      {"time with time zone", "time with time zone"},
      {"interval day to second(3)", "interval day to second(3)"},
      {"bit", "bit(1)"},
      {"public.mood", "mood"},
      {"billing.amount", "billing.amount"},
      {"geometry(Point,4326)", "geometry(Point,4326)"},
  };
  for (const auto& [written, read] : cases) {
    auto type = read_type(written);
    REQUIRE(type.has_value());
    CHECK_MESSAGE(display(*type) == read, written);
  }
}

TEST_CASE("a statement ends where PostgreSQL and psql end it") {
  struct Case {
    const char* sql;
    std::size_t statements;
  };
  const Case cases[] = {
      {"select 1; select 2", 2},
      {"\\connect x\nselect 1;\n\\restrict y\nselect 2;", 2},
      {"copy t (a) from stdin;\n1;2\n\\.\nselect 1;", 2},
      {"copy t from stdin;\n\\.\n\nselect 1;", 2},
      {"select ';', $$;$$, $a$ $$;$$ $a$, e'\\';', \"a;b\" /* ; /* ; */ ; */ -- ;\n; select 1", 2},
      {"select 'a'\n'b'; select 1;;;", 2},
      {"/**//* ; */ select 1; /**//**//* /**/ ; */ select 2; /*/ ; */ select 3", 3},
      {"/***/ select 1; /* ** / // ; **/ select 2; /*//*;*//**;**/;*/ select 3", 3},
      {"select 1 /* /* ; */ ; -- not closed */ ; select 2", 2},
  };
  for (const auto& [sql, statements] : cases) CHECK_MESSAGE(count(sql) == statements, sql);
}

TEST_CASE("what is no SQL is one error at its place, and reading goes on") {
  CHECK(problems("create tabel t (a int);\ncreate table u (a int,);\ncreate table v (a int);") ==
        "new.sql:1:8: error: unexpected \"tabel\"\n"
        "  create tabel t (a int);\n"
        "         ^~~~~\n"
        "note: did you mean \"TABLE\"?\n"
        "new.sql:2:23: error: expected a name, CHECK, CONSTRAINT, FOREIGN, PRIMARY or UNIQUE but "
        "found \")\"\n"
        "  create table u (a int,);\n"
        "                        ^\n");
}

TEST_CASE("a kind that is not modelled is an error that names it") {
  struct Case {
    const char *sql, *message;
  };
  const Case cases[] = {
      {"create or replace view v as select 1", "view \"v\": views of PostgreSQL are not read yet"},
      {"create function f() returns int begin atomic select 1; end",
       "function \"f\": functions of PostgreSQL are not read yet"},
      {"drop trigger if exists t on u", "trigger \"t\": triggers of PostgreSQL are not read yet"},
      {"create table t (a int) partition by range (a)",
       "table \"t\": partitions of PostgreSQL are not read yet"},
      {"create table t as select 1",
       "table \"t\": it is made by CREATE TABLE ... AS, and what columns that gives only a "
       "database can tell"},
      {"alter table t enable row level security",
       "table \"t\": row-security settings of PostgreSQL are not read yet"},
      {"grant select on t to u", "GRANT: privileges of PostgreSQL are not read yet"},
      {"do $$ begin end $$", "a DO block runs code, and what that changes cannot be read from it"},
  };
  for (const auto& [sql, message] : cases) {
    Diagnostics found;
    auto statements = read_script(source_of(sql), found);
    REQUIRE(found.all().size() == 1);
    REQUIRE(statements.size() == 1);
    CHECK(statements[0].text == sql);
    REQUIRE(std::holds_alternative<Unread>(statements[0].action));
    CHECK(std::get<Unread>(statements[0].action).why == message);
    CHECK(found.all()[0].message == message);
  }
}

TEST_CASE("statements that cannot change the schema are none of its actions") {
  struct Case {
    const char* sql;
    std::size_t alternative;
  };
  const Action inert = Inert{}, setting = Setting{},
               rows = ChangeRows{ChangeRows::Verb::Insert, {}};
  const Case cases[] = {
      {"select 1", inert.index()},
      {"vacuum analyze t", inert.index()},
      {"create role r", inert.index()},
      {"select pg_catalog.setval('s', 1, false)", inert.index()},
      {"select pg_catalog.set_config('search_path', '', false)", setting.index()},
      {"set search_path = a, b", setting.index()},
      {"set session authorization r", setting.index()},
      {"set local session authorization r", setting.index()},
      {"set session characteristics as transaction read only", inert.index()},
      {"insert into t select * from u for update", rows.index()},
      {"with x as (delete from t returning *) select * from x", rows.index()},
      {"truncate only t, u cascade", rows.index()},
      {"copy t (a) from '/x'", rows.index()},
  };
  for (const auto& [sql, alternative] : cases) {
    Diagnostics found;
    auto statements = read_script(source_of(sql), found);
    REQUIRE_MESSAGE(statements.size() == 1, sql);
    CHECK_MESSAGE(statements[0].action.index() == alternative, sql);
  }
}
