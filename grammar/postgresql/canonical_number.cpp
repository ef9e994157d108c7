#include <charconv>
#include <cstdint>

#include "grammar/postgresql/canonical_value.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool take_minus(std::string_view& text) {
  bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  return minus;
}

std::string without_leading_zeros(std::string digits) {
  auto first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() - 1 : first);
  return digits;
}

/// `0x1F`, `0o17`, `0b11`, as PostgreSQL 16 reads them. Those that do not fit in 64 bits are left.
std::optional<std::string> of_base(std::string_view digits) {
  int base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 0;
  std::uint64_t value = 0;
  const auto* end = digits.data() + digits.size();
  if (base == 0) return std::nullopt;
  auto result = std::from_chars(digits.data() + 2, end, value, base);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return std::to_string(value);
}

/// Decimal digits and where the point is among them.
struct Decimal {
  std::string digits;
  std::int64_t point = 0;
};

std::optional<Decimal> read_decimal(std::string_view text) {
  std::int64_t exponent = 0;
  auto e = text.find('e');
  if (e != std::string_view::npos) {
    auto written = text.substr(e + 1);
    if (written.starts_with('+')) written.remove_prefix(1);
    const auto* end = written.data() + written.size();
    auto result = std::from_chars(written.data(), end, exponent);
    if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
    text = text.substr(0, e);
  }
  auto dot = text.find('.');
  auto whole = text.substr(0, dot);
  auto fraction = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  bool valid = all_digits(whole) && all_digits(fraction) && whole.size() + fraction.size() > 0;
  if (!valid) return std::nullopt;
  return Decimal{std::string(whole) + std::string(fraction),
                 static_cast<std::int64_t>(whole.size()) + exponent};
}

/// What exponents are written out for; beyond it a number stays as it is.
constexpr std::int64_t kLongestNumber = 1000;

std::string written_out(Decimal number) {
  auto size = static_cast<std::int64_t>(number.digits.size());
  if (number.point <= 0) {
    number.digits.insert(0, static_cast<std::size_t>(1 - number.point), '0');
    number.point = 1;
  } else if (number.point > size) {
    number.digits.append(static_cast<std::size_t>(number.point - size), '0');
  }
  auto point = static_cast<std::size_t>(number.point);
  auto whole = without_leading_zeros(number.digits.substr(0, point));
  auto fraction = number.digits.substr(point);
  return fraction.empty() ? whole : whole + '.' + fraction;
}

std::string with_sign(bool minus, const std::string& number) {
  bool zero = number.find_first_not_of("0.") == std::string::npos;
  return minus && !zero ? '-' + number : number;
}

}  // namespace

std::optional<std::string> canonical_integer(std::string_view text) {
  auto digits = ascii_lower(trim(text));
  std::erase(digits, '_');
  std::string_view rest = digits;
  bool minus = take_minus(rest);
  if (rest.empty()) return std::nullopt;
  std::optional<std::string> value;
  if (all_digits(rest)) {
    value = without_leading_zeros(std::string(rest));
  } else if (rest.size() > 2 && rest[0] == '0') {
    value = of_base(rest);
  }
  if (!value) return std::nullopt;
  return with_sign(minus, *value);
}

std::optional<std::string> canonical_numeric(std::string_view text) {
  auto digits = ascii_lower(trim(text));
  std::erase(digits, '_');
  std::string_view rest = digits;
  bool minus = take_minus(rest);
  if (rest.size() > 2 && rest[0] == '0' && !all_digits(rest.substr(1, 1)) && rest[1] != '.' &&
      rest[1] != 'e') {
    auto value = of_base(rest);
    return value ? std::optional(with_sign(minus, *value)) : std::nullopt;
  }
  auto number = read_decimal(rest);
  bool fits = number && number->point < kLongestNumber && number->point > -kLongestNumber;
  if (!fits) return std::nullopt;
  return with_sign(minus, written_out(std::move(*number)));
}

}  // namespace athanor::postgresql
