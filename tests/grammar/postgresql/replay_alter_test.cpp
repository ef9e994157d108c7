#include "tests/grammar/postgresql/reading.hpp"

using namespace athanor;
using namespace athanor::postgresql;

TEST_CASE("altering gives the graph of what is there afterwards") {
  struct Case {
    const char *altered, *same_as;
  };
  const Case cases[] = {
      {"create table t (a int check (a > 0), b int generated always as (a + 1) stored);"
       "alter table t rename column a to c",
       "create table t (c int constraint t_a_check check (c > 0),"
       " b int generated always as (c + 1) stored)"},
      {"create table t (a serial); alter table t rename to u",
       "create sequence t_a_seq as integer; create table u (a int not null default "
       "nextval('t_a_seq')); alter table u alter a set default nextval('t_a_seq'::regclass);"
       "alter sequence t_a_seq owned by u.a"},
      {"create table t (a serial); alter sequence t_a_seq rename to s",
       "create sequence s as integer; create table t (a int not null default "
       "nextval('s'::regclass)); alter sequence s owned by t.a"},
      {"create type m as enum ('a', 'c'); alter type m add value 'b' before 'c';"
       "alter type m add value if not exists 'a'; alter type m rename value 'a' to 'z'",
       "create type m as enum ('z', 'b', 'c')"},
      {"create type m as enum ('a'); create table t (a m default 'a'::m); alter type m rename to n",
       "create type n as enum ('a'); create table t (a n default 'a'::n)"},
      {"create table p (a int primary key); create table c (a int references p);"
       "alter table p rename to q; alter table q rename column a to b",
       "create table q (b int constraint p_pkey primary key);"
       "create table c (a int constraint c_a_fkey references q (b))"},
      {"create table t (a int primary key, b int unique, c int); create index on t (b, c);"
       "alter table t drop column b",
       "create table t (a int primary key, c int)"},
      {"create table p (a int, b int); create table c () inherits (p);"
       "create table d (b int) inherits (p); create table e () inherits (c);"
       "alter table only p drop column b; alter table c alter b set default 1",
       "create table p (a int); create table c (b int default 1) inherits (p);"
       "create table d (b int) inherits (p); create table e () inherits (c)"},
      {"create table p (a int); create table c (b int) inherits (p);"
       "alter table c rename b to o; alter table p add b int; update c set b = o;"
       "alter table c drop o",
       "create table p (a int, b int); create table c () inherits (p)"},
      {"create table p (a int, b int); create table c () inherits (p); alter table p drop column b",
       "create table p (a int); create table c () inherits (p)"},
      {"create table p (a int primary key); create table c (a int references p);"
       "drop table p cascade",
       "create table c (a int)"},
      {"create schema s; create table t (a serial); alter table t set schema s",
       "create schema s; create table s.t (a serial)"},
      {"create table t (a int); create unique index i on t (a);"
       "alter table t add constraint k primary key using index i",
       "create table t (a int not null, constraint k primary key (a))"},
      {"create sequence s start 5; alter sequence s increment 2 no minvalue maxvalue 100 cycle",
       "create sequence s start 5 increment 2 maxvalue 100 cycle"},
      {"create domain d as int check (value > 0); alter domain d add constraint two check (value < "
       "9);"
       "alter domain d set not null; alter domain d drop constraint d_check",
       "create domain d as int not null constraint two check (value < 9)"},
      {"create type c as (a int); alter type c add attribute b text, drop attribute a;"
       "alter type c rename attribute b to z",
       "create type c as (z text)"},
      {"create table t (a int); alter table t alter a type bigint, alter a set not null,"
       " alter a set default 1, alter a set statistics 10, add unique (a), set (fillfactor = 70)",
       "create table t (a bigint not null default 1 unique) with (fillfactor = 70);"
       "alter table t alter a set statistics 10"},
      {"create table t (a int); comment on table t is 'x'; comment on table t is null",
       "create table t (a int)"},
      {"create extension if not exists pg_trgm with schema public;"
       "comment on extension pg_trgm is "
       "'text similarity measurement and index searching based on trigrams'",
       "create extension pg_trgm"},
  };
  for (const auto& [altered, same_as] : cases) {
    CHECK_MESSAGE(model_of(altered) == model_of(same_as), altered);
  }
}

TEST_CASE("what others need is dropped with CASCADE only") {
  struct Case {
    const char *sql, *message;
  };
  const Case cases[] = {
      {"create table p (a int primary key); create table c (a int references p); drop table p",
       "table \"p\" cannot be dropped: constraint \"c_a_fkey\" of table \"c\" needs it"},
      {"create type m as enum ('a'); create table t (a m); drop type m",
       "type \"m\" cannot be dropped: column \"a\" of table \"t\" needs it"},
      {"create table t (a serial); drop sequence t_a_seq",
       "sequence \"t_a_seq\" cannot be dropped: the default of column \"a\" of table \"t\" needs "
       "it"},
      {"create table t (a int unique); drop index t_a_key",
       "index \"t_a_key\" cannot be dropped: a constraint of table \"t\" needs it"},
      {"create schema s; create table s.t (a int); drop schema s",
       "schema \"s\" cannot be dropped: it is not empty"},
  };
  for (const auto& [sql, message] : cases) {
    auto found = problems(sql);
    auto text = std::string("error: ") + message + "\n";
    CHECK_MESSAGE(found.find(text) != std::string::npos, found);
  }
}
