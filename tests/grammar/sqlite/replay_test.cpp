#include "grammar/sqlite/replay.hpp"
#include "tests/grammar/sqlite/facts.hpp"
#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

std::string replay_problems(const std::string& sql) {
  Diagnostics found;
  Replay replay;
  for (const auto& statement : read_script(source_of(sql), found)) replay.apply(statement, found);
  return render(found);
}

}  // namespace

TEST_CASE("a replay starts from a schema that is there") {
  Diagnostics found;
  Replay first;
  for (const auto& statement : read("create table T(a); create index I on t(a);")) {
    first.apply(statement, found);
  }
  Replay second(first.take());
  for (const auto& statement : read("drop index i; alter table t rename column A to b;")) {
    second.apply(statement, found);
  }
  CHECK(render(found) == "");
  CHECK(facts(second.schema()) == "table T\nb\n");
}

TEST_CASE("a rename writes the new name with quotes only where they are needed or were") {
  Diagnostics found;
  Replay replay;
  for (const auto& statement :
       read("create table t(a, check (a > 0 and \"a\" < 9)); create view v as select t.a from t;"
            "alter table t rename column a to b; alter table t rename to \"the table\";")) {
    replay.apply(statement, found);
  }
  CHECK(render(found) == "");
  CHECK(facts(replay.schema()) ==
        "table the table\nb\ncheck b > 0 and \"b\" < 9\n"
        "view v() [select \"the table\".b from \"the table\"]\n");
}

TEST_CASE("a mention that cannot be told apart is an error naming the view") {
  CHECK(
      replay_problems("create table t(a, c);\ncreate table u(c, d);\n"
                      "create view v as select c from t natural join u;\n"
                      "alter table t rename column c to x;") ==
      "new.sql:4:1: error: view \"v\" uses c, which more than one of its tables has: which one is "
      "meant cannot be told\n  alter table t rename column c to x;\n  ^~~~~\n");
}

TEST_CASE("what a replay cannot follow is an error at its place") {
  struct Case {
    const char *sql, *problems;
  };
  const Case cases[] = {
      {"attach 'x.db' as x; select 1 from x.t; insert into x.t values (1);", ""},
      {"attach 'x.db' as x;\ncreate table x.t(a);",
       "new.sql:2:1: error: \"x.t\" is in the attached database \"x\", which a schema graph does "
       "not hold\n  create table x.t(a);\n  ^~~~~~\n"},
      {"begin; insert into t values (1); rollback;", ""},
      {"begin;\ncreate table t(a);\nrollback;",
       "new.sql:3:1: error: ROLLBACK takes back changes of the schema, which cannot be replayed\n"
       "  rollback;\n  ^~~~~~~~\n"},
      {"create table t(a);\ncreate table T(b);",
       "new.sql:2:14: error: there is already a table named \"T\"\n  create table T(b);\n"
       "               ^\n"},
      {"create table t(a, b check (b > a));\nalter table t drop a;",
       "new.sql:2:1: error: column \"a\" of table \"t\" cannot be dropped: the check (b > a) uses "
       "it\n  alter table t drop a;\n  ^~~~~\n"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    CHECK(replay_problems(test.sql) == test.problems);
  }
}
