#pragma once
/// What `diff` shows, in each of its formats.

#include <map>
#include <string>
#include <vector>

#include "engine/plan.hpp"
#include "engine/protection.hpp"
#include "engine/risk/judge.hpp"

namespace athanor::cli {

/// Everything a report of a difference is made from.
struct DiffReport {
  std::string from, to;  ///< each as "kind  detail"
  const Dialect* dialect = nullptr;
  Difference difference;
  Plan plan, reverse;
  Schema before, after;
  std::vector<Refusal> refused;
  std::vector<risk::Finding> risks;
  std::vector<std::string> legacy;
  /// Rows of the tables that a plan copies or drops, where a live database could be asked.
  std::map<QualifiedName, std::string> rows;
};

/// For a terminal: what differs, the plan with its reasons, the SQL and its reverse.
std::string text_report(const DiffReport& report);

/// For a comment on a pull request: the steps in a table, the SQL folded away.
std::string markdown_report(const DiffReport& report);

/// One page that stands alone: the verdict, the tables before and after, every step with its SQL.
std::string html_report(const DiffReport& report);

/// `"version": 1`; documented in docs/diff-json.md.
std::string json_report(const DiffReport& report);

}  // namespace athanor::cli
