#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/dialects/postgresql/operation_ddl.hpp"

namespace athanor::postgresql {
namespace {

/// As Python's repr() writes a float that has this many microseconds.
std::string seconds_text(const alembic::ConstantInterval& span) {
  auto seconds = span.days * 86400 + span.seconds;
  auto micros = span.microseconds;
  bool is_negative = seconds < 0;
  if (is_negative && micros > 0) {
    ++seconds;
    micros = 1000000 - micros;
  }
  auto fraction = fmt::format("{:06}", micros);
  while (fraction.size() > 1 && fraction.back() == '0') fraction.pop_back();
  return fmt::format("{}{}.{}", is_negative ? "-" : "", std::abs(seconds), fraction);
}

bool is_plain(const std::string& bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
}

}  // namespace

std::string OperationLiterals::bytes(const std::string& value) const {
  if (is_plain(value)) return operations::quote_text(value);
  std::string hex = "\\x";
  for (char c : value) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return operations::quote_text(hex);
}

std::string OperationLiterals::time(const alembic::ConstantTime& value,
                                    operations::TypeKind) const {
  return operations::quote_text(value.text);
}

std::string OperationLiterals::interval(const alembic::ConstantInterval& value) const {
  return fmt::format("make_interval(secs=>{})", seconds_text(value));
}

std::string OperationLiterals::array(const alembic::ConstantList& value,
                                     const alembic::SaType* item) const {
  // An ARRAY[] needs a type where a string does not.
  if (value.items.empty()) return "'{}'";
  std::string out = "ARRAY[";
  for (const auto& each : value.items) {
    if (out.size() > 6) out += ", ";
    out += text(each, item);
  }
  return out + ']';
}

std::string OperationLiterals::uuid(const std::string& text, UuidForm form) const {
  if (form == UuidForm::Native) return operations::quote_text(text);
  auto digits = text;
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return operations::quote_text(digits);
}

std::string OperationExpressions::own_call(const std::string& name,
                                           const std::string& arguments) const {
  if (name == "pow") return fmt::format("power({})", arguments);
  if (name == "aggregate_strings") return fmt::format("string_agg({})", arguments);
  return {};
}

std::string OperationExpressions::insensitive_like(const std::string& left,
                                                   const std::string& right,
                                                   std::string_view word) const {
  return left + std::string(word) + right;
}

std::string OperationExpressions::quotient(const std::string& left,
                                           const std::string& right) const {
  return fmt::format("{} / CAST({} AS NUMERIC)", left, right);
}

}  // namespace athanor::postgresql
