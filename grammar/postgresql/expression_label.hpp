#pragma once
/// What PostgreSQL calls an expression that has no name of its own. Private to this folder.

#include <string>
#include <string_view>

namespace athanor::postgresql {

/// As a column of a query, and within an index's conventional name: the function, the column or the
/// type that the expression is of (manual, 7.3.2, "Column Labels"); `expr` where it is of none.
std::string expression_label(std::string_view expression);

}  // namespace athanor::postgresql
