#include <cstdlib>
#include <string>

#include "tests/property/random.hpp"

namespace athanor::testing {

std::uint64_t base_seed() {
  const char* given = std::getenv("ATHANOR_SEED");
  return given ? std::stoull(given) : 20261121;
}

}  // namespace athanor::testing
