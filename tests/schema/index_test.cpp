#include "schema/index.hpp"

#include <doctest/doctest.h>

using namespace athanor;

TEST_CASE("an index element is read into its parts and written back") {
  struct Case {
    const char *text, *column, *expression, *collation, *operator_class, *written;
  };
  const Case cases[] = {
      {"room", "room", "", "", "", "room"},
      {"\"Room no\" DESC", "Room no", "", "", "", "\"Room no\" desc"},
      {"starts desc nulls last", "starts", "", "", "", "starts desc nulls last"},
      {"lower(code) text_pattern_ops", "", "lower(code)", "", "text_pattern_ops",
       "lower(code) text_pattern_ops"},
      {"name collate nocase asc", "name", "", "nocase", "", "name collate nocase asc"},
      {"(a || b)  gin_trgm_ops", "", "(a || b)", "", "gin_trgm_ops", "(a || b) gin_trgm_ops"},
      {"body tsvector_ops(siglen = 8)", "body", "", "", "tsvector_ops(siglen = 8)",
       "body tsvector_ops(siglen = 8)"},
      {"lower(code)", "", "lower(code)", "", "", "lower(code)"},
      {"a + b desc", "", "a + b", "", "", "a + b desc"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    auto element = parse_index_element(test.text, {});
    const auto* column = std::get_if<std::string>(&element.what);
    CHECK((column ? *column : "") == test.column);
    CHECK((column ? "" : std::get<Expression>(element.what).text) == test.expression);
    CHECK(element.collation.value_or("") == test.collation);
    CHECK(element.operator_class.value_or("") == test.operator_class);
    CHECK(display(element) == test.written);
  }
}
