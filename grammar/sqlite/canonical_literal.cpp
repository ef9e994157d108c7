#include "grammar/sqlite/canonical_literal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "schema/names.hpp"

namespace athanor::sqlite {
namespace {

std::string real(const std::string& digits) {
  double value = 0;
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc()) return digits;
  auto text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string hexadecimal(const std::string& digits) {
  std::uint64_t value = 0;
  auto result = std::from_chars(digits.data() + 2, digits.data() + digits.size(), value, 16);
  bool positive = result.ec == std::errc() &&
                  value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return positive ? fmt::format("{}", value) : digits;
}

}  // namespace

std::string canonical_number(std::string_view written) {
  auto digits = ascii_lower(written);
  std::erase(digits, '_');
  if (digits.starts_with("0x")) return hexadecimal(digits);
  if (digits.find_first_of(".e") != std::string::npos) return real(digits);
  std::int64_t value = 0;
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  // The one integer that only fits behind a minus sign.
  if (result.ec != std::errc()) return digits == "9223372036854775808" ? digits : real(digits);
  return fmt::format("{}", value);
}

}  // namespace athanor::sqlite
