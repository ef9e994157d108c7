/// Up, down and in between, on a real database, for random pairs of schemas.

#include <doctest/doctest.h>

#include "tests/property/pair.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

constexpr int kPairs = 2000;

}  // namespace

TEST_CASE("a plan turns any schema into any other, and its reverse turns it back, rows and all") {
  int whole = 0;
  for (int i = 0; i < kPairs; ++i) {
    auto seed = base_seed() + static_cast<std::uint64_t>(i);
    INFO("ATHANOR_SEED=" << seed);
    Pair pair(sqlite_tongue(), seed);
    INFO(pair.script());
    Scratch database;
    pair.check(database);
    if (pair.moved_all_rows()) ++whole;
  }
  MESSAGE(whole, " of ", kPairs, " pairs moved their rows up and down");
  CHECK(whole > kPairs / 2);
}

}  // namespace athanor::testing
