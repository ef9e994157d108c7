#pragma once
/// The pictures of a change, within a page.

#include <string>

#include "cli/report/diff_report.hpp"

namespace athanor::cli::html {

/// The section with the picture before and after; a sentence instead where graphviz is not
/// installed or the tables are too many to be looked at; "" where no table takes part.
std::string change_pictures(const DiffReport& report);

}  // namespace athanor::cli::html
