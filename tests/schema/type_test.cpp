#include "schema/type.hpp"

#include <doctest/doctest.h>

using namespace athanor;

TEST_CASE("a type is read into name, modifiers and dimensions, and written back") {
  struct Case {
    const char *text, *schema, *name;
    std::vector<std::string> modifiers;
    int dimensions;
    const char* written;
  };
  const Case cases[] = {
      {"varchar(50)", "", "varchar", {"50"}, 0, "varchar(50)"},
      {"NUMERIC( 10 , 2 )", "", "NUMERIC", {"10", "2"}, 0, "NUMERIC(10,2)"},
      {"double  precision", "", "double precision", {}, 0, "double precision"},
      {"timestamp(3) with time zone",
       "",
       "timestamp with time zone",
       {"3"},
       0,
       "timestamp(3) with time zone"},
      {"text[][]", "", "text", {}, 2, "text[][]"},
      {"billing.amount[]", "billing", "amount", {}, 1, "billing.amount[]"},
      {"geometry(Point, 4326)", "", "geometry", {"Point", "4326"}, 0, "geometry(Point,4326)"},
      {"", "", "", {}, 0, ""},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    auto type = parse_type(test.text);
    CHECK(type.name.schema == test.schema);
    CHECK(type.name.name == test.name);
    CHECK(type.modifiers == test.modifiers);
    CHECK(type.dimensions == test.dimensions);
    CHECK(display(type) == test.written);
  }
}
