#include <fmt/format.h>

#include "cli/report/markdown.hpp"
#include "cli/report/plan_report.hpp"

namespace athanor::cli {
namespace {

std::string revision_markdown(const PendingRevision& revision) {
  auto out = fmt::format("\n#### {}\n\n{}\n", escape_markdown(title_of(revision)),
                         escape_markdown(revision.file));
  auto unknown = unknown_of(revision);
  if (!unknown.empty()) out += fmt::format("\n{}\n", escape_markdown(unknown));
  for (const auto& refusal : revision.refused) {
    out += fmt::format("\n**refused**: {} (`--allow {}`)\n", escape_markdown(refusal.message),
                       refusal.allowance());
  }
  std::string rows;
  for (const auto& finding : revision.risks) {
    if (finding.severity == risk::Severity::Note) continue;
    rows += fmt::format("| {} | {} | {} |\n", escape_markdown(finding.object),
                        finding_markdown(finding), escape_markdown(finding.rule->instead));
  }
  if (!rows.empty()) out += "\n| object | risk | instead |\n|---|---|---|\n" + rows;
  auto sql = sql_of(revision);
  return sql.empty() ? out : out + "\n" + folded_sql("SQL", sql);
}

}  // namespace

std::string markdown_report(const PlanReport& report) {
  auto out =
      fmt::format("### athanor: {}{}\n\n{}  \nat {}\n", is_refused(report) ? "refused: " : "",
                  report.revisions.empty() ? "nothing to run" : extent(report),
                  escape_markdown(report.database), escape_markdown(at_of(report)));
  for (const auto& revision : report.revisions) out += revision_markdown(revision);
  return out;
}

}  // namespace athanor::cli
