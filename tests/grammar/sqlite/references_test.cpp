#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

TEST_CASE("the tables of a query or a body are those it reads or writes") {
  struct Case {
    const char* text;
    std::vector<std::string> tables;
  };
  const Case cases[] = {
      {"select 1", {}},
      {"select * from a join main.b on x in (select y from c)", {"a", "b", "c"}},
      {"select * from A, a, temp.a", {"A", "temp.a"}},
      {"with q as (select * from t) select * from q join u", {"t", "u"}},
      {"with recursive q(n) as (select 1 union select n from q) select * from q, main.q", {"q"}},
      {"select (with q as (select 1) select * from q) from q", {"q"}},
      {"select * from json_each('[]') join t", {"t"}},
      {"select 1 where 1 in t and 2 in aux.u", {"t", "aux.u"}},
      {"insert into log select old.a from src; delete from x; update y set a = 1 from z;",
       {"log", "src", "x", "y", "z"}},
      {"not sql", {}},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    std::vector<std::string> found;
    for (const auto& name : referenced_tables(test.text)) found.push_back(display(name));
    CHECK(found == test.tables);
  }
}

TEST_CASE("the columns of an expression are the names it mentions") {
  using Names = std::vector<std::string>;
  CHECK(referenced_columns("a + B * t.[c d] + A") == Names{"a", "B", "c d"});
  CHECK(referenced_columns("lower(name) || 'x' || 't'.q") == Names{"name", "q"});
  CHECK(referenced_columns("1 + 2").empty());
  CHECK(referenced_columns("a +").empty());
}
