/// Every file of tests/cases/postgresql: planned, compared with what is expected, and run.

#include <doctest/doctest.h>

#include <filesystem>

#include "tests/engine/case_run.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {

TEST_CASE("a plan is what its case file says, and does it on a server, there and back") {
  auto paths = case_paths("postgresql");
  REQUIRE(paths.size() >= 40);
  for (const auto& path : paths) {
    SUBCASE(std::filesystem::path(path).stem().c_str()) {
      run_case(path, postgresql(), [] { return std::make_unique<PostgresqlDatabase>(); });
    }
  }
}

}  // namespace athanor::testing
