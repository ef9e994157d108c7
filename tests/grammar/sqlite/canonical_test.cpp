#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

struct Case {
  std::string text, canonical;
};

}  // namespace

TEST_CASE("an expression has one canonical text whatever way it is written") {
  const Case cases[] = {
      {"(A) == \"b\"", "a = b"},
      {"a != [b c]", "a <> \"b c\""},
      {"a notnull", "a IS NOT NULL"},
      {"NOT a ISNULL", "a IS NOT NULL"},
      {"a is null", "a IS NULL"},
      {"a IS NOT DISTINCT FROM b", "a IS b"},
      {"a is distinct from b", "a IS NOT b"},
      {"a or (b and (c and d))", "a OR (b AND c AND d)"},
      {"x NOT BETWEEN 1 AND (2) AND y", "(NOT (x BETWEEN 1 AND 2)) AND y"},
      {"a BETWEEN 1 AND 2 = 3", "(a BETWEEN 1 AND 2) = 3"},
      {"x in ((select 1))", "x IN ((SELECT 1))"},
      {"x in (select 1)", "x IN (SELECT 1)"},
      {"x in main.T", "x IN t"},
      {"x NOT IN ( )", "NOT (x IN ())"},
      {"- 1", "-1"},
      {"- -1", "-(-1)"},
      {"0x10 + 1_000 + 1.50 + .5e3", "((16 + 1000) + 1.5) + 500.0"},
      {"9223372036854775809", "9.223372036854776e+18"},
      {"X'AB'", "x'ab'"},
      {"a->>'$.x' || 'Y' collate NoCase", "(a ->> '$.x') || ('Y' COLLATE nocase)"},
      {"a + b * c - d", "(a + (b * c)) - d"},
      {"a = b = c", "(a = b) = c"},
      {"a < b = c", "(a < b) = c"},
      {"not a = b", "NOT (a = b)"},
      {"a = not b and c", "(a = (NOT b)) AND c"},
      {"COUNT( * ) filter (where a>0)", "count(*) FILTER (WHERE a > 0)"},
      {"sum(all a) over (partition by b order by c asc)",
       "sum(a) OVER (PARTITION BY b ORDER BY c)"},
      {"row_number() over w", "row_number() OVER w"},
      {"case when a then b else null end", "CASE WHEN a THEN b END"},
      {"case (x) when 1 then 'q' else 2 end", "CASE x WHEN 1 THEN 'q' ELSE 2 END"},
      {"cast(a as  Unsigned  big INT)", "CAST(a AS unsigned big int)"},
      {"x not like 'a%' escape '\\'", "NOT (x LIKE 'a%' ESCAPE '\\')"},
      {"x glob y", "x GLOB y"},
      {"raise( abort , 'no')", "RAISE(ABORT, 'no')"},
      {"raise(ignore)", "RAISE(IGNORE)"},
      {"\"true\" = TRUE", "\"true\" = true"},
      {"current_timestamp", "CURRENT_TIMESTAMP"},
      {"\"current_timestamp\"", "\"current_timestamp\""},
      {"\"KEY\"", "\"key\""},
      {"key", "\"key\""},
      {"main.t.A", "t.a"},
      {"(a, b) = (1, 2)", "(a, b) = (1, 2)"},
      {"exists (select 1)", "EXISTS (SELECT 1)"},
      {":p + ?1 + @q", "(:p + ?1) + @q"},
      {"a -- why\n + /* not */ 1", "a + 1"},
      {"~a & 3 | b << 1", "(((~a) & 3) | b) << 1"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    auto canonical = canonical_expression(test.text);
    REQUIRE(canonical);
    CHECK(*canonical == test.canonical);
    CHECK(canonical_expression(*canonical) == canonical);
  }
}

TEST_CASE("what is no expression has no canonical text") {
  for (const char* text : {"", "a b", "a +", "select 1", "a;", "'open", "1abc", "x'1'"}) {
    CAPTURE(text);
    CHECK_FALSE(canonical_expression(text));
  }
}

TEST_CASE("a name as a default is a string, and true and false are not") {
  for (auto [text, canonical] :
       {Case{"active", "'active'"}, Case{"\"It's\"", "'It''s'"}, Case{"TRUE", "true"},
        Case{"\"true\"", "'true'"}, Case{"'q'", "'q'"}, Case{"- 1", "-1"},
        Case{"current_date", "CURRENT_DATE"}, Case{"a + 1", "a + 1"}}) {
    CAPTURE(text);
    CHECK(canonical_default(text) == canonical);
  }
}

TEST_CASE("a query has one canonical text whatever way it is written") {
  const Case cases[] = {
      {"select all A x, b as [y z], * from main.T, u ;",
       "SELECT a AS x, b AS \"y z\", * FROM t JOIN u"},
      {"select a from t left outer join u using (a) inner join w on (u.a)==w.b",
       "SELECT a FROM t LEFT JOIN u USING (a) JOIN w ON u.a = w.b"},
      {"select 1 limit 2, 3", "SELECT 1 LIMIT 3 OFFSET 2"},
      {"select a from t order by a asc, b desc nulls first",
       "SELECT a FROM t ORDER BY a, b DESC NULLS FIRST"},
      {"with q(a) as (select 1 union all select a+1 from q) select a from q",
       "WITH q (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM q) SELECT a FROM q"},
      {"values (1,2),(3,4)", "VALUES (1, 2), (3, 4)"},
      {"select (select max(x) from u) from (select 1) as s where (a)",
       "SELECT (SELECT max(x) FROM u) FROM (SELECT 1) AS s WHERE a"},
      {"select value from json_each(t.doc)", "SELECT value FROM json_each (t.doc)"},
      {"select 1 from a cross join b natural join c full outer join d",
       "SELECT 1 FROM a CROSS JOIN b NATURAL JOIN c FULL JOIN d"},
      {"select sum(a) over w from t window w as (order by b rows 2 preceding)",
       "SELECT sum(a) OVER w FROM t WINDOW w AS (ORDER BY b ROWS 2 PRECEDING)"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    auto canonical = canonical_query(test.text);
    REQUIRE(canonical);
    CHECK(*canonical == test.canonical);
    CHECK(canonical_query(*canonical) == canonical);
  }
  CHECK_FALSE(canonical_query("delete from t"));
}

TEST_CASE("a trigger's body has one canonical text whatever way it is written") {
  CHECK(canonical_body("replace into T(a) values (New.A); update t set A=old.b where (id)=1;") ==
        "INSERT OR REPLACE INTO t (a) VALUES (new.a); "
        "UPDATE t SET a = old.b WHERE id = 1;");
  CHECK(canonical_body("insert into t values (1) on conflict (a) do update set b = excluded.b;") ==
        "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = excluded.b;");
  CHECK_FALSE(canonical_body("select from;"));
}
