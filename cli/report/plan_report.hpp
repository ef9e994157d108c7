#pragma once
/// What `plan` shows, in each of its formats: what an upgrade of a database would do.

#include <string>
#include <vector>

#include "engine/protection.hpp"
#include "engine/risk/judge.hpp"
#include "migrations/body.hpp"

namespace athanor::cli {

/// One revision that would run.
struct PendingRevision {
  std::string id;
  std::vector<std::string> down_revisions;
  std::string doc, file;
  /// Whether it could be looked at. What comes after a revision that only Python knows is not known
  /// before that has run.
  bool known = true;
  RevisionSql statements;
  std::vector<alembic::NeedsPython> python;  ///< why it would be handed to Alembic
  std::vector<Diagnostic> misfits;           ///< what of it does not fit what is there
  std::vector<Refusal> refused;
  std::vector<risk::Finding> risks;
};

struct PlanReport {
  std::string database;  ///< "env:dev  sqlite:///app.db"
  std::string dialect;
  std::vector<std::string> at;             ///< the version rows
  std::vector<PendingRevision> revisions;  ///< in the order in which they would run
};

/// Whether the upgrade would be refused.
bool is_refused(const PlanReport& report);

/// The version rows, or `base`.
std::string at_of(const PlanReport& report);

/// "2 revisions, 7 statements".
std::string extent(const PlanReport& report);

/// All that was found, revision after revision.
std::vector<risk::Finding> all_risks(const PlanReport& report);

/// `a, b -> c, doc`.
std::string title_of(const PendingRevision& revision);

/// The statements, each with a semicolon, those outside a transaction with a comment that says so.
std::string sql_of(const PendingRevision& revision);

/// A sentence on what is not known of it, and why; "" where all is.
std::string unknown_of(const PendingRevision& revision);

/// For a terminal.
std::string text_report(const PlanReport& report);

/// For a comment.
std::string markdown_report(const PlanReport& report);

/// One page that stands alone.
std::string html_report(const PlanReport& report);

/// `"version": 1`; documented in docs/schemas/plan.schema.json.
std::string json_report(const PlanReport& report);

}  // namespace athanor::cli
