/// Up, down and in between, on a live server, for random pairs of schemas.

#include <doctest/doctest.h>

#include "tests/property/pair.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

constexpr int kPairs = 500;

}  // namespace

TEST_CASE("a plan turns any schema of PostgreSQL into any other and back, rows and all") {
  PostgresqlDatabase database;
  int whole = 0;
  for (int i = 0; i < kPairs; ++i) {
    auto seed = base_seed() + static_cast<std::uint64_t>(i);
    INFO("ATHANOR_SEED=" << seed);
    Pair pair(postgresql_tongue(), seed);
    INFO(pair.script());
    try {
      database.clear();
      pair.check(database);
      if (pair.moved_all_rows()) ++whole;
    } catch (const Error& e) {  // others may still tell more
      FAIL_CHECK(std::string(e.what()));
    }
  }
  MESSAGE(whole, " of ", kPairs, " pairs moved their rows up and down");
  CHECK(whole > kPairs / 2);
}

}  // namespace athanor::testing
