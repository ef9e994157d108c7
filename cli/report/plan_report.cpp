#include "cli/report/plan_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/workspace.hpp"
#include "migrations/script.hpp"

namespace athanor::cli {

bool is_refused(const PlanReport& report) {
  return std::any_of(report.revisions.begin(), report.revisions.end(),
                     [](const auto& revision) { return !revision.refused.empty(); });
}

std::string extent(const PlanReport& report) {
  std::size_t statements = 0;
  for (const auto& revision : report.revisions) statements += revision.statements.size();
  return count(report.revisions.size(), "revision") + ", " + count(statements, "statement");
}

std::vector<risk::Finding> all_risks(const PlanReport& report) {
  std::vector<risk::Finding> out;
  for (const auto& revision : report.revisions) {
    out.insert(out.end(), revision.risks.begin(), revision.risks.end());
  }
  return out;
}

std::string title_of(const PendingRevision& revision) {
  auto parents = fmt::format("{}", fmt::join(revision.down_revisions, ", "));
  auto doc = revision.doc.empty() ? "" : ", " + revision.doc;
  return fmt::format("{} -> {}{}", parents.empty() ? "<base>" : parents, revision.id, doc);
}

std::string sql_of(const PendingRevision& revision) {
  std::string out;
  for (const auto& statement : revision.statements) {
    bool outside = statement.mode == alembic::SqlItem::Mode::Autocommit;
    out += fmt::format("{}{};\n", outside ? "-- outside any transaction\n" : "", statement.sql);
  }
  return out;
}

std::string unknown_of(const PendingRevision& revision) {
  if (!revision.known) return "what it does will be known when the ones before it have run";
  if (revision.python.empty() && revision.misfits.empty()) return "";
  if (revision.python.empty()) {
    const auto& first = revision.misfits.front();
    return fmt::format("does not fit what is there: {} ({})", first.message, where(first.place));
  }
  const auto& first = revision.python.front();
  return fmt::format("needs Python, and would be handed to Alembic: {} ({})", first.construct,
                     where(first.place));
}

std::string at_of(const PlanReport& report) {
  return report.at.empty() ? "base" : fmt::format("{}", fmt::join(report.at, ", "));
}

}  // namespace athanor::cli
