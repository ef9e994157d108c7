/// Tests against a live server, of the program's own.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

#include "tests/support/postgresql_cluster.hpp"

/// What Meson takes for "skipped".
constexpr int kSkipped = 77;

int main(int argc, char** argv) {
  if (!athanor::testing::PostgresqlCluster::is_available()) {
    std::puts("there is no PostgreSQL server here to test with");
    return kSkipped;
  }
  doctest::Context context(argc, argv);
  return context.run();
}
