/// One schema of PostgreSQL written in several ways is one schema.

#include <doctest/doctest.h>

#include "tests/property/sameness.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

constexpr int kSchemas = 300;
constexpr int kNoisySchemas = 150;

}  // namespace

TEST_CASE("model files of PostgreSQL written from a schema and read again give the schema") {
  for_random_blueprints(postgresql_tongue(), kSchemas, check_models);
}

TEST_CASE("case, quotes, white space, comments and parentheses make no difference to PostgreSQL") {
  PostgresqlDatabase database;
  for_random_blueprints(postgresql_tongue(), kNoisySchemas,
                        [&](const Blueprint& blueprint, Random& random) {
                          database.clear();
                          check_noise(blueprint, Quotes::Standard,
                                      {"key", "value", "index", "name"}, database, random);
                        });
}

}  // namespace athanor::testing
