#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>

/// With ATHANOR_SKIP_SLOW set, cases of the test suite "slow" are left out: the sanitizers would
/// take minutes over them.
int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  if (std::getenv("ATHANOR_SKIP_SLOW")) context.addFilter("test-suite-exclude", "slow");
  return context.run();
}
