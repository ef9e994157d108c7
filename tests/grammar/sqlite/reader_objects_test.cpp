#include "tests/grammar/sqlite/facts.hpp"
#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

struct Case {
  const char *sql, *facts;
};

}  // namespace

TEST_CASE("an index is read with its elements") {
  const Case cases[] = {
      {"create index i on t(a)", "index i: a\n"},
      {"create unique index if not exists main.i on t(a asc, \"B c\" desc, 'd', (e))",
       "unique index i: a asc, B c desc, d, e\n"},
      {"create index i on t(lower( a ), (a +  b) desc, a || 'x  y' collate nocase)",
       "index i: =lower( a ), =(a + b) desc, =a || 'x  y' collate nocase\n"},
      {"create index i on t(a collate nocase desc) where a is not null  and b > 0",
       "index i: a collate nocase desc where a is not null and b > 0\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    auto created = only<CreateIndex>(test.sql);
    CHECK(facts(created.index) == test.facts);
    CHECK(created.table == QualifiedName{"", "t"});
  }
  CHECK(only<CreateIndex>("create index temp.i on t(a)").table == QualifiedName{"temp", "t"});
}

TEST_CASE("a view is read with its columns and its query as written") {
  auto created = only<Create<View>>(
      "CREATE VIEW IF NOT EXISTS v (x, \"y z\") AS\n  SELECT a, -- first\n b FROM t  ;");
  CHECK(facts(created.object) == "view v(x, y z) [SELECT a, -- first\n b FROM t]\n");
  CHECK(created.if_not_exists);
  CHECK_FALSE(created.temporary);
  CHECK(only<Create<View>>("create temp view v as select 1").temporary);
  CHECK(only<Create<View>>("create view temp.v as values (1)").temporary);
  CHECK(facts(only<Create<View>>("create view v as with q as (select 1) select * from q").object) ==
        "view v() [with q as (select 1) select * from q]\n");
}

TEST_CASE("a trigger is read whole, its body as written") {
  const Case cases[] = {
      {"create trigger r after insert on t begin select 1; end",
       "trigger r after insert [select 1;]\n"},
      {"create trigger if not exists r before update of a, \"b c\" on t for each row "
       "when new.a  > (old.a) begin update t set a = case when 1 then 2 end; "
       "delete from u where x; end",
       "trigger r before update of a, b c each row when new.a > (old.a) "
       "[update t set a = case when 1 then 2 end; delete from u where x;]\n"},
      {"create trigger r delete on t\nbegin\n  -- gone\n  insert into log values (old.a);\nend",
       "trigger r delete [-- gone\n  insert into log values (old.a);]\n"},
      {"create trigger r instead of delete on t begin select raise(abort, 'no; end;'); end",
       "trigger r instead of delete [select raise(abort, 'no; end;');]\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    auto created = only<CreateTrigger>(test.sql);
    CHECK(facts(created.trigger) == test.facts);
    CHECK(created.table == QualifiedName{"", "t"});
  }
  CHECK(only<CreateTrigger>("create temp trigger r after insert on main.t begin select 1; end")
            .temporary);
}

TEST_CASE("a virtual table keeps its module's arguments as written") {
  auto created = only<Create<VirtualTable>>(
      "create virtual table if not exists s using fts5( title,  body , "
      "tokenize = 'porter  ascii', prefix='2 3', opt(a, b) )");
  CHECK(facts(created.object) ==
        "virtual table s fts5(title | body | tokenize = 'porter  ascii' | prefix='2 3' | "
        "opt(a, b))\n");
  CHECK(facts(only<Create<VirtualTable>>("create virtual table s using dbstat").object) ==
        "virtual table s dbstat()\n");
}

TEST_CASE("ALTER TABLE is read") {
  auto action = [](const char* sql) { return only<AlterTable>(sql).actions.at(0); };
  CHECK(std::get<RenameTable>(action("alter table t rename to u")).to == QualifiedName{"", "u"});
  auto renamed = std::get<RenameColumn>(action("alter table t rename column a to \"b c\""));
  CHECK(renamed.from == "a");
  CHECK(renamed.to == "b c");
  CHECK(std::get<RenameColumn>(action("alter table t rename a to b")).to == "b");
  CHECK(std::get<DropColumn>(action("alter table t drop column a")).name == "a");
  CHECK(std::get<DropColumn>(action("alter table t drop a")).name == "a");
  auto added = std::get<AddColumn>(
      action("alter table main.t add a int not null default 0 check (a > 0) references p"));
  CHECK(added.column.name == "a");
  CHECK(added.column.nullable == false);
  CHECK(added.constraints.size() == 2);
}

TEST_CASE("DROP is read") {
  auto drop = only<Drop>("drop table if exists temp.t");
  CHECK(drop.kind == ObjectKind::Table);
  CHECK(drop.if_exists);
  CHECK(drop.names == std::vector<QualifiedName>{{"temp", "t"}});
  CHECK(only<Drop>("drop view v").kind == ObjectKind::View);
  CHECK(only<Drop>("drop index i").kind == ObjectKind::Index);
  CHECK(only<Drop>("drop trigger r").kind == ObjectKind::Trigger);
}

TEST_CASE("what an index cannot be is an error at its place") {
  CHECK(problems("create index i on t(a nulls first)") ==
        "new.sql:1:23: error: NULLS FIRST and LAST cannot stand in an index\n"
        "  create index i on t(a nulls first)\n                        ^~~~~\n");
}
