#include "tests/support/golden.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace athanor::testing {

bool updates_golden() {
  const char* wanted = std::getenv("ATHANOR_UPDATE_GOLDEN");
  return wanted && std::string(wanted) == "1";
}

std::string test_path(const std::string& name) {
  return std::string(ATHANOR_TESTS) + "/" + name;
}

std::string read_golden(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_golden(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  REQUIRE_MESSAGE(file.good(), path);
}

}  // namespace athanor::testing
