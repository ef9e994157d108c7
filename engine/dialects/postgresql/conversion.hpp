#pragma once
/// How values of one type become values of another, where ALTER COLUMN TYPE must be told
/// (sql-altertable.html, "SET DATA TYPE"; sql-createcast.html on assignment casts).

#include <optional>
#include <string>

#include "schema/type.hpp"

namespace athanor::postgresql {

/// The expression after USING that makes a value of `column` (its name, quoted) one of type `to`;
/// absent where the server converts by itself. Types are PostgreSQL's.
std::optional<std::string> conversion(const std::string& column, const DataType& from,
                                      const DataType& to);

/// Whether the change of a column's type leaves its foreign keys comparable, so that they need not
/// be taken away for it: both are integers, or both are strings.
bool stays_comparable(const DataType& from, const DataType& to);

/// Whether the server only changes the catalogue for it: a longer varchar, or text, of the same
/// strings.
bool is_catalogue_only(const DataType& from, const DataType& to);

}  // namespace athanor::postgresql
