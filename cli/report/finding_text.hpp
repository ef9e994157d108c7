#pragma once
/// Findings for a terminal, alike in every report.

#include <string>
#include <vector>

#include "engine/risk/judge.hpp"

namespace athanor::cli {

/// A paragraph: where it is, what is wrong, the statement, what to do instead; a line for a note
/// that nobody has to let pass. Ends in a line feed.
std::string finding_text(const risk::Finding& finding);

/// Whether finding_text is a line.
bool is_line(const risk::Finding& finding);

/// `1 danger, 2 notes, 1 allowed`; `nothing to object to` where there is none.
std::string counts_text(const std::vector<risk::Finding>& findings);

}  // namespace athanor::cli
