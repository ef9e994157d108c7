#include <thread>

#include "tests/grammar/sqlite/facts.hpp"
#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

std::vector<std::string> texts(const std::vector<Statement>& statements) {
  std::vector<std::string> out;
  for (const auto& statement : statements) out.push_back(statement.text);
  return out;
}

}  // namespace

TEST_CASE("a script is read statement by statement, each with its text and place") {
  auto statements = read("/* head */ create table t(a);\n\n;;  drop table t -- gone\n;");
  CHECK(texts(statements) == std::vector<std::string>{"create table t(a)", "drop table t"});
  CHECK(statements[0].place.column == 12);
  CHECK(statements[1].place.line == 3);
  CHECK(statements[1].place.column == 5);
}

TEST_CASE("a semicolon inside a trigger, a string or a comment ends no statement") {
  auto statements = read(
      "create trigger a after insert on t begin select case when 1 then ';' end; select 2; end;\n"
      "select ';' /* ; */ -- ;\n;"
      "create temp trigger b after insert on t begin select 1; end; select 3");
  CHECK(statements.size() == 4);
}

TEST_CASE("comments do not nest, and an empty one may stand before another") {
  CHECK(texts(read("/**//* ; */ select 1; /*/ ; */ select 2; /* /* ; */ select 3 /***/")) ==
        std::vector<std::string>{"select 1", "select 2", "select 3"});
}

TEST_CASE("one bad statement does not hide the others") {
  Diagnostics found;
  auto statements = read_script(source_of("create tabel a(x);\ncreate table b(y);\n"
                                          "create trigger r after insert on b begin select 1 end;\n"
                                          "create table c(z,);\ncreate table d(w);"),
                                found);
  REQUIRE(statements.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    INFO(statements[i].text);
    bool bad = i == 0 || i == 2 || i == 3;
    CHECK(std::holds_alternative<Unread>(statements[i].action) == bad);
  }
  CHECK(render(found) ==
        "new.sql:1:8: error: expected INDEX, TABLE, TEMP, TEMPORARY, TRIGGER, UNIQUE, VIEW or "
        "VIRTUAL but found \"tabel\"\n"
        "  create tabel a(x);\n"
        "         ^~~~~\n"
        "note: did you mean \"TABLE\"?\n"
        "new.sql:3:54: error: expected ';' but found the end of the statement\n"
        "  create trigger r after insert on b begin select 1 end;\n"
        "                                                       ^\n"
        "new.sql:4:18: error: expected a name, CHECK, CONSTRAINT, FOREIGN, PRIMARY or UNIQUE but "
        "found \")\"\n"
        "  create table c(z,);\n"
        "                   ^\n");
}

TEST_CASE("a syntax error says what stands there and what could") {
  struct Case {
    const char *sql, *message;
  };
  const Case cases[] = {
      {"create table t(a int check (a > ))", "expected an expression but found \")\""},
      {"create table t(a varchar(max))", "expected '+', '-' or a number but found \"max\""},
      {"create table t(a int", "expected ')' or ',' but found the end of the statement"},
      {"create table (a)", "expected a name but found \"(\""},
      {"select a from t where a b", "expected the end of the statement but found \"b\""},
      {"alter table t alter a", "expected ADD, DROP or RENAME but found \"alter\""},
      {"create table t(a default 1abc)", "unrecognized token \"1abc\""},
      {"select #", "unrecognized token \"#\""},
      {"select 'abc", "this string is not closed"},
      {"select [abc", "this quoted name is not closed"},
      {"select x'1'", "this blob is not pairs of hexadecimal digits in quotes"},
      {"foo", "expected a statement but found \"foo\""},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    Diagnostics found;
    read_script(source_of(test.sql), found);
    REQUIRE(found.all().size() == 1);
    CHECK(found.all()[0].message == test.message);
  }
}

TEST_CASE("what no stack could hold is an error, not a crash") {
  auto message = [](const std::string& sql) {
    Diagnostics found;
    read_script(source_of(sql), found);
    return found.empty() ? "" : found.all()[0].message;
  };
  std::string sum = "select 1";
  for (int i = 0; i < 200000; ++i) sum += "+1";
  CHECK(message("select " + std::string(100000, '(') + "1") == "this is nested too deeply");
  std::string signs = "select ";
  for (int i = 0; i < 100000; ++i) signs += "- ";
  CHECK(message(signs + "1") == "this is nested too deeply");
  CHECK(message(sum) == "this is nested too deeply");
  CHECK(message("select " + std::string(200, '(') + "1" + std::string(200, ')')) == "");
  CHECK(canonical_expression(std::string(200, '(') + "1" + std::string(200, ')')) == "1");
}

