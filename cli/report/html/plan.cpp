#include <fmt/format.h>

#include <algorithm>

#include "cli/report/html/findings.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/markup.hpp"
#include "cli/report/plan_report.hpp"
#include "cli/workspace.hpp"

namespace athanor::cli {
namespace {

using html::Tone;

std::string verdict_of(const PlanReport& report) {
  if (report.revisions.empty()) return html::verdict(Tone::Good, "Nothing to run.", {});
  if (is_refused(report)) {
    std::vector<std::string> reasons;
    for (const auto& revision : report.revisions) {
      for (const auto& refusal : revision.refused) {
        reasons.push_back(
            fmt::format("{} (allow it with --allow {})", refusal.message, refusal.allowance()));
      }
    }
    return html::verdict(Tone::Bad, "Refused: this touches what is protected.", reasons);
  }
  auto risks = all_risks(report);
  auto dangers = std::count_if(risks.begin(), risks.end(), risk::stops);
  if (dangers > 0) {
    return html::verdict(Tone::Bad,
                         fmt::format("Dangerous: {} that nobody allowed.",
                                     count(static_cast<std::size_t>(dangers), "finding")),
                         {"An upgrade would run it all the same."});
  }
  bool known = std::all_of(report.revisions.begin(), report.revisions.end(),
                           [](const auto& revision) { return unknown_of(revision).empty(); });
  if (!known) return html::verdict(Tone::Caution, "Not all of it is known beforehand.", {});
  return html::verdict(Tone::Good, "Nothing stops this.", {});
}

std::string article(const PendingRevision& revision, std::size_t number) {
  std::string badges, risks;
  for (const auto& finding : revision.risks) {
    if (html::tone_of(finding) != Tone::Note) badges += html::finding_badge(finding) + " ";
    risks += html::finding_item(finding);
  }
  auto unknown = unknown_of(revision);
  auto sql = sql_of(revision);
  return fmt::format(
      "<article id=\"revision-{0}\" tabindex=\"-1\">\n<header><h3>{0}. {1}</h3> {2}</header>\n"
      "<p>{3}</p>\n{4}{5}{6}</article>\n",
      number, escape_markup(title_of(revision)), badges, escape_markup(revision.file),
      unknown.empty() ? unknown : fmt::format("<p>{}.</p>\n", escape_markup(unknown)),
      risks.empty() ? risks : "<ul>" + risks + "</ul>\n",
      sql.empty() ? sql : html::folded(html::Fold::Open, "SQL", html::code_block(sql)));
}

}  // namespace

std::string html_report(const PlanReport& report) {
  auto title = report.revisions.empty() ? std::string("nothing to run") : extent(report);
  auto body = fmt::format(
      "<header>\n<h1>Upgrade: {}</h1>\n{}<dl><dt>database</dt><dd>{}</dd><dt>at</dt><dd>{}</dd>"
      "<dt>dialect</dt><dd>{}</dd></dl>\n</header>\n<main id=\"content\">\n",
      escape_markup(title), verdict_of(report), escape_markup(report.database),
      escape_markup(at_of(report)), escape_markup(report.dialect));
  if (!report.revisions.empty()) {
    body +=
        "<section aria-labelledby=\"revisions\">\n<h2 id=\"revisions\">The revisions, in their "
        "order</h2>\n";
    for (std::size_t i = 0; i < report.revisions.size(); ++i) {
      body += article(report.revisions[i], i + 1);
    }
    body += "</section>\n";
  }
  return html::page("athanor: upgrade, " + title, body + "</main>\n");
}

}  // namespace athanor::cli
