/// The catalogue of a live server, read into a graph. Graphs are compared as model files show them.

#include <doctest/doctest.h>

#include <cstdio>
#include "schema/model/writer.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

/// What a script makes, as one model file.
std::string read_back(const std::string& script) {
  PostgresqlDatabase database;
  database.run(script);
  auto texts = write_models(database.schema(), {"postgresql", WriteOptions::Layout::Single});
  return texts.empty() ? "" : texts.front().text;
}

}  // namespace

TEST_CASE("smoke") {
  FILE* f = fopen(getenv("SMOKE"), "r");
  std::string s; char b[4096]; size_t n;
  while ((n = fread(b,1,4096,f))>0) s.append(b,n);
  fclose(f);
  puts(read_back(s).c_str());
}

}  // namespace athanor::testing
