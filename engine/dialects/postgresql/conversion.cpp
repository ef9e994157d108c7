#include "engine/dialects/postgresql/conversion.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

/// Types within a family convert into each other on assignment.
enum class Family { Integer, Number, String, Moment, Json, Bits, Network, Boolean, Other };

Family family(const DataType& type) {
  static const std::map<std::string, Family, std::less<>> families = {
      {"smallint", Family::Integer},
      {"integer", Family::Integer},
      {"bigint", Family::Integer},
      {"numeric", Family::Number},
      {"real", Family::Number},
      {"double precision", Family::Number},
      {"text", Family::String},
      {"character varying", Family::String},
      {"character", Family::String},
      {"bpchar", Family::String},
      {"name", Family::String},
      {"date", Family::Moment},
      {"timestamp without time zone", Family::Moment},
      {"timestamp with time zone", Family::Moment},
      {"json", Family::Json},
      {"jsonb", Family::Json},
      {"bit", Family::Bits},
      {"bit varying", Family::Bits},
      {"inet", Family::Network},
      {"cidr", Family::Network},
      {"boolean", Family::Boolean},
  };
  if (!type.name.schema.empty() || type.dimensions > 0) return Family::Other;
  auto found = families.find(type.name.name);
  return found == families.end() ? Family::Other : found->second;
}

bool is_number(Family family) {
  return family == Family::Integer || family == Family::Number;
}

bool same_name(const DataType& a, const DataType& b) {
  return a.name == b.name && a.dimensions == b.dimensions;
}

/// What the server itself assigns, by pg_cast's assignment and implicit casts. Anything may become
/// a string.
bool is_assignable(const DataType& from, const DataType& to) {
  if (same_name(from, to)) return true;
  if (from.dimensions != to.dimensions) return false;
  if (from.dimensions > 0) {
    DataType element = from, other = to;
    element.dimensions = other.dimensions = 0;
    return is_assignable(element, other);
  }
  auto was = family(from), is = family(to);
  if (is == Family::String) return true;
  if (is_number(was) && is_number(is)) return true;
  if (was == is && was != Family::Other) return true;
  auto time = [](const DataType& type) {
    return type.name.schema.empty() && type.name.name.starts_with("time");
  };
  bool of_moment = was == Family::Moment && from.name.name != "date" && time(to);
  return of_moment || (time(from) && time(to) && is != Family::Moment);
}

std::string cast(const std::string& value, const DataType& type) {
  return value + "::" + type_text(type);
}

/// What an array of one holds, the way back of making one; an array of more goes as the text that
/// it has, which the other type takes or refuses.
std::string only_element(const std::string& array, const DataType& to) {
  auto text =
      fmt::format("CASE cardinality({0}) WHEN 1 THEN {0}[1]::text ELSE {0}::text END", array);
  return to.name.name == "text" ? text : cast("(" + text + ")", to);
}

/// A length, or a precision, that may cut values off: without USING the server refuses such values
/// rather than cutting them, which is what a change of schema should do.
std::optional<int> length(const DataType& type) {
  if (type.modifiers.size() != 1) return std::nullopt;
  return std::atoi(type.modifiers[0].c_str());
}

}  // namespace

std::optional<std::string> conversion(const std::string& column, const DataType& from,
                                      const DataType& to) {
  if (is_assignable(from, to)) return std::nullopt;
  if (from.dimensions == 0 && to.dimensions > 0) {
    DataType element = to;
    element.dimensions = 0;
    auto value = conversion(column, from, element).value_or(column);
    return cast(fmt::format("ARRAY[{}]", value), to);
  }
  auto was = family(from), is = family(to);
  if (was == Family::String) return cast(column, to);
  if (is_number(was) && is == Family::Boolean) return fmt::format("{} <> 0", column);
  if (was == Family::Boolean && is_number(is)) {
    auto integer = cast(column, {{"", "integer"}, {}, 0});
    return to.name.name == "integer" ? integer : cast(integer, to);
  }
  if (from.dimensions > 0 && to.dimensions > 0)
    return cast(cast(column, {{"", "text"}, {}, 1}), to);
  if (from.dimensions > 0) return only_element(column, to);
  return cast(cast(column, {{"", "text"}, {}, 0}), to);
}

bool stays_comparable(const DataType& from, const DataType& to) {
  auto was = family(from), is = family(to);
  return same_name(from, to) || (was == Family::Integer && is == Family::Integer) ||
         (was == Family::String && is == Family::String);
}

bool is_catalogue_only(const DataType& from, const DataType& to) {
  auto varying = [](const DataType& type) {
    return type.name.schema.empty() && type.dimensions == 0 &&
           (type.name.name == "character varying" || type.name.name == "text");
  };
  if (!varying(from) || !varying(to)) return false;
  auto before = length(from), after = length(to);
  return !after || (before && *before <= *after);
}

}  // namespace athanor::postgresql
