#include "schema/diagnostics.hpp"

#include <doctest/doctest.h>

using namespace athanor;

TEST_CASE("a diagnostic shows its line with a caret under the place") {
  auto source = std::make_shared<SourceText>(
      SourceText{"models/shop.toml", "[tables.a]\nreferences = \"order(id)\"\n"});
  Diagnostics found;
  found.error(place_at(source, 25, 9), "column \"total\" references unknown table \"order\"",
              did_you_mean("order", {"orders", "users"}));
  CHECK(render(found) ==
        "models/shop.toml:2:15: error: column \"total\" references unknown table \"order\"\n"
        "  references = \"order(id)\"\n"
        "                ^~~~~~~~~\n"
        "note: did you mean \"orders\"?\n");
}

TEST_CASE("the same finding is kept once, and findings come out by place") {
  auto source = std::make_shared<SourceText>(SourceText{"a.sql", "x\ny\n"});
  Diagnostics found;
  found.error(place_at(source, 2, 1), "second");
  found.error(place_at(source, 0, 1), "first");
  found.error(place_at(source, 2, 1), "second");
  CHECK(found.all().size() == 2);
  CHECK(render(found) == "a.sql:1:1: error: first\n  x\n  ^\na.sql:2:1: error: second\n  y\n  ^\n");
}

TEST_CASE("a multi-byte character counts as one column of the caret") {
  auto source = std::make_shared<SourceText>(SourceText{"a.sql", "'é' x"});
  CHECK(render(Diagnostic{Severity::Warning, "odd", place_at(source, 5, 1), {}}) ==
        "a.sql:1:6: warning: odd\n  'é' x\n      ^\n");
}

TEST_CASE("the nearest known word is one a hand could have meant") {
  struct Case {
    const char *word, *expected;
  };
  for (auto [word, expected] : {Case{"colums", "columns"}, Case{"unqiue", "unique"},
                                Case{"zzz", ""}, Case{"Checks", "checks"}}) {
    CAPTURE(word);
    CHECK(nearest(word, {"columns", "unique", "checks"}) == expected);
  }
}
