#include "schema/model/json_schema.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace athanor;
using Json = nlohmann::json;

namespace {

/// Every `$ref` in `json`, wherever it stands.
void collect_references(const Json& json, std::vector<std::string>& references) {
  if (json.is_object() && json.contains("$ref")) references.push_back(json["$ref"]);
  if (!json.is_structured()) return;
  for (const auto& inner : json) collect_references(inner, references);
}

}  // namespace

TEST_CASE("every reference inside the JSON Schema leads somewhere") {
  auto schema = Json::parse(json_schema({"postgresql", "sqlite"}));
  std::vector<std::string> references;
  collect_references(schema, references);
  CHECK(references.size() > 100);
  for (const auto& reference : references) {
    CAPTURE(reference);
    CHECK(schema.contains(Json::json_pointer(reference.substr(1))));
  }
}

TEST_CASE("the JSON Schema tells choices, required keys, and what a dialect may override") {
  auto schema = Json::parse(json_schema({"sqlite"}));
  const auto& column = schema["definitions"]["column"]["properties"];
  CHECK(column["storage"]["enum"] == Json({"plain", "external", "extended", "main", "default"}));
  CHECK(column["sqlite"]["$ref"] == "#/definitions/column_override");
  CHECK(column["dialects"]["items"]["enum"] == Json({"sqlite"}));
  CHECK_FALSE(schema["definitions"]["column_override"]["properties"].contains("dialects"));
  CHECK_FALSE(schema["properties"].contains("sqlite"));
  auto alone = Json::parse(json_schema({}));
  CHECK(alone["definitions"]["check"]["required"] == Json({"expression"}));
}
