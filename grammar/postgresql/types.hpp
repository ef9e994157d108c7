#pragma once
/// Type names as the graph holds them (format_type of PostgreSQL, manual chapter 8). Private to
/// this folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace athanor::postgresql {

/// A type of pg_catalog by the name that it has there or that people write: `int4`, `bpchar`,
/// `timestamptz`, `jsonb`. Absent where there is none of that name.
std::optional<DataType> built_in_type(std::string_view name, std::vector<std::string> modifiers);

/// The integer type that a serial pseudo-type stands for (manual, 8.1.4), or "".
std::string_view serial_type(std::string_view name);

/// The name that pg_catalog has for a built-in type: `int4` for `integer`. Other names unchanged.
std::string catalog_type_name(std::string_view name);

}  // namespace athanor::postgresql
