#include "schema/options.hpp"

#include <doctest/doctest.h>

using namespace athanor;

TEST_CASE("options keep the order they were written in, and are equal in any") {
  Options options{{"fillfactor", "70"}, {"deduplicate_items", "on"}};
  options["fillfactor"] = "80";
  options["autovacuum_enabled"] = "false";
  std::string keys;
  for (const auto& [key, value] : options) keys += key + "=" + value + " ";
  CHECK(keys == "fillfactor=80 deduplicate_items=on autovacuum_enabled=false ");

  Options other{{"autovacuum_enabled", "false"}, {"deduplicate_items", "on"}, {"fillfactor", "80"}};
  CHECK(options == other);
  CHECK((options <=> other) == 0);
  other["fillfactor"] = "81";
  CHECK(options != other);
  CHECK(options < other);
  other.erase("fillfactor");
  CHECK(options != other);
  CHECK_FALSE(other.contains("fillfactor"));
  other.erase("fillfactor");
  CHECK(other.size() == 2);
}
