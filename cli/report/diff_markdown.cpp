#include <fmt/format.h>

#include "cli/report/diff_report.hpp"
#include "cli/report/markdown.hpp"
#include "cli/workspace.hpp"

namespace athanor::cli {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : "; ") + part;
  }
  return out;
}

std::string risks_of(const DiffReport& report, std::size_t step) {
  std::string out;
  for (const auto& finding : report.risks) {
    if (finding.item != step || finding.severity == risk::Severity::Note) continue;
    out += (out.empty() ? "" : "<br>") + finding_markdown(finding);
  }
  return out;
}

std::string row(const DiffReport& report, std::size_t at) {
  const auto& planned = report.plan.steps[at];
  auto effect = report.dialect->effect(planned.step);
  auto lost = effect.data_lost.empty() ? "" : "loses " + effect.data_lost;
  return fmt::format("| {} | {} | {} | {} | {} |\n", at + 1,
                     escape_markdown(describe(planned.step)), escape_markdown(effect.lock),
                     escape_markdown(joined({effect.work, lost})), risks_of(report, at + 1));
}

}  // namespace

std::string markdown_report(const DiffReport& report) {
  auto steps = report.plan.steps.size();
  auto out = fmt::format("### athanor: {}\n\nfrom {}  \nto {}\n",
                         report.difference.empty() ? "no difference" : count(steps, "step"),
                         escape_markdown(report.from), escape_markdown(report.to));
  for (const auto& refusal : report.refused) {
    out += fmt::format("\n**refused**: {} (`--allow {}`)\n", escape_markdown(refusal.message),
                       refusal.allowance());
  }
  if (report.plan.empty()) return out;
  out += "\n| | step | lock | effect | risks |\n|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < steps; ++i) out += row(report, i);
  const Dialect& dialect = *report.dialect;
  return out + "\n" + folded_sql("SQL", dialect.script(render(report.plan, dialect))) +
         folded_sql("the way back", dialect.script(render(report.reverse, dialect)));
}

}  // namespace athanor::cli
