#include "tests/property/sameness.hpp"

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "schema/model/reader.hpp"
#include "schema/model/writer.hpp"
#include "tests/property/generator.hpp"
#include "tests/property/pair.hpp"

namespace athanor::testing {
namespace {

Schema read_back(const std::vector<ModelText>& models, const Dialect& dialect) {
  Diagnostics found;
  std::vector<SourcePtr> sources;
  for (const auto& model : models) {
    sources.push_back(std::make_shared<SourceText>(SourceText{model.file, model.text}));
  }
  auto resolved = Model::read(sources, override_names(), found).resolve(dialect.name(), found);
  auto schema = dialect.lower(resolved, found);
  CHECK(render(found) == "");
  return schema;
}

/// The names that stand bare in SQL; where those that are keywords do, they are keywords.
std::set<std::string> folded_names(const Blueprint& blueprint,
                                   const std::set<std::string>& keywords) {
  std::set<std::string> out;
  for (const auto& [id, name] : names_of(blueprint)) {
    if (blueprint.tongue->dialect().quote_name(name) == name) out.insert(ascii_lower(name));
  }
  for (const auto& keyword : keywords) out.erase(keyword);
  return out;
}

}  // namespace

void for_random_blueprints(const Tongue& tongue, int count,
                           const std::function<void(Blueprint, Random&)>& check) {
  for (int i = 0; i < count; ++i) {
    auto seed = base_seed() + static_cast<std::uint64_t>(i);
    INFO("ATHANOR_SEED=" << seed);
    Random random(seed);
    check(random_blueprint(tongue, random), random);
  }
}

void check_models(const Blueprint& blueprint, Random& random) {
  const Dialect& dialect = blueprint.tongue->dialect();
  auto schema = draw(blueprint);
  WriteOptions options{std::string(dialect.name()), random.once_in(2)
                                                        ? WriteOptions::Layout::Single
                                                        : WriteOptions::Layout::FilePerTable};
  auto models = write_models(dialect.raise(schema), options);
  auto first = models.empty() ? std::string() : models[0].text;
  INFO(first);
  auto again = read_back(models, dialect);
  CHECK(difference(schema, again, dialect) == "");
  CHECK(difference(again, schema, dialect) == "");
  auto twice = write_models(dialect.raise(again), options);
  REQUIRE(twice.size() == models.size());
  for (std::size_t i = 0; i < models.size(); ++i) CHECK(twice[i].text == models[i].text);
}

void check_noise(const Blueprint& blueprint, Quotes quotes, const std::set<std::string>& keywords,
                 TestDatabase& database, Random& random) {
  const Dialect& dialect = blueprint.tongue->dialect();
  auto schema = draw(blueprint);
  auto names = folded_names(blueprint, keywords);
  std::string script;
  for (const auto& statement : statements_for(in_parentheses(schema, random), dialect)) {
    script += with_noise(statement.sql, names, quotes, random) + ";\n";
  }
  INFO(script);
  auto noisy = schema_of(script, dialect);
  CHECK(difference(schema, noisy, dialect) == "");
  CHECK(difference(noisy, schema, dialect) == "");
  database.run_script(script);
  CHECK(difference(database.schema(), schema, dialect) == "");
}

}  // namespace athanor::testing
