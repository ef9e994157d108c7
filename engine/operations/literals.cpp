#include "engine/operations/literals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::Constant;

bool is_json(const BoundType& type) {
  return type.type_class->affinity == "JSON";
}

std::string without_hyphens(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

}  // namespace

std::string quote_text(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + '\'';
}

std::string LiteralCompiler::text(const Constant& value, const alembic::SaType* type) const {
  std::optional<BoundType> bound;
  if (type) bound = types_.bound(*type);
  bool is_none = std::holds_alternative<alembic::ConstantNone>(value.value);
  if (bound && is_json(*bound) && !(is_none && bound->flag("none_as_null", false))) {
    return quote_text(json_text(value));
  }
  if (is_none) return "NULL";
  if (bound) {
    if (auto text = typed(value, *bound)) return *text;
  }
  return untyped(value);
}

std::optional<std::string> LiteralCompiler::typed(const Constant& value,
                                                  const BoundType& type) const {
  const auto& type_class = *type.type_class;
  if (type_class.affinity == "Boolean") return typed_boolean(value);
  if (type_class.affinity == "Uuid") return typed_uuid(value, type);
  if (const auto* when = std::get_if<alembic::ConstantTime>(&value.value)) {
    bool knows = type_class.affinity == "DateTime" || type_class.affinity == "Date" ||
                 type_class.affinity == "Time";
    if (knows) {
      auto kind = type_class.affinity == "DateTime" ? TypeKind::DateTime
                  : type_class.affinity == "Date"   ? TypeKind::Date
                                                    : TypeKind::Time;
      return time(*when, kind);
    }
  }
  if (const auto* list = std::get_if<alembic::ConstantList>(&value.value)) {
    const auto* item = type.argument("item_type");
    return array(*list, item ? std::get_if<alembic::SaType>(&item->value) : nullptr);
  }
  if (type_class.affinity == "Integer") {
    if (const auto* flag = std::get_if<bool>(&value.value)) return *flag ? "1" : "0";
  }
  return std::nullopt;
}

std::optional<std::string> LiteralCompiler::typed_boolean(const Constant& value) const {
  if (const auto* number = std::get_if<alembic::ConstantInteger>(&value.value)) {
    if (number->digits == "0" || number->digits == "1") return boolean(number->digits == "1");
    throw Error(fmt::format("Value {} is not None, True, or False", number->digits));
  }
  if (std::holds_alternative<bool>(value.value)) return std::nullopt;
  throw Error(fmt::format("Not a boolean value: {}", described(alembic::Argument{value, {}})));
}

std::optional<std::string> LiteralCompiler::typed_uuid(const Constant& value,
                                                       const BoundType& type) const {
  auto form = type.flag("native_uuid", true) ? UuidForm::Native : UuidForm::Characters;
  if (const auto* id = std::get_if<alembic::ConstantUuid>(&value.value)) {
    return uuid(id->text, form);
  }
  if (const auto* text = std::get_if<std::string>(&value.value)) {
    return quote_text(without_hyphens(*text));
  }
  return std::nullopt;
}

std::string LiteralCompiler::untyped(const Constant& value) const {
  return std::visit(
      overloaded{
          [](const alembic::ConstantNone&) -> std::string { return "NULL"; },
          [&](bool flag) { return boolean(flag); },
          [](const alembic::ConstantInteger& number) { return number.digits; },
          [](const alembic::ConstantReal& number) { return number.text; },
          [](const alembic::ConstantDecimal& number) { return number.text; },
          [](const std::string& text) { return quote_text(text); },
          [&](const alembic::ConstantBytes& data) { return bytes(data.value); },
          [](const alembic::ConstantTime& when) { return quote_text(when.text); },
          [&](const alembic::ConstantInterval& span) { return interval(span); },
          [](const alembic::ConstantUuid& id) { return quote_text(id.text); },
          [&](const alembic::ConstantList& list) { return array(list, nullptr); },
          [](const alembic::ConstantDict& dict) { return quote_text(json_text(Constant{dict})); },
      },
      value.value);
}

}  // namespace athanor::operations
