#include <chrono>

#include "grammar/postgresql/canonical_value.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// A bound as it is written up to `end`, without quotes and escapes; `at` goes past it.
std::string take_bound(std::string_view text, std::size_t& at, std::string_view end) {
  std::string out;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (!quoted && end.find(c) != std::string_view::npos) break;
    if (c == '"') {
      quoted = !quoted;
    } else {
      if (c == '\\' && at + 1 < text.size()) ++at;
      out += text[at];
    }
  }
  return out;
}

std::string printed(const std::string& value) {
  bool quotes = value.find_first_of(" ,()[]\"\\") != std::string::npos;
  return quotes ? '"' + value + '"' : value;
}

/// The next value of a type that has one.
std::optional<std::string> after(std::string_view value, std::string_view type) {
  if (type == "integer" || type == "bigint") {
    if (value.size() > 17) return std::nullopt;
    return std::to_string(std::stoll(std::string(value)) + 1);
  }
  if (type != "date" || value.size() != 10) return std::nullopt;
  auto part = [&](std::size_t at, std::size_t size) {
    return std::stoi(std::string(value.substr(at, size)));
  };
  using namespace std::chrono;
  sys_days day = year_month_day(year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))),
                                std::chrono::day(static_cast<unsigned>(part(8, 2))));
  year_month_day next = day + days(1);
  auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(next.year())) + '-' +
         two(static_cast<unsigned>(next.month())) + '-' + two(static_cast<unsigned>(next.day()));
}

}  // namespace

std::optional<std::string> canonical_range(std::string_view text, std::string_view bound_type) {
  text = trim(text);
  if (ascii_iequals(text, "empty")) return "empty";
  if (text.size() < 3) return std::nullopt;
  char open = text.front(), close = text.back();
  std::size_t at = 1;
  auto lower = take_bound(text, at, ",");
  if (at >= text.size()) return std::nullopt;
  ++at;
  auto upper = take_bound(text, at, ")]");
  bool shaped = (open == '[' || open == '(') && at + 1 == text.size();
  if (!shaped) return std::nullopt;
  if (!lower.empty()) lower = canonical_value(lower, bound_type);
  if (!upper.empty()) upper = canonical_value(upper, bound_type);
  bool whole = bound_type == "integer" || bound_type == "bigint" || bound_type == "date";
  if (whole && !lower.empty() && open == '(') {
    auto next = after(lower, bound_type);
    if (!next) return std::nullopt;
    lower = *next;
    open = '[';
  }
  if (whole && !upper.empty() && close == ']') {
    auto next = after(upper, bound_type);
    if (!next) return std::nullopt;
    upper = *next;
    close = ')';
  }
  if (lower.empty()) open = '(';
  if (upper.empty()) close = ')';
  if (lower == upper && !lower.empty() && (open == '(' || close == ')')) return "empty";
  return open + printed(lower) + ',' + printed(upper) + close;
}

}  // namespace athanor::postgresql
