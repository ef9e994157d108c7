#include <fmt/format.h>

#include <algorithm>

#include "cli/report/finding_text.hpp"
#include "cli/report/plan_report.hpp"

namespace athanor::cli {
namespace {

/// Every line that is not empty three blanks to the right.
std::string inset(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    if (end > at) out += fmt::format("   {}", text.substr(at, end - at));
    out += '\n';
    at = end + 1;
  }
  return out;
}

std::string revision_text(const PendingRevision& revision, std::size_t number) {
  auto out = fmt::format("\n{}. {}\n   {}\n", number, title_of(revision), revision.file);
  auto add = [&](const std::string& text) {
    if (!text.empty()) out += "\n" + inset(text);
  };
  add(unknown_of(revision));
  add(sql_of(revision));
  if (!revision.refused.empty()) add(render(revision.refused));
  std::string risks;
  for (const auto& finding : revision.risks) risks += finding_text(finding);
  add(risks);
  return out;
}

}  // namespace

std::string text_report(const PlanReport& report) {
  auto out = fmt::format("{}  at {}\n", report.database, at_of(report));
  if (report.revisions.empty()) return out + "nothing to run\n";
  for (std::size_t i = 0; i < report.revisions.size(); ++i) {
    out += revision_text(report.revisions[i], i + 1);
  }
  return out + fmt::format("\nan upgrade would {} {}: {}\n", is_refused(report) ? "refuse" : "run",
                           extent(report), counts_text(all_risks(report)));
}

}  // namespace athanor::cli
