#pragma once
/// What `lint` shows, in each of its formats.

#include <string>
#include <vector>

#include "engine/risk/judge.hpp"

namespace athanor::cli {

struct LintReport {
  std::string judged;  ///< "3 revisions", "new.sql"
  std::vector<risk::Finding> findings;
};

/// For a terminal: a paragraph a finding, notes as lines, and at the end how many there are of each
/// severity.
std::string text_report(const LintReport& report);

/// `"version": 1`; documented in docs/schemas/lint.schema.json.
std::string json_report(const LintReport& report);

/// All that is known of the rules of one code, which each dialect that has it may word its own way:
/// why, what to do instead, the manual's section, the safe way. "" where there is none.
std::string explanation(const std::string& code);

}  // namespace athanor::cli
