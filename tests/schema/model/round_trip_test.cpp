#include <doctest/doctest.h>

#include <set>

#include "random_schema.hpp"
#include "schema/model/order.hpp"
#include "schema/model/reader.hpp"
#include "schema/model/writer.hpp"

using namespace athanor;

namespace {

Schema read_back(const std::vector<ModelText>& files, Diagnostics& out) {
  std::vector<SourcePtr> sources;
  for (const auto& file : files)
    sources.push_back(std::make_shared<SourceText>(SourceText{file.file, file.text}));
  return Model::read(sources, {"postgresql", "sqlite"}, out).resolve("sqlite", out);
}

std::string all_text(const std::vector<ModelText>& files) {
  std::string text;
  for (const auto& file : files) text += "--- " + file.file + "\n" + file.text;
  return text;
}

}  // namespace

TEST_CASE("a written schema reads back as the same schema, whatever its names") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    auto layout = seed % 2 == 0 ? WriteOptions::Layout::Single : WriteOptions::Layout::FilePerTable;
    auto schema = testing::random_schema(seed);
    auto files = write_models(schema, {"sqlite", layout});
    Diagnostics out;
    auto back = read_back(files, out);
    sort_unordered(schema);
    INFO("seed ", seed, "\n", all_text(files));
    REQUIRE(render(out) == "");
    REQUIRE(back == schema);
    REQUIRE(all_text(write_models(back, {"sqlite", layout})) == all_text(files));
  }
}

TEST_CASE("each file has a name of its own, whatever the case") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    std::set<std::string> names;
    for (const auto& file : write_models(testing::random_schema(seed), {"sqlite", {}})) {
      CAPTURE(seed);
      CAPTURE(file.file);
      CHECK(names.insert(ascii_lower(file.file)).second);
      CHECK(file.file.find('/') == std::string::npos);
    }
  }
}
