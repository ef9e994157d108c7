#include <doctest/doctest.h>

#include "grammar/postgresql/canonical_value.hpp"

using athanor::postgresql::canonical_value;

TEST_CASE("a literal's value is what the output function of its type prints") {
  struct Case {
    std::string type, value, expected;
  };
  const Case cases[] = {
      {"boolean", " Yes ", "true"},
      {"boolean", "of", "false"},
      {"boolean", "o", "o"},
      {"integer", "+007", "7"},
      {"integer", "-0", "0"},
      {"integer", "0x1F", "31"},
      {"integer", "1_000", "1000"},
      {"integer", "abc", "abc"},
      {"numeric", "1.50", "1.50"},
      {"numeric", "1e3", "1000"},
      {"numeric", "1.5e-3", "0.0015"},
      {"numeric", "00.10", "0.10"},
      {"numeric", ".5", "0.5"},
      {"numeric", "NaN", "NaN"},
      {"numeric", "1e999999", "1e999999"},
      {"double precision", "0.50", "0.5"},
      {"double precision", "1e3", "1000"},
      {"real", "0.1", "0.1"},
      {"money", "$1,234.5", "$1234.50"},
      {"money", "-1.999", "-$2.00"},
      {"uuid", "{A0EEBC99-9C0B4EF8BB6D6BB9BD380A11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
      {"uuid", "not one", "not one"},
      {"bytea", "\\xDEAD", "\\xdead"},
      {"bytea", "ab", "\\x6162"},
      {"bytea", "a\\\\b", "a\\\\b"},
      {"date", "2020-1-5", "2020-01-05"},
      {"date", "Jan 5, 2020", "Jan 5, 2020"},
      {"date", "2020-02-31", "2020-02-31"},
      {"time without time zone", "9:05", "09:05:00"},
      {"timestamp without time zone", "2020-01-01", "2020-01-01 00:00:00"},
      {"timestamp without time zone", "2020-01-01T10:00:00.250", "2020-01-01 10:00:00.25"},
      {"timestamp without time zone", "now", "now"},
      {"timestamp with time zone", "2020-01-01 01:00+02", "2019-12-31 23:00:00+00"},
      {"timestamp with time zone", "2020-01-01 01:00:00Z", "2020-01-01 01:00:00+00"},
      {"interval", "1 day", "1 day"},
      {"interval", "1day 2h", "1 day 02:00:00"},
      {"interval", "90 minutes", "01:30:00"},
      {"interval", "2 weeks", "14 days"},
      {"interval", "1 year 14 months", "2 years 2 mons"},
      {"interval", "1.5 days", "1 day 12:00:00"},
      {"interval", "-1 day 02:00", "-1 days +02:00:00"},
      {"interval", "1 day ago", "-1 days"},
      {"interval", "0.25 s", "00:00:00.25"},
      {"interval", "0", "00:00:00"},
      {"interval", "P1D", "P1D"},
      {"regclass", "public.\"Odd\"", "\"Odd\""},
      {"regclass", "App.S", "app.s"},
      {"jsonb", "{\"bb\":1,\"a\" : [1 ,2.0],\"a\":null}", "{\"a\": null, \"bb\": 1}"},
      {"jsonb", "\"\\u0041\\/\\n\"", "\"A/\\n\""},
      {"jsonb", "{\"a\":}", "{\"a\":}"},
      {"jsonb", "1e2", "100"},
      {"text[]", "{ a , \"b c\", \"NULL\", null, \"\" }", "{a,\"b c\",\"NULL\",NULL,\"\"}"},
      {"integer[]", "{{1, 02},{3,4}}", "{{1,2},{3,4}}"},
      {"boolean[]", "{true,no}", "{t,f}"},
      {"text[]", "{a", "{a"},
      {"int4range", "(1,5]", "[2,6)"},
      {"int4range", "[1,1)", "empty"},
      {"int8range", "[,5]", "(,6)"},
      {"daterange", "[2020-01-31,2020-02-28]", "[2020-01-31,2020-02-29)"},
      {"numrange", "[1.0, 2]", "[1.0,2]"},
      {"tsrange", "[2020-01-01,2020-02-01)", "[\"2020-01-01 00:00:00\",\"2020-02-01 00:00:00\")"},
      {"text", " As it is ", " As it is "},
      {"mood", "sad", "sad"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.type);
    CHECK(canonical_value(one.value, one.type) == one.expected);
  }
}
