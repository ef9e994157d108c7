#include "grammar/alembic/bind_text.hpp"

#include <doctest/doctest.h>

#include <random>

#include "schema/overloaded.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string shown(std::string_view value) {
  return std::visit(overloaded{[](const std::string& sql) { return "sql " + sql; },
                               [](const BindParameter& bind) {
                                 return "bind " + bind.name + " at " + std::to_string(bind.offset);
                               },
                               [](const DisputedColon& colon) {
                                 return "disputed at " + std::to_string(colon.offset);
                               }},
                    sql_of_text(value));
}

}  // namespace

TEST_CASE("text() sends a colon and a name as a parameter, unless it is escaped or a cast") {
  struct Case {
    const char *value, *expected;
  };
  for (auto [value, expected] : {
           Case{"select 1", "sql select 1"},
           Case{"x = :name", "bind name at 4"},
           Case{":name", "bind name at 0"},
           Case{":größe", "bind größe at 0"},
           Case{"'é:x'", "sql 'é:x'"},
           Case{"'—:x'", "bind x at 4"},
           Case{"x::text", "sql x::text"},
           Case{"'12:30:45'", "sql '12:30:45'"},
           Case{"': '", "sql ': '"},
           Case{"a[1 :2]", "bind 2 at 4"},
           Case{R"(\:name)", "sql :name"},
           Case{R"(\: b)", "sql : b"},
           Case{R"(\\:name)", R"(sql \:name)"},
           Case{R"(\::text)", R"(sql \::text)"},
           Case{R"(\:a\:b:c)", R"(sql :a\:b:c)"},
           Case{":a:", "sql :a:"},
           Case{":a$b", "bind a at 0"},
           Case{"$:a", "disputed at 1"},
           Case{":a$:", "disputed at 0"},
       }) {
    CAPTURE(value);
    CHECK(shown(value) == expected);
  }
}

TEST_CASE("SQL is escaped no more than text() asks for") {
  struct Case {
    const char *sql, *expected;
  };
  for (auto [sql, expected] : {
           Case{"select x::text, '12:30'", "select x::text, '12:30'"},
           Case{"'é:x'", "'é:x'"},
           Case{"select ' :x'", R"(select ' \:x')"},
           Case{"'{\"a\": 1}'", "'{\"a\": 1}'"},
           Case{"'{\"a\":1}'", R"('{"a"\:1}')"},
           Case{R"(E'\:x')", R"(E'\\:x')"},
           Case{R"(E'\d')", R"(E'\d')"},
           Case{"$:$:b", R"($\:$\:b)"},
       }) {
    CAPTURE(sql);
    CHECK(text_of_sql(sql) == expected);
  }
}

TEST_CASE("text() of escaped SQL is that SQL, whatever the SQL") {
  const std::vector<std::string> pieces = {":", ":", ":", "\\", "$", "a", "é", "—", " ", "_", "1"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string sql;
    for (auto count = random() % 9; count > 0; --count) sql += pieces[random() % pieces.size()];
    CAPTURE(sql);
    REQUIRE(shown(text_of_sql(sql)) == "sql " + sql);
  }
}