TEST_CASE("what the shell prints is read") {
  auto statements = read(
      ".bail on\n.print 'it''s\nPRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
      "CREATE TABLE IF NOT EXISTS 't'(a);\nINSERT INTO t VALUES(1),(2);\n"
      "DELETE FROM sqlite_sequence;\nINSERT INTO sqlite_sequence VALUES('t',2);\n"
      "CREATE VIEW v AS SELECT a FROM t\n/* v(a) */;\nCOMMIT;\n");
  CHECK(statements.size() == 8);
  auto setting = std::get<Setting>(statements[0].action);
  CHECK(setting.name == "foreign_keys");
  CHECK(setting.value == "OFF");
  CHECK(std::get<TransactionControl>(statements[1].action).verb == TransactionControl::Verb::Begin);
}

TEST_CASE("a virtual table in a dump is read from the row that holds it") {
  auto created = only<Create<VirtualTable>>(
      "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) "
      "VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f USING fts5(x, tokenize=''ascii'')');");
  CHECK(facts(created.object) == "virtual table f fts5(x | tokenize='ascii')\n");
  CHECK(problems("update sqlite_master set sql = ''") ==
        "new.sql:1:1: error: a write to sqlite_schema changes the schema in a way that cannot be "
        "read from it\n  update sqlite_master set sql = ''\n  ^~~~~~\n");
}

TEST_CASE("statements that change rows say which and whether all") {
  struct Case {
    const char* sql;
    ChangeRows::Verb verb;
    const char* table;
    bool where;
  };
  using Verb = ChangeRows::Verb;
  std::string many = "insert or ignore into main.\"T x\" (a) values (0)";
  for (int i = 1; i < 500; ++i) many += ", (" + std::to_string(i) + ")";
  const Case cases[] = {
      {"insert into t values (1) on conflict (a) do update set b = 1 where c returning *",
       Verb::Insert, "t", false},
      {"with q as (select 1) insert or replace into aux.t select * from q", Verb::Insert, "aux.t",
       false},
      {"replace into t default values", Verb::Replace, "t", false},
      {"update or ignore t as x set (a, b) = (1, 2), c = 3 from u where x.a = u.a", Verb::Update,
       "t", true},
      {"update t set a = (select 1 where 2)", Verb::Update, "t", false},
      {"delete from t", Verb::Delete, "t", false},
      {"delete from t where a returning a", Verb::Delete, "t", true},
      {many.c_str(), Verb::Insert, "T x", false},
  };
  for (const auto& test : cases) {
    CAPTURE(test.sql);
    auto rows = only<ChangeRows>(test.sql);
    CHECK(rows.verb == test.verb);
    REQUIRE(rows.tables.size() == 1);
    CHECK(display(rows.tables[0]) == test.table);
    CHECK(rows.where == test.where);
  }
}

TEST_CASE("statements that change nothing are told apart") {
  auto inert = [](const char* sql) { return only<Inert>(sql).keyword; };
  CHECK(inert("select 1") == "SELECT");
  CHECK(inert("values (1)") == "SELECT");
  CHECK(inert("analyze main.t") == "ANALYZE");
  CHECK(inert("vacuum into 'x.db'") == "VACUUM");
  CHECK(inert("reindex nocase") == "REINDEX");
  CHECK(inert("explain query plan drop table t") == "EXPLAIN");
  CHECK(inert("explain create trigger r after insert on t begin select 1; end") == "EXPLAIN");
  auto verb = [](const char* sql) { return only<TransactionControl>(sql).verb; };
  using Verb = TransactionControl::Verb;
  CHECK(verb("begin immediate transaction") == Verb::Begin);
  CHECK(verb("end") == Verb::Commit);
  CHECK(verb("rollback to savepoint s") == Verb::Rollback);
  CHECK(verb("savepoint s") == Verb::Savepoint);
  CHECK(verb("release s") == Verb::Release);
  CHECK(only<Attach>("attach database 'x.db' as x").text == "attach database 'x.db' as x");
  CHECK(only<Attach>("detach x").text == "detach x");
}

TEST_CASE("a setting has its value as written") {
  struct Case {
    const char *sql, *name, *value;
  };
  for (auto [sql, name, value] : {Case{"pragma Foreign_Keys = on", "foreign_keys", "on"},
                                  Case{"pragma main.journal_mode('wal')", "journal_mode", "'wal'"},
                                  Case{"pragma cache_size = -2000", "cache_size", "-2000"},
                                  Case{"pragma auto_vacuum = default", "auto_vacuum", "default"}}) {
    CAPTURE(sql);
    auto setting = only<Setting>(sql);
    CHECK(setting.name == name);
    CHECK(setting.value == std::string(value));
  }
  CHECK_FALSE(only<Setting>("pragma user_version").value);
}

TEST_CASE("scripts are read from several threads at once") {
  std::string sql;
  for (int i = 0; i < 200; ++i) {
    auto n = std::to_string(i);
    sql += "create table t" + n + "(a integer primary key, b check (b in (1, " + n + ")));";
  }
  auto expected = read(sql);
  std::vector<std::vector<Statement>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&] {
      Diagnostics found;
      result = read_script(source_of(sql), found);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) CHECK(texts(result) == texts(expected));
}
