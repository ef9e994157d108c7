#pragma once
/// What PostgreSQL knows of the types of values in expressions: categories, implicit casts and the
/// common type of several values (manual, chapter 10). Private to this folder.

#include <string>
#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace athanor::postgresql {

/// The type of a part of an expression.
struct ValueType {
  /// As format_type spells it, an array's with `[]`; `character` is `bpchar` here. A type that is
  /// not built in is `schema.name`, or `name` where it is in `public`. Empty where nothing is
  /// known; `unknown` is the type of a literal whose type only the place where it stands will say.
  std::string name;
  std::string modifiers;  ///< `10,2`, as written; of an interval also its fields

  bool operator==(const ValueType&) const = default;
};

/// A type of the graph as the type of a value.
ValueType value_type(const DataType& type);

/// The spelling of a type that pg_catalog or the grammar has by this name (`int4`, `timestamptz`);
/// other names unchanged.
std::string_view spelled_type(std::string_view name);

bool is_array(std::string_view type);
/// The type of an array's elements; of what is no array, the type itself.
std::string element_of(std::string_view type);
std::string array_of(std::string_view element);
/// The type of a built-in range's bounds, or "".
std::string_view bound_of(std::string_view range);

/// pg_type.typcategory: 'N' numbers, 'S' strings, 'X' untyped literals, ...; '?' for a type that is
/// not built in.
char category(std::string_view type);
/// Whether its category prefers the type (pg_type.typispreferred).
bool is_preferred(std::string_view type);
bool is_built_in(std::string_view type);
/// Whether a function takes any type of some kind as this one (manual, 38.2.5).
bool is_polymorphic(std::string_view type);

/// Whether a value of one type is taken for another without a cast being written (pg_cast, and
/// polymorphic types).
bool converts(std::string_view from, std::string_view to);

/// The type that values of these types have together in CASE, COALESCE, ARRAY, ... (manual, 10.5);
/// empty where one of them is not known or there is none.
std::string common_type(const std::vector<std::string>& types);

}  // namespace athanor::postgresql
