#pragma once
/// The part of a text report that says what differs, object by object.

#include <string>

#include "cli/report/diff_report.hpp"

namespace athanor::cli {

/// Lines beginning with `+`, `-`, `~`; of a table, one line a column, key or index within it.
std::string changes_text(const DiffReport& report);

/// "varchar(255)", in lower case; "no type" for a column without one.
std::string type_for_people(const DataType& type);

}  // namespace athanor::cli
