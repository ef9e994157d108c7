#include <doctest/doctest.h>

#include "grammar/postgresql/canonical.hpp"
#include "tests/grammar/postgresql/canonical/sample_table.hpp"

using namespace athanor;
using namespace athanor::postgresql;
using namespace athanor::postgresql::testing;

namespace {

std::string canonical(const std::string& text, const ExpressionTypes& types) {
  return canonical_expression(text, types).value_or("cannot be read");
}

}  // namespace

TEST_CASE("an expression has one canonical text whatever way it is written") {
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {
      {"V in ('a', 'b')", "v = ANY (ARRAY['a', 'b'])"},
      {"((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
       "v = ANY (ARRAY['a', 'b'])"},
      {"v::text = ANY (ARRAY['a'::character varying::text, 'b'::character varying::text])",
       "v = ANY (ARRAY['a', 'b'])"},
      {"n > 0", "n > '0'::numeric"},
      {"(n > ('-1'::integer)::numeric)", "n > '-1'::numeric"},
      {"i::numeric / 2 > 1", "(i::numeric / '2'::numeric) > '1'::numeric"},
      {"a.i != 1 AND (b > 2 AND c is null)", "(i <> 1) AND (b > 2) AND (c IS NULL)"},
      {"i BETWEEN 1 AND 5 OR bo", "((i >= 1) AND (i <= 5)) OR bo"},
      {"t NOT LIKE 'a%'", "t !~~ 'a%'"},
      {"SUBSTRING(v FROM 1 FOR 2)", "\"substring\"(v, 1, 2)"},
      {"(tz AT TIME ZONE 'UTC'::text)", "tz AT TIME ZONE 'UTC'"},
      {"EXTRACT(YEAR FROM dt)", "\"extract\"('year', dt)"},
      {"m = 'ok'", "m = 'ok'::mood"},
      {"e::text ~~ '%@%'::text", "e ~~ '%@%'"},
      {"jb @> '{\"a\":1}'", "jb @> '{\"a\": 1}'::jsonb"},
      {"\"i\" + +1", "i + (+ 1)"},
      {"CASE WHEN bo THEN 1 END", "CASE WHEN bo THEN 1 ELSE NULL::integer END"},
      {"i >", "cannot be read"},
      {"", "cannot be read"},
      {"i; drop table t", "cannot be read"},
  };
  for (const auto& one : cases) CHECK(canonical(one.text, sample_types()) == one.expected);
}

