#include "engine/dialects/postgresql/literal.hpp"

#include <doctest/doctest.h>

#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

DataType type(const char* text) {
  return lower_type(parse_type(text));
}

using Kind = Literal::Kind;

}  // namespace

TEST_CASE("literals of models are written as PostgreSQL reads them") {
  struct Case {
    Literal literal;
    const char* type;
    const char* sql;
  };
  const Case cases[] = {
      {{Kind::String, "it's"}, "text", "'it''s'"},
      {{Kind::Boolean, "true"}, "boolean", "true"},
      {{Kind::Integer, "-3"}, "integer", "-3"},
      {{Kind::Real, "0.5"}, "numeric", "0.5"},
      {{Kind::Null, ""}, "text", "NULL"},
      {{Kind::Json, "{\"a\":[1]}"}, "jsonb", "'{\"a\":[1]}'"},
      {{Kind::Json, "[]"}, "text[]", "'{}'"},
      {{Kind::Json, "[]"}, "jsonb", "'[]'"},
      {{Kind::Json, "[\"a\",\"b c\",null,\"null\",\"q\\\"\"]"},
       "text[]",
       "'{a,\"b c\",NULL,\"null\",\"q\\\"\"}'"},
      {{Kind::Json, "[[1,2],[3,4]]"}, "integer[]", "'{{1,2},{3,4}}'"},
  };
  for (const auto& one : cases) {
    INFO(one.sql);
    CHECK(literal_text(one.literal, type(one.type)) == one.sql);
  }
}

TEST_CASE("defaults of the column's own type are literals, others stay SQL") {
  struct Case {
    const char* sql;
    const char* type;
    std::optional<Literal> literal;
  };
  const Case cases[] = {
      {"'x'::character varying", "varchar(5)", Literal{Kind::String, "x"}},
      {"'x'::mood", "mood", Literal{Kind::String, "x"}},
      {"'it''s'::text", "text", Literal{Kind::String, "it's"}},
      {"'x'::text", "mood", std::nullopt},
      {"0", "bigint", Literal{Kind::Integer, "0"}},
      {"'-1'::integer", "integer", Literal{Kind::Integer, "-1"}},
      {"'0'::double precision", "double", std::nullopt},
      {"0.99", "numeric(4,2)", Literal{Kind::Real, "0.99"}},
      {"true", "boolean", Literal{Kind::Boolean, "true"}},
      {"'{}'::jsonb", "jsonb", Literal{Kind::Json, "{}"}},
      {"'{\"a\": 1}'::jsonb", "jsonb", std::nullopt},
      {"'{}'::text[]", "text[]", Literal{Kind::Json, "[]"}},
      {"now()", "timestamptz", std::nullopt},
      {"NULL::character varying", "varchar", std::nullopt},
  };
  for (const auto& one : cases) {
    INFO(one.sql);
    CHECK(read_literal(one.sql, type(one.type)) == one.literal);
  }
}

}  // namespace athanor::postgresql
