#pragma once
/// Types of columns.

#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"

namespace athanor {

/// A column type: `varchar(50)` is {varchar, [50]}, `timestamp(3) with time zone` is
/// {timestamp with time zone, [3]}, `text[]` has one dimension. A built-in type's name is in lower
/// case; a SQLite type is kept as declared; an empty name is SQLite's column without a type.
struct DataType {
  QualifiedName name;
  std::vector<std::string> modifiers;
  int dimensions = 0;

  bool operator==(const DataType&) const = default;
};

/// Reads a type as people write it: words, `schema.name`, quoted names, `(modifiers)`, words after
/// them, `[]`. Words are folded to one space between them and their case is kept. Never fails on
/// odd text: what does not fit the shape is part of the name.
DataType parse_type(std::string_view text);

/// The inverse of parse_type: `double precision`, `numeric(10,2)`, `billing.amount[]`. Words of a
/// name with upper case or odd characters are not quoted: for people and model files, not SQL.
std::string display(const DataType& type);

}  // namespace athanor