TEST_CASE("expressions that differ in what they give have different canonical texts") {
  struct Pair {
    std::string one, other;
  };
  const Pair pairs[] = {
      {"n > 1.0", "n > 1.00"},
      {"i > 0", "i >= 0"},
      {"i::text = '1'", "i = '1'"},
      {"n2::numeric(12,2) > 0", "n2 > 0"},
      {"v::varchar(5) = 'a'", "v = 'a'"},
      {"c::text = 'a'", "c = 'a'"},
      {"i / 2 > 1", "i / 2.0 > 1"},
      {"i / 2 > 1", "i::numeric / 2 > 1"},
      {"r > 0.1", "r > '0.1'"},
      {"i > 1.5", "i > 1.5::integer"},
      {"t = 'a'", "t = 'A'"},
      {"t = 'a b'", "t = 'a  b'"},
      {"t = ''", "t IS NULL"},
      {"\"Odd Name\" > 0", "\"odd name\" > 0"},
      {"i > 0 AND s > 0 OR bo", "i > 0 AND (s > 0 OR bo)"},
      {"i - (s - b) > 0", "(i - s) - b > 0"},
      {"NOT (i = 1)", "i <> 1"},
      {"NOT (i IN (1, 2))", "i NOT IN (1, 2)"},
      {"row(i, s) IS NOT NULL", "NOT row(i, s) IS NULL"},
      {"ta = '{}'", "ta = ARRAY[]::text[]"},
      {"ta = '{a,b}'", "ta = ARRAY['a', 'b']"},
      {"i IN (1, 2)", "i IN (2, 1)"},
      {"tz > now()", "tz > CURRENT_TIMESTAMP"},
      {"extract(year FROM dt) > 1", "date_part('year', dt) > 1"},
      {"t COLLATE \"C\" > 'a'", "t > 'a'"},
      {"t LIKE 'a'", "t ILIKE 'a'"},
      {"trim(leading FROM t) = ''", "trim(trailing FROM t) = ''"},
      {"'now'::text::timestamp < ts", "'now'::timestamp < ts"},
      {"coalesce(i, s) > 0", "coalesce(s, i) > 0"},
      {"app.plus(i) > 0", "plus(i) > 0"},
      {"t = '1'", "t = 1::text"},
      {"e = 'x'", "e = 'x'::email"},
      {"m = 'sad'", "m::text = 'sad'"},
      {"jb = '1.0'", "jb = '1'"},
      {"j ->> 'a' = 'b'", "j -> 'a' = 'b'"},
      {"iv > '1 day'", "iv > '24 hours'"},
      {"dt > '2020-01-01'", "dt > '2020-01-01'::timestamptz"},
      {"-i ^ 2 > 1", "-(i ^ 2) > 1"},
      {"bo", "bo = true"},
      {"bo IS TRUE", "bo"},
      {"i = ANY (ia)", "i = ALL (ia)"},
  };
  for (const auto& one : pairs) {
    CAPTURE(one.other);
    CHECK(canonical(one.one, sample_types()) != canonical(one.other, sample_types()));
  }
}

TEST_CASE("a column whose type is not known has no casts added around it") {
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {
      {"x = 'a'", "x = 'a'"},
      {"x = 'a'::text", "x = 'a'"},
      {"x = 'a'::mood", "x = 'a'::mood"},
      {"x::text = 'a'::text", "x::text = 'a'"},
      {"x > 0", "x > 0"},
      {"x > 0::numeric", "x > '0'::numeric"},
      {"lower(x) = 'a'", "lower(x) = 'a'"},
      {"x IN ('a', 'b')", "x = ANY (ARRAY['a', 'b'])"},
      {"x = ANY (ARRAY['a'::text, 'b'::text])", "x = ANY (ARRAY['a', 'b'])"},
      {"f(x, 'a'::text) = 1", "f(x, 'a') = 1"},
      {"ltree_fn(x) @> 'a'", "ltree_fn(x) @> 'a'"},
  };
  for (const auto& one : cases) CHECK(canonical(one.text, ExpressionTypes()) == one.expected);
}

TEST_CASE("a literal default is the value that its column's type makes of it") {
  struct Case {
    std::string column, text, expected;
  };
  const Case cases[] = {
      {"i", "'5'", "5"},
      {"b", "0", "'0'::bigint"},
      {"b", "'0'::bigint", "'0'::bigint"},
      {"n2", "0", "'0'::numeric"},
      {"n2", "0.00", "0.00"},
      {"v", "'a'", "'a'::character varying"},
      {"v", "'a'::text", "'a'::character varying"},
      {"t", "'a'::character varying", "'a'"},
      {"bo", "'t'", "true"},
      {"tz", "Now()", "now()"},
      {"ts", "now()", "now()"},
      {"m", "'ok'", "'ok'::mood"},
      {"ta", "'{}'", "'{}'::text[]"},
      {"va", "array['a']", "ARRAY['a'::character varying]"},
      {"e", "'x'", "'x'"},
      {"b", "nextval('public.s1')", "nextval('s1'::regclass)"},
      {"jb", "'{}'", "'{}'::jsonb"},
      {"i", "1.5", "1.5"},
      {"v", "NULL", "NULL::character varying"},
  };
  for (const auto& one : cases) {
    auto types = sample_types();
    types.value = &sample_columns().at(one.column);
    CAPTURE(one.column);
    CHECK(canonical_default(one.text, types) == one.expected);
  }
}

