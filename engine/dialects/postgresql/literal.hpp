#pragma once
/// Literals of model files as PostgreSQL writes them, and back.

#include <optional>
#include <string>

#include "schema/column.hpp"

namespace athanor::postgresql {

/// The SQL of a literal for a column of the (lowered) type: `'x'`, `-1`, `'{a,b}'` for an array.
std::string literal_text(const Literal& literal, const DataType& type);

/// A default that is a literal of the column's own type, with or without its cast
/// (`'x'::character varying`, `'-1'::integer`), as a model writes it; else absent.
std::optional<Literal> read_literal(const std::string& text, const DataType& type);

/// `text` without a cast of a plain literal to the column's own type, which says nothing.
std::string without_own_cast(const std::string& text, const DataType& type);

}  // namespace athanor::postgresql
