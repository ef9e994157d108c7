#pragma once
/// Defaults as model files write them. A TOML value is a literal; three marked forms, each a table
/// of one key, are not: `{ sql = "now()" }` an expression, `{ json = "[null]" }` JSON text for what
/// TOML cannot hold, `{ null = true }` an explicit NULL.

#include <optional>
#include <string>

#include "schema/column.hpp"
#include "schema/model/document.hpp"

namespace athanor::model {

/// Nothing where the value is wrong, which is then in `out`.
std::optional<DefaultValue> read_default(const Value& value, Diagnostics& out);

/// The inverse, as TOML text of one line. Throws Error naming a number that TOML cannot hold.
std::string spell_default(const DefaultValue& value);

}  // namespace athanor::model