TEST_CASE("what the catalogue of an older server prints is the same expression there") {
  struct Case {
    int server;
    std::string written, printed;
  };
  const Case cases[] = {
      {13, "extract(year FROM dt) > 0", "(date_part('year'::text, dt) > (0)::double precision)"},
      {13, "trim(t) <> ''", "(btrim(t) <> ''::text)"},
      {13, "substring(t FROM 2)", "\"substring\"(t, 2)"},
      {13, "position('a' IN v) > 0", "(\"position\"((v)::text, 'a'::text) > 0)"},
      {13, "tz AT TIME ZONE 'UTC' > ts", "(timezone('UTC'::text, tz) > ts)"},
      {13, "t SIMILAR TO 'a'", "(t ~ similar_to_escape('a'::text))"},
      {12, "t SIMILAR TO 'a'", "(t ~ similar_escape('a'::text, NULL::text))"},
      {12, "n2::numeric > 0", "(n2 > (0)::numeric)"},
      {17, "n2::numeric > 0", "((n2)::numeric > (0)::numeric)"},
  };
  for (const auto& one : cases) {
    auto types = sample_types();
    types.server = one.server;
    CAPTURE(one.printed);
    CHECK(canonical(one.written, types) == canonical(one.printed, types));
  }
}

TEST_CASE("a type of an extension keeps its own operators") {
  const DataType citext{{"", "citext"}, {}, 0}, hstore{{"", "hstore"}, {}, 0};
  ExpressionTypes types;
  types.column = [&](std::string_view name) { return name == "c" ? &citext : &hstore; };
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {
      {"c = 'a'", "c = 'a'::citext"},
      {"c::text = 'a'::text", "c::text = 'a'"},
      {"c ~ 'a'", "c ~ 'a'::citext"},
      {"c IN ('a', 'b')", "c = ANY (ARRAY['a'::citext, 'b'::citext])"},
      {"lower(c) = 'a'", "lower(c::text) = 'a'"},
      {"c || 'a' = 'b'", "(c::text || 'a') = 'b'"},
      {"h @> 'a=>1'", "h @> 'a=>1'::hstore"},
      {"(h -> 'a'::text) = 'b'::text", "(h -> 'a') = 'b'"},
  };
  for (const auto& one : cases) CHECK(canonical(one.text, types) == one.expected);
}

TEST_CASE("a default that needs no parser is what the parser makes of it") {
  const std::string texts[] = {"5",
                               "-5",
                               "1.50",
                               "007",
                               "3000000000",
                               "'a'",
                               "'5'::bigint",
                               "'x'::character varying",
                               "'t'::bool",
                               "'{1, 2}'::int[]",
                               "'1 hour'::INTERVAL",
                               "'2020-1-1'::timestamptz",
                               "TRUE",
                               "null",
                               "Now()",
                               "gen_random_uuid()",
                               "'x'::bpchar",
                               "'x'::\"char\"",
                               "'5'::dec",
                               "'a'::name",
                               "current_user()",
                               "'(1,2)'::point",
                               "'{}'::jsonb"};
  for (const auto& text : texts) {
    CAPTURE(text);
    CHECK(canonical(text, ExpressionTypes()) == canonical('(' + text + ')', ExpressionTypes()));
  }
}

TEST_CASE("the columns that an expression names are listed once each") {
  struct Case {
    std::string text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"a > 0 AND A < b", {"a", "b"}},
      {"lower(t.name) || other.\"Name\"", {"name", "Name"}},
      {"(address).city = value", {"address", "value"}},
      {"tags[i] = 'x' AND date '2020-01-01' < d", {"tags", "i", "d"}},
      {"nextval('s'::regclass)", {}},
      {"CURRENT_DATE > day AND \"left\" = 1", {"day", "left"}},
      {"a >", {}},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(referenced_columns(one.text) == one.expected);
  }
}
