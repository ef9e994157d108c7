/// One schema written in several ways is one schema.

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "schema/model/reader.hpp"
#include "schema/model/writer.hpp"
#include "tests/property/generator.hpp"
#include "tests/property/noise.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

constexpr int kSchemas = 500;

std::string difference(const Schema& one, const Schema& other) {
  std::string out;
  for (const auto& planned : plan(diff(one, other, sqlite()), one, other, sqlite()).steps) {
    out += "  " + describe(planned.step) + "\n";
  }
  return out;
}

/// Calls `check` for many random schemas.
template <class Check>
void for_random_schemas(Check check) {
  for (int i = 0; i < kSchemas; ++i) {
    auto seed = base_seed() + static_cast<std::uint64_t>(i);
    INFO("ATHANOR_SEED=" << seed);
    Random random(seed);
    check(random_blueprint(random), random);
  }
}

Schema read_back(const std::vector<ModelText>& models) {
  Diagnostics found;
  std::vector<SourcePtr> sources;
  for (const auto& model : models) {
    sources.push_back(std::make_shared<SourceText>(SourceText{model.file, model.text}));
  }
  auto resolved = Model::read(sources, override_names(), found).resolve("sqlite", found);
  auto schema = sqlite().lower(resolved, found);
  CHECK(render(found) == "");
  return schema;
}

/// The names that stand bare in SQL; where those that are keywords do, they are keywords.
std::set<std::string> folded_names(const Blueprint& blueprint) {
  std::set<std::string> out;
  for (const auto& [id, name] : names_of(blueprint)) {
    if (sqlite().quote_name(name) == name) out.insert(ascii_lower(name));
  }
  out.erase("rowid");  // of WITHOUT ROWID
  return out;
}

}  // namespace

TEST_CASE("model files written from a schema and read again give the schema") {
  for_random_schemas([](const Blueprint& blueprint, Random& random) {
    auto schema = draw(blueprint);
    WriteOptions options{"sqlite", random.once_in(2) ? WriteOptions::Layout::Single
                                                     : WriteOptions::Layout::FilePerTable};
    auto models = write_models(sqlite().raise(schema), options);
    auto first = models.empty() ? std::string() : models[0].text;
    INFO(first);
    auto again = read_back(models);
    CHECK(difference(schema, again) == "");
    CHECK(difference(again, schema) == "");
    auto twice = write_models(sqlite().raise(again), options);
    REQUIRE(twice.size() == models.size());
    for (std::size_t i = 0; i < models.size(); ++i) CHECK(twice[i].text == models[i].text);
  });
}

TEST_CASE("case, quotes, white space, comments and parentheses make no difference") {
  for_random_schemas([](Blueprint blueprint, Random& random) {
    blueprint.search_table = false;  // its arguments are its module's, every letter of them
    auto schema = draw(blueprint);
    auto names = folded_names(blueprint);
    std::string script;
    for (const auto& statement : statements_for(in_parentheses(schema, random))) {
      script += with_noise(statement.sql, names, random) + ";\n";
    }
    INFO(script);
    auto noisy = schema_of(script);
    CHECK(difference(schema, noisy) == "");
    CHECK(difference(noisy, schema) == "");
    Scratch database;
    database.run_script(script);
    CHECK(difference(database.schema(), schema) == "");
  });
}

}  // namespace athanor::testing
