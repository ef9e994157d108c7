#include <fmt/format.h>

#include <set>

#include "schema/model/literal.hpp"
#include "schema/model/read_parts.hpp"

namespace athanor::model {
namespace {

/// What every type has.
template <class T>
T begin(const Object& object, QualifiedName name) {
  T type;
  type.name = std::move(name);
  type.comment = object.text("comment");
  type.renamed_from = object.name("renamed_from");
  type.place = object.place();
  return type;
}

void require_values(const Object& object, const EnumType& type) {
  const Value* list = object.get("values");
  if (!list->array()) return;
  if (list->array()->empty()) {
    object.scope().out.error(list->place,
                             fmt::format("enum \"{}\" has no values", display(type.name)));
  }
  std::set<std::string> seen;
  for (const auto& value : *list->array()) {
    if (!value.text() || seen.insert(*value.text()).second) continue;
    object.scope().out.error(value.place, fmt::format("value \"{}\" stands twice in enum \"{}\"",
                                                      *value.text(), display(type.name)));
  }
}

void read_renamed_values(const Object& object, EnumType& type) {
  const Value* renames = object.get("renamed_values");
  if (!renames || !renames->fields()) return;
  std::set<std::string> values(type.values.begin(), type.values.end());
  for (const auto& [from, place, to] : *renames->fields()) {
    if (!to.text()) continue;
    type.renamed_values[from] = *to.text();
    if (values.count(from) > 0) {
      object.scope().out.error(
          place, fmt::format("value \"{}\" still stands in enum \"{}\"", from, display(type.name)));
    }
    if (values.count(*to.text()) == 0) {
      object.scope().out.error(
          to.place, fmt::format("enum \"{}\" has no value \"{}\"", display(type.name), *to.text()),
          did_you_mean(*to.text(), type.values));
    }
  }
}

std::optional<CompositeField> read_field(const Entry& entry, const Scope& scope) {
  if (entry.value.text()) {
    return CompositeField{entry.key, read_type(entry.value, scope).value_or(DataType{}), {}};
  }
  if (!entry.value.fields()) return std::nullopt;
  Object object(entry.value, entry.place, scope);
  if (!object.complete(Group::TypeField)) return std::nullopt;
  return CompositeField{entry.key, object.type("type").value_or(DataType{}),
                        object.text("collation")};
}

}  // namespace

std::optional<EnumType> read_enum(const Object& object, QualifiedName name) {
  if (!object.complete(Group::Enum)) return std::nullopt;
  auto type = begin<EnumType>(object, std::move(name));
  type.values = object.texts("values");
  require_values(object, type);
  read_renamed_values(object, type);
  return type;
}

std::optional<Domain> read_domain(const Object& object, QualifiedName name) {
  if (!object.complete(Group::Domain)) return std::nullopt;
  auto type = begin<Domain>(object, std::move(name));
  type.type = object.type("type").value_or(DataType{});
  type.nullable = object.boolean("nullable").value_or(true);
  if (const Value* value = object.get("default"))
    type.default_value = read_default(*value, object.scope().out);
  type.collation = object.text("collation");
  type.checks = read_checks(object);
  return type;
}

std::optional<CompositeType> read_composite(const Object& object, QualifiedName name) {
  auto type = begin<CompositeType>(object, std::move(name));
  const Value* fields = object.get("fields");
  if (!fields || !fields->fields()) return std::nullopt;
  for (const auto& entry : *fields->fields()) {
    if (auto field = read_field(entry, object.scope())) type.fields.push_back(std::move(*field));
  }
  return type;
}

std::optional<RangeType> read_range(const Object& object, QualifiedName name) {
  auto type = begin<RangeType>(object, std::move(name));
  type.subtype = object.type("subtype").value_or(DataType{});
  type.options = read_options(object, Group::Type);
  return type;
}

std::optional<Collation> read_collation(const Object& object, QualifiedName name) {
  auto collation = begin<Collation>(object, std::move(name));
  collation.options = read_options(object, Group::Collation);
  return collation;
}

Options read_options(const Object& object, Group group) {
  auto options = object.scalars("options");
  for (const auto& key : keys_of(group).keys) {
    if (key.forms.front().shape != Shape::Scalar) continue;
    const Value* value = object.get(key.name);
    auto text = value ? scalar_text(*value) : std::nullopt;
    if (text) options[std::string(key.name)] = *text;
  }
  return options;
}

}  // namespace athanor::model
