/// Every file of tests/cases/sqlite: planned, compared with what is expected, and run.

#include <doctest/doctest.h>

#include <filesystem>

#include "tests/engine/case_run.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
TEST_CASE("a plan is what its case file says, and does it on a database, there and back") {
  auto paths = case_paths("sqlite");
  REQUIRE(paths.size() >= 25);
  for (const auto& path : paths) {
    SUBCASE(std::filesystem::path(path).stem().c_str()) {
      run_case(path, sqlite(), [] { return std::make_unique<Scratch>(); });
    }
  }
}

}  // namespace athanor::testing
