/// Spellings of types.

#include "engine/dialects/postgresql/types.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace athanor::postgresql {

TEST_CASE("any spelling of a type becomes the catalogue's") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"int", "integer"},
      {"INT4", "integer"},
      {"int2", "smallint"},
      {"int8", "bigint"},
      {"pg_catalog.int8", "bigint"},
      {"bool", "boolean"},
      {"float", "double precision"},
      {"double", "double precision"},
      {"float(24)", "real"},
      {"float(25)", "double precision"},
      {"float4", "real"},
      {"decimal(10,2)", "numeric(10,2)"},
      {"numeric(10)", "numeric(10,0)"},
      {"dec", "numeric"},
      {"varchar", "character varying"},
      {"varchar(50)", "character varying(50)"},
      {"VarChar (50)", "character varying(50)"},
      {"national character varying(5)", "character varying(5)"},
      {"char", "character(1)"},
      {"nchar(3)", "character(3)"},
      {"bpchar", "bpchar"},
      {"bpchar(4)", "character(4)"},
      {"pg_catalog.char", "\"char\""},
      {"bit", "bit(1)"},
      {"bit(5)", "bit(5)"},
      {"varbit(5)", "bit varying(5)"},
      {"bytes", "bytea"},
      {"datetime", "timestamp without time zone"},
      {"timestamp", "timestamp without time zone"},
      {"timestamptz", "timestamp with time zone"},
      {"timestamp(3) with time zone", "timestamp(3) with time zone"},
      {"timestamptz(3)", "timestamp(3) with time zone"},
      {"timetz", "time with time zone"},
      {"time(2)", "time(2) without time zone"},
      {"interval", "interval"},
      {"INTERVAL day to second(3)", "interval day to second(3)"},
      {"jsonb", "jsonb"},
      {"UUID", "uuid"},
      {"text[][]", "text[]"},
      {"integer array", "integer[]"},
      {"_int4", "integer[]"},
      {"varchar(5)[3]", "character varying(5)[]"},
      {"mood", "mood"},
      {"Mood array", "Mood[]"},
      {"public.mood", "mood"},
      {"app.Mood[]", "app.Mood[]"},
      {"geometry(Point,4326)", "geometry(Point,4326)"},
      {"serial", "serial"},
  };
  for (const auto& [written, expected] : cases) {
    INFO(written);
    CHECK(display(lower_type(parse_type(written))) == expected);
  }
}

TEST_CASE("a lowered type is its own lowering") {
  for (const char* written : {"char", "numeric(10)", "timestamptz(3)", "text[][]", "interval year",
                              "bit varying(3)", "bpchar", "pg_catalog.char"}) {
    INFO(written);
    auto once = lower_type(parse_type(written));
    CHECK(lower_type(once) == once);
  }
}

TEST_CASE("serial is an integer of its size") {
  CHECK(serial_type(parse_type("serial"))->name.name == "integer");
  CHECK(serial_type(parse_type("BIGSERIAL"))->name.name == "bigint");
  CHECK(serial_type(parse_type("serial2"))->name.name == "smallint");
  CHECK_FALSE(serial_type(parse_type("integer")).has_value());
  CHECK_FALSE(serial_type(parse_type("serial[]")).has_value());
}

TEST_CASE("a type stands in SQL with its names quoted as they need") {
  CHECK(type_text({{"", "timestamp with time zone"}, {"3"}, 1}) == "timestamp(3) with time zone[]");
  CHECK(type_text({{"", "\"char\""}, {}, 0}) == "\"char\"");
  CHECK(type_text({{"", "interval day to second"}, {"3"}, 0}) == "interval day to second(3)");
  CHECK(type_text({{"My app", "mood"}, {}, 1}) == "\"My app\".mood[]");
  CHECK(type_text({{"", "order"}, {}, 0}) == "\"order\"");
  CHECK(type_text({{"", "geometry"}, {"Point", "4326"}, 0}) == "geometry(Point,4326)");
}

TEST_CASE("two spellings of one type are the same, and of two types are not") {
  CHECK(same_type(parse_type("int4"), parse_type("integer")));
  CHECK(same_type(parse_type("decimal(5)"), parse_type("numeric(5,0)")));
  CHECK_FALSE(same_type(parse_type("varchar(5)"), parse_type("varchar(6)")));
  CHECK_FALSE(same_type(parse_type("timestamp"), parse_type("timestamptz")));
  CHECK_FALSE(same_type(parse_type("text"), parse_type("text[]")));
}

}  // namespace athanor::postgresql
