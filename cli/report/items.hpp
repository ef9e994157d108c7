#pragma once
/// What `lint` and `check` found, in one shape for the formats that other programs read: SARIF,
/// JUnit, annotations of a workflow, Markdown.

#include <string>
#include <string_view>
#include <vector>

#include "cli/report/lint_report.hpp"
#include "migrations/check.hpp"

namespace athanor::cli {

/// One thing that was found, or looked at and found to be well.
struct ReportItem {
  enum class Level { Passed, Note, Warning, Error };
  Level level = Level::Passed;
  std::string code;    ///< of a rule, or of what was checked
  std::string title;   ///< one sentence
  std::string object;  ///< "" where it is about no one thing
  std::vector<std::string> details;
  std::string remedy;   ///< "" where there is nothing to do
  std::string allowed;  ///< who let it pass; "" for nobody
  std::string sql;
  Place place;
};

/// Findings that somebody let pass are notes. Warnings do not stop anything, errors do.
std::vector<ReportItem> items_of(const std::vector<risk::Finding>& findings);
std::vector<ReportItem> items_of(const std::vector<CheckedPoint>& points,
                                 const std::string& code = "check");

/// SARIF 2.1.0 (docs.oasis-open.org/sarif). Items that passed are left out.
std::string sarif_text(const std::vector<ReportItem>& items);

/// JUnit's XML, as CI servers read it: a test case an item, those that are errors failed.
std::string junit_text(const std::vector<ReportItem>& items, const std::string& suite);

/// Commands of a GitHub workflow that put annotations on lines (docs.github.com, "Workflow
/// commands").
std::string github_text(const std::vector<ReportItem>& items);

/// A comment for a pull request; `deadline` says until when errors are to be looked at.
std::string markdown_text(const std::vector<ReportItem>& items, const std::string& title,
                          std::string_view deadline = "before this is merged");

/// One page that stands alone.
std::string html_text(const std::vector<ReportItem>& items, const std::string& title);

/// The statements that something was found in, each below comments that say what.
std::string sql_text(const std::vector<ReportItem>& items, const std::string& title);

/// One of these, by the name of its format: markdown, html, sql, sarif, junit, github.
std::string formatted(const std::vector<ReportItem>& items, const std::string& format,
                      const std::string& title);

}  // namespace athanor::cli
