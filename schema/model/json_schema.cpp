#include "schema/model/json_schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "schema/model/keys.hpp"

namespace athanor {
namespace {

using Json = nlohmann::ordered_json;
using model::Form;
using model::Group;
using model::Key;
using model::KeyGroup;
using model::Shape;

/// A group's name among the definitions: its number is not stable, its noun is not unique.
std::string_view definition_name(Group group) {
  switch (group) {
    case Group::None:
      return "none";
    case Group::Root:
      return "root";
    case Group::Table:
      return "table";
    case Group::Column:
      return "column";
    case Group::NotNull:
      return "not_null";
    case Group::Identity:
      return "identity";
    case Group::Generated:
      return "generated";
    case Group::KeyColumn:
      return "key_column";
    case Group::PrimaryKey:
      return "primary_key";
    case Group::ColumnPrimaryKey:
      return "column_primary_key";
    case Group::Unique:
      return "unique";
    case Group::ColumnUnique:
      return "column_unique";
    case Group::ForeignKey:
      return "foreign_key";
    case Group::ColumnReference:
      return "column_reference";
    case Group::Check:
      return "check";
    case Group::IndexElement:
      return "index_element";
    case Group::Index:
      return "index";
    case Group::ColumnIndex:
      return "column_index";
    case Group::Exclusion:
      return "exclusion";
    case Group::ExclusionElement:
      return "exclusion_element";
    case Group::Trigger:
      return "trigger";
    case Group::Policy:
      return "policy";
    case Group::Partition:
      return "partition";
    case Group::VirtualTable:
      return "virtual_table";
    case Group::Enum:
      return "enum";
    case Group::Domain:
      return "domain";
    case Group::Type:
      return "type";
    case Group::TypeField:
      return "type_field";
    case Group::Sequence:
      return "sequence";
    case Group::View:
      return "view";
    case Group::MaterializedView:
      return "materialized_view";
    case Group::Function:
      return "function";
    case Group::Extension:
      return "extension";
    case Group::Collation:
      return "collation";
    case Group::Schema:
      return "schema";
    case Group::Grant:
      return "grant";
  }
  return {};
}

Json array_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json any_of(std::vector<Json> schemas) {
  if (schemas.size() == 1) return schemas.front();
  return {{"anyOf", std::move(schemas)}};
}

/// Makes the definitions of every group that the root leads to.
class SchemaMaker {
 public:
  explicit SchemaMaker(const std::vector<std::string>& dialects) : dialects_(dialects) {}

  Json make() {
    Json root = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "athanor model file"}};
    root.update(object_of(Group::Root));
    while (!waiting_.empty()) {
      auto groups = std::exchange(waiting_, {});
      for (Group group : groups) define(group);
    }
    root["definitions"] = std::move(definitions_);
    return root;
  }

 private:
  void define(Group group) {
    std::string name(definition_name(group));
    definitions_[name] = object_of(group);
    auto overrides = overrides_of(group);
    if (overrides["properties"].empty()) return;
    definitions_[name + "_override"] = overrides;
    for (const auto& dialect : dialects_) {
      definitions_[name]["properties"][dialect] = {{"$ref", "#/definitions/" + name + "_override"}};
    }
  }

  Json object_of(Group group) {
    const KeyGroup& keys = model::keys_of(group);
    Json object = {{"description", keys.doc}, {"type", "object"}, {"additionalProperties", false}};
    Json required = Json::array();
    object["properties"] = Json::object();
    for (const auto& key : keys.keys) {
      object["properties"][std::string(key.name)] = property(key);
      if (key.presence == model::Presence::Required && !may_be_overridden(key))
        required.push_back(key.name);
    }
    if (!required.empty()) object["required"] = required;
    return object;
  }

  /// Where a dialect may say it, the key itself may be missing.
  bool may_be_overridden(const Key& key) const {
    return key.override_by == model::Override::Allowed && !dialects_.empty();
  }

  Json overrides_of(Group group) {
    Json properties = Json::object();
    for (const auto& key : model::keys_of(group).keys) {
      if (key.override_by == model::Override::Forbidden) continue;
      properties[std::string(key.name)] = {{"$ref", fmt::format("#/definitions/{}/properties/{}",
                                                                definition_name(group), key.name)}};
    }
    return {{"description", fmt::format("What stands for the keys of the {} in one dialect.",
                                        model::keys_of(group).noun)},
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", properties}};
  }

  Json property(const Key& key) {
    Json schema = {{"description", key.doc}};
    std::vector<Json> forms;
    for (const auto& form : key.forms) forms.push_back(value(key, form));
    schema.update(any_of(forms));
    if (key.name == "dialects") schema["items"] = {{"enum", dialects_}};
    return schema;
  }

  Json reference(Group group) {
    if (seen_.insert(group).second) waiting_.push_back(group);
    return {{"$ref", fmt::format("#/definitions/{}", definition_name(group))}};
  }

  Json value(const Key& key, const Form& form) {
    const Json text = {{"type", "string"}};
    switch (form.shape) {
      case Shape::Text:
        return key.choices.empty() ? text : Json{{"type", "string"}, {"enum", key.choices}};
      case Shape::ChoiceOfColumns:
        return {{"type", "string"},
                {"pattern", fmt::format("^({})( ?\\(.+\\))?$", fmt::join(key.choices, "|"))}};
      case Shape::Boolean:
        return {{"type", "boolean"}};
      case Shape::Integer:
        return {{"type", "integer"}};
      case Shape::Scalar:
        return scalar();
      case Shape::Texts:
        return array_of(text);
      case Shape::Scalars:
        return map_of(scalar());
      case Shape::TextMap:
        return map_of(text);
      case Shape::Anything:
        return Json::object();
      case Shape::Object:
        return reference(form.group);
      case Shape::Objects:
        return array_of(reference(form.group));
      case Shape::Mixed:
        return array_of(any_of({text, reference(form.group)}));
      case Shape::ObjectMap:
        return map_of(reference(form.group));
      case Shape::MixedMap:
        return map_of(any_of({text, reference(form.group)}));
    }
    return Json::object();
  }

  static Json scalar() { return {{"type", {"string", "number", "boolean"}}}; }

  const std::vector<std::string>& dialects_;
  Json definitions_ = Json::object();
  std::set<Group> seen_;
  std::vector<Group> waiting_;
};

}  // namespace

std::string json_schema(const std::vector<std::string>& dialects) {
  return SchemaMaker(dialects).make().dump(2) + "\n";
}

}  // namespace athanor
