#pragma once
/// One TOML file as a tree of values, in the order in which a person wrote them.
///
/// toml++ keeps its tables in alphabetical order but knows where each key stands; here that order
/// is put back, and columns are counted in bytes as `Place` wants them. It is the only part of
/// athanor that sees toml++.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor::model {

struct Value;
struct Entry;
using Array = std::vector<Value>;
using Fields = std::vector<Entry>;

/// A floating-point number as it was written, so that no digit is lost; without `_` and `+`.
struct Real {
  std::string text;
};

/// A TOML date, time, or both, as it was written.
struct Moment {
  std::string text;
};

struct Value {
  std::variant<std::string, bool, std::int64_t, Real, Moment, Array, Fields> data;
  Place place;

  const std::string* text() const { return std::get_if<std::string>(&data); }
  const bool* boolean() const { return std::get_if<bool>(&data); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data); }
  const Array* array() const { return std::get_if<Array>(&data); }
  const Fields* fields() const { return std::get_if<Fields>(&data); }
};

/// A key of a table with what it holds.
struct Entry {
  std::string key;
  Place place;  ///< of the key
  Value value;
};

/// What `value` is, for a message: "a string", "an integer", "a table".
std::string_view describe(const Value& value);

/// The entry of that key, or null.
const Entry* find(const Fields& fields, std::string_view key);

/// Reads one file. A syntax error becomes a diagnostic at its place, and there is no document: the
/// TOML parser stops at the first one.
std::optional<Value> parse_document(const SourcePtr& source, Diagnostics& out);

}  // namespace athanor::model
