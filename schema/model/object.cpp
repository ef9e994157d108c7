#include "schema/model/object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "schema/model/spelling.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

const Value* value_in(const Fields& fields, std::string_view key) {
  const Entry* entry = find(fields, key);
  return entry ? &entry->value : nullptr;
}

bool parentheses_close(std::string_view text) {
  int depth = 0;
  for (const auto& token : scan_sql(text)) {
    if (token.kind != SqlToken::Kind::Symbol) continue;
    if (token.text == "(" || token.text == "[") ++depth;
    if ((token.text == ")" || token.text == "]") && --depth < 0) return false;
  }
  return depth == 0;
}

}  // namespace

Object::Object(const Value& value, const Scope& scope) : Object(value, value.place, scope) {}

Object::Object(const Value& value, Place place, const Scope& scope)
    : fields_(*value.fields()), place_(std::move(place)), scope_(scope) {
  if (const Entry* entry = find(fields_, scope.dialect)) overrides_ = entry->value.fields();
}

const Value* Object::neutral(std::string_view key) const {
  return value_in(fields_, key);
}

const Value* Object::overriding(std::string_view key) const {
  return overrides_ ? value_in(*overrides_, key) : nullptr;
}

const Value* Object::get(std::string_view key) const {
  const Value* value = overriding(key);
  return value ? value : neutral(key);
}

bool Object::applies() const {
  const Value* dialects = neutral("dialects");
  if (!dialects || !dialects->array()) return true;
  return std::any_of(dialects->array()->begin(), dialects->array()->end(), [&](const Value& name) {
    return name.text() && *name.text() == scope_.dialect;
  });
}

bool Object::complete(Group group) const {
  const KeyGroup& keys = keys_of(group);
  bool complete = true;
  for (const auto& key : keys.keys) {
    if (key.presence == Presence::Optional || get(key.name)) continue;
    scope_.out.error(place_, fmt::format("{} has no \"{}\"", keys.noun, key.name));
    complete = false;
  }
  return complete;
}

std::optional<std::string> Object::text(std::string_view key) const {
  const Value* value = get(key);
  return value && value->text() ? std::optional(*value->text()) : std::nullopt;
}

std::optional<std::int64_t> Object::integer(std::string_view key) const {
  const Value* value = get(key);
  return value && value->integer() ? std::optional(*value->integer()) : std::nullopt;
}

std::optional<bool> Object::boolean(std::string_view key) const {
  const Value* value = get(key);
  return value && value->boolean() ? std::optional(*value->boolean()) : std::nullopt;
}

std::optional<Expression> Object::expression(std::string_view key) const {
  const Value* value = get(key);
  return value ? read_expression(*value, scope_) : std::nullopt;
}

std::optional<Body> Object::body(std::string_view key) const {
  const Value* value = get(key);
  if (!value || !value->text()) return std::nullopt;
  return Body{trimmed_body(*value->text()), value->place};
}

std::optional<DataType> Object::type(std::string_view key) const {
  const Value* value = get(key);
  return value ? read_type(*value, scope_) : std::nullopt;
}

std::optional<QualifiedName> Object::name(std::string_view key) const {
  auto written = text(key);
  return written ? std::optional(parse_name(*written)) : std::nullopt;
}

std::vector<std::string> Object::texts(std::string_view key) const {
  std::vector<std::string> texts;
  const Value* value = get(key);
  if (!value || !value->array()) return texts;
  for (const auto& element : *value->array()) {
    if (element.text()) texts.push_back(*element.text());
  }
  return texts;
}

std::vector<QualifiedName> Object::names(std::string_view key) const {
  std::vector<QualifiedName> names;
  for (const auto& text : texts(key)) names.push_back(parse_name(text));
  return names;
}

Options Object::scalars(std::string_view key) const {
  Options options;
  const Value* value = get(key);
  if (!value || !value->fields()) return options;
  for (const auto& entry : *value->fields()) {
    if (auto text = scalar_text(entry.value)) options[entry.key] = *text;
  }
  return options;
}

std::optional<Deferrable> Object::deferrable() const {
  if (boolean("deferrable").value_or(false)) return Deferrable::InitiallyImmediate;
  return choice("deferrable", kDeferrableWords);
}

Place Object::place_of(std::string_view key) const {
  const Value* value = get(key);
  return value ? value->place : place_;
}

std::optional<std::string> scalar_text(const Value& value) {
  if (const auto* text = value.text()) return *text;
  if (const auto* flag = value.boolean()) return *flag ? "true" : "false";
  if (const auto* number = value.integer()) return std::to_string(*number);
  if (const auto* real = std::get_if<Real>(&value.data)) return real->text;
  return std::nullopt;
}

std::optional<DataType> read_type(const Value& value, const Scope& scope) {
  if (!value.text()) return std::nullopt;
  if (parentheses_close(*value.text())) return parse_type(*value.text());
  scope.out.error(value.place, fmt::format("malformed type \"{}\"", *value.text()));
  return std::nullopt;
}

std::optional<Expression> read_expression(const Value& value, const Scope& scope) {
  if (!value.text()) return std::nullopt;
  Expression expression{fold_space(*value.text()), value.place};
  if (!expression.text.empty()) return expression;
  scope.out.error(value.place, "the expression is empty");
  return std::nullopt;
}

}  // namespace athanor::model
