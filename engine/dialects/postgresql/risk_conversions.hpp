#pragma once
/// What a change of a column's type does to the values that are there. Private to this folder.

#include "schema/type.hpp"

namespace athanor::postgresql {

/// Whether every value of `from` is one of `to` and comes back unharmed (datatype.html).
bool loses_nothing(const DataType& from, const DataType& to);

/// Whether the rows stay as they are on disk (sql-altertable.html, "Notes": binary coercible).
bool keeps_rows(const DataType& from, const DataType& to);

}  // namespace athanor::postgresql
