/// One schema of SQLite written in several ways is one schema.

#include <doctest/doctest.h>

#include "tests/property/sameness.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

constexpr int kSchemas = 500;

}  // namespace

TEST_CASE("model files written from a schema and read again give the schema") {
  for_random_blueprints(sqlite_tongue(), kSchemas, check_models);
}

TEST_CASE("case, quotes, white space, comments and parentheses make no difference") {
  for_random_blueprints(sqlite_tongue(), kSchemas, [](Blueprint blueprint, Random& random) {
    blueprint.search_table = false;  // its arguments are its module's, every letter of them
    Scratch database;
    check_noise(blueprint, Quotes::Any, {"rowid"}, database, random);
  });
}

}  // namespace athanor::testing
