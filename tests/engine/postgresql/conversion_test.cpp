#include "engine/dialects/postgresql/conversion.hpp"

#include <doctest/doctest.h>

#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

DataType type(const char* text) {
  return lower_type(parse_type(text));
}

}  // namespace

TEST_CASE("a change of type says how values convert only where the server does not know") {
  struct Case {
    const char* from;
    const char* to;
    const char* expression;  ///< "": none is needed
  };
  const Case cases[] = {
      {"integer", "bigint", ""},
      {"bigint", "smallint", ""},
      {"integer", "text", ""},
      {"varchar(100)", "varchar(50)", ""},
      {"timestamp", "timestamptz", ""},
      {"timestamptz", "date", ""},
      {"timestamp", "time", ""},
      {"json", "jsonb", ""},
      {"mood", "text", ""},
      {"text", "integer", "c::integer"},
      {"varchar(9)", "uuid", "c::uuid"},
      {"text", "mood", "c::mood"},
      {"mood", "feeling", "c::text::feeling"},
      {"integer", "boolean", "c <> 0"},
      {"numeric(3,1)", "boolean", "c <> 0"},
      {"boolean", "integer", "c::integer"},
      {"boolean", "bigint", "c::integer::bigint"},
      {"integer", "integer[]", "ARRAY[c]::integer[]"},
      {"text", "integer[]", "ARRAY[c::integer]::integer[]"},
      {"text[]", "varchar(9)[]", ""},
      {"integer[]", "mood[]", "c::text[]::mood[]"},
      {"uuid", "integer", "c::text::integer"},
      {"text[]", "text", "CASE cardinality(c) WHEN 1 THEN c[1]::text ELSE c::text END"},
      {"integer[]", "integer",
       "(CASE cardinality(c) WHEN 1 THEN c[1]::text ELSE c::text END)::integer"},
  };
  for (const auto& one : cases) {
    INFO(one.from << " -> " << one.to);
    CHECK(conversion("c", type(one.from), type(one.to)).value_or("") == one.expression);
  }
}

TEST_CASE("foreign keys stay where both types of a column compare with what they reference") {
  CHECK(stays_comparable(type("integer"), type("bigint")));
  CHECK(stays_comparable(type("text"), type("varchar(5)")));
  CHECK_FALSE(stays_comparable(type("integer"), type("text")));
  CHECK_FALSE(stays_comparable(type("mood"), type("text")));
}

TEST_CASE("a longer string is a change of the catalogue alone") {
  CHECK(is_catalogue_only(type("varchar(5)"), type("varchar(9)")));
  CHECK(is_catalogue_only(type("varchar(5)"), type("text")));
  CHECK_FALSE(is_catalogue_only(type("varchar(9)"), type("varchar(5)")));
  CHECK_FALSE(is_catalogue_only(type("text"), type("varchar(5)")));
  CHECK_FALSE(is_catalogue_only(type("integer"), type("bigint")));
}

}  // namespace athanor::postgresql
