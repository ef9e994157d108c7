#include "engine/dialects/postgresql/risk_conversions.hpp"

#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/dialects/postgresql/conversion.hpp"

namespace athanor::postgresql {
namespace {

/// How many decimal digits an integer type may need before the point.
std::optional<int> integer_digits(const DataType& type) {
  static const std::map<std::string, int, std::less<>> digits = {
      {"smallint", 5}, {"integer", 10}, {"bigint", 19}};
  auto found = digits.find(type.name.name);
  return found == digits.end() ? std::nullopt : std::optional(found->second);
}

int modifier(const DataType& type, std::size_t at) {
  return at < type.modifiers.size() ? std::atoi(type.modifiers[at].c_str()) : 0;
}

bool is_string(const DataType& type) {
  static const std::set<std::string, std::less<>> names = {"text", "character varying", "character",
                                                           "bpchar", "citext"};
  return names.contains(type.name.name);
}

bool is_unlimited_string(const DataType& type) {
  return type.name.name == "text" || type.name.name == "citext" ||
         (type.name.name == "character varying" && type.modifiers.empty());
}

/// Digits before the point and after it both have room.
bool fits_numeric(const DataType& from, const DataType& to) {
  if (to.modifiers.empty()) return true;
  int whole = modifier(to, 0) - modifier(to, 1);
  if (auto digits = integer_digits(from)) return *digits <= whole;
  if (from.name.name != "numeric" || from.modifiers.empty()) return false;
  return modifier(from, 0) - modifier(from, 1) <= whole && modifier(from, 1) <= modifier(to, 1);
}

/// The longest that PostgreSQL writes a value of the type, where that has an end.
std::optional<int> longest_text(const DataType& type) {
  if (auto digits = integer_digits(type)) return *digits + 1;  // the sign
  if (type.name.name == "boolean") return 5;
  if (type.name.name == "uuid") return 36;
  return std::nullopt;
}

bool fits_string(const DataType& from, const DataType& to) {
  if (is_unlimited_string(to)) return true;
  if (to.name.name == "character varying") {
    if (auto longest = longest_text(from)) return *longest <= modifier(to, 0);
  }
  bool longer = !from.modifiers.empty() && modifier(from, 0) <= modifier(to, 0);
  return is_string(from) && longer;
}

/// Of moments: a whole one is never cut, fractions of a second may be.
bool fits_precision(const DataType& from, const DataType& to) {
  return to.modifiers.empty() || (!from.modifiers.empty() && modifier(from, 0) <= modifier(to, 0));
}

bool fits_binary(const DataType& from, const DataType& to) {
  auto digits = integer_digits(from);
  if (to.name.name == "double precision") {
    return from.name.name == "real" || (digits && *digits <= 10);
  }
  return digits && *digits <= 5;  // of real
}

bool widens(const std::string& from, const std::string& to) {
  static const std::set<std::pair<std::string, std::string>> pairs = {
      {"date", "timestamp without time zone"},
      {"date", "timestamp with time zone"},
      {"timestamp without time zone", "timestamp with time zone"},
      {"time without time zone", "time with time zone"},
      {"cidr", "inet"},
      {"macaddr", "macaddr8"},
      {"json", "jsonb"},
      {"jsonb", "json"}};
  return pairs.contains({from, to});
}

bool is_moment(const DataType& type) {
  return type.name.name.starts_with("time") || type.name.name == "interval";
}

}  // namespace

bool loses_nothing(const DataType& from, const DataType& to) {
  if (from == to) return true;
  if (to.dimensions == 0 && is_unlimited_string(to)) return true;
  if (from.dimensions != to.dimensions) return false;
  auto was = integer_digits(from), is = integer_digits(to);
  if (was && is) return *was <= *is;
  if (to.name.name == "numeric") {
    return (was || from.name.name == "numeric") && fits_numeric(from, to);
  }
  if (to.name.name == "double precision" || to.name.name == "real") return fits_binary(from, to);
  if (is_string(to)) return fits_string(from, to);
  if (from.name == to.name) return !is_moment(from) || fits_precision(from, to);
  return widens(from.name.name, to.name.name);
}

bool keeps_rows(const DataType& from, const DataType& to) {
  if (from == to || is_catalogue_only(from, to)) return true;
  if (from.dimensions != 0 || to.dimensions != 0) return false;
  if (from.name.name == "cidr" && to.name.name == "inet") return true;
  if (from.name != to.name) return false;
  if (from.name.name == "numeric") {
    return to.modifiers.empty() ||
           (!from.modifiers.empty() && modifier(from, 1) == modifier(to, 1) &&
            modifier(from, 0) <= modifier(to, 0));
  }
  if (is_moment(from)) return fits_precision(from, to);
  return from.name.name == "bit varying" && fits_precision(from, to);
}

}  // namespace athanor::postgresql
