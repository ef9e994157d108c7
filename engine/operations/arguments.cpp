#include "engine/operations/arguments.hpp"

#include <fmt/format.h>

#include <charconv>

#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::Argument;
using alembic::Constant;

std::string described(const Constant& constant) {
  return std::visit(
      overloaded{
          [](const alembic::ConstantNone&) -> std::string { return "None"; },
          [](bool flag) -> std::string { return flag ? "True" : "False"; },
          [](const alembic::ConstantInteger& number) { return number.digits; },
          [](const alembic::ConstantReal& number) { return number.text; },
          [](const alembic::ConstantDecimal& number) {
            return fmt::format("Decimal('{}')", number.text);
          },
          [](const std::string& text) { return fmt::format("'{}'", text); },
          [](const alembic::ConstantBytes&) -> std::string { return "a bytes value"; },
          [](const alembic::ConstantTime& time) { return time.text; },
          [](const alembic::ConstantInterval&) -> std::string { return "a timedelta"; },
          [](const alembic::ConstantUuid& uuid) { return fmt::format("UUID('{}')", uuid.text); },
          [](const alembic::ConstantList&) -> std::string { return "a list"; },
          [](const alembic::ConstantDict&) -> std::string { return "a dict"; },
      },
      constant.value);
}

[[noreturn]] void refuse(const Argument& argument, std::string_view what,
                         std::string_view expected) {
  throw Error(
      fmt::format("{} must be {}, not {}", what, expected, operations::described(argument)));
}

}  // namespace

std::string described(const Argument& argument) {
  return std::visit(
      overloaded{
          [](const Constant& constant) { return described(constant); },
          [](const alembic::SaType& type) { return fmt::format("{}()", type.name); },
          [](const alembic::SqlExpression&) -> std::string { return "an SQL expression"; },
      },
      argument.value);
}

const Constant* constant_of(const Argument* argument) {
  return argument ? std::get_if<Constant>(&argument->value) : nullptr;
}

bool is_none(const Argument& argument) {
  const auto* constant = constant_of(&argument);
  return constant && std::holds_alternative<alembic::ConstantNone>(constant->value);
}

std::optional<std::string> text_argument(const Argument* argument, std::string_view what) {
  if (!argument || is_none(*argument)) return std::nullopt;
  if (const auto* constant = constant_of(argument)) {
    if (const auto* text = std::get_if<std::string>(&constant->value)) return *text;
  }
  if (const auto* expression = std::get_if<alembic::SqlExpression>(&argument->value)) {
    if (const auto* text = std::get_if<alembic::SqlText>(&expression->kind)) return text->sql;
  }
  refuse(*argument, what, "a string");
}

std::optional<long long> integer_argument(const Argument* argument, std::string_view what) {
  if (!argument || is_none(*argument)) return std::nullopt;
  if (const auto* constant = constant_of(argument)) {
    if (const auto* flag = std::get_if<bool>(&constant->value)) return *flag ? 1 : 0;
    if (const auto* number = std::get_if<alembic::ConstantInteger>(&constant->value)) {
      long long value = 0;
      const auto* end = number->digits.data() + number->digits.size();
      auto read = std::from_chars(number->digits.data(), end, value);
      if (read.ec == std::errc() && read.ptr == end) return value;
    }
  }
  refuse(*argument, what, "an integer");
}

std::optional<bool> flag_argument(const Argument* argument, std::string_view what) {
  if (!argument || is_none(*argument)) return std::nullopt;
  if (const auto* constant = constant_of(argument)) {
    if (const auto* flag = std::get_if<bool>(&constant->value)) return *flag;
    if (const auto* number = std::get_if<alembic::ConstantInteger>(&constant->value)) {
      return number->digits != "0";
    }
  }
  refuse(*argument, what, "True or False");
}

std::vector<std::string> texts_argument(const Argument* argument, std::string_view what) {
  if (!argument || is_none(*argument)) return {};
  const auto* constant = constant_of(argument);
  if (!constant) refuse(*argument, what, "a list of strings");
  if (const auto* text = std::get_if<std::string>(&constant->value)) return {*text};
  const auto* list = std::get_if<alembic::ConstantList>(&constant->value);
  if (!list) refuse(*argument, what, "a list of strings");
  std::vector<std::string> texts;
  for (const auto& item : list->items) {
    const auto* text = std::get_if<std::string>(&item.value);
    if (!text) refuse(*argument, what, "a list of strings");
    texts.push_back(*text);
  }
  return texts;
}

std::optional<alembic::SqlExpression> expression_argument(const Argument* argument,
                                                          std::string_view what) {
  if (!argument || is_none(*argument)) return std::nullopt;
  if (const auto* expression = std::get_if<alembic::SqlExpression>(&argument->value)) {
    return *expression;
  }
  if (const auto* constant = constant_of(argument)) {
    if (const auto* text = std::get_if<std::string>(&constant->value)) {
      return alembic::SqlExpression{alembic::SqlText{*text}, argument->place};
    }
  }
  refuse(*argument, what, "an SQL expression");
}

std::string python_text(const Constant& constant, std::string_view what) {
  if (const auto* text = std::get_if<std::string>(&constant.value)) return *text;
  if (const auto* number = std::get_if<alembic::ConstantDecimal>(&constant.value)) {
    return number->text;
  }
  bool is_plain = std::holds_alternative<bool>(constant.value) ||
                  std::holds_alternative<alembic::ConstantInteger>(constant.value) ||
                  std::holds_alternative<alembic::ConstantReal>(constant.value);
  if (!is_plain) refuse(Argument{constant, {}}, what, "a string or a number");
  return described(constant);
}

}  // namespace athanor::operations
