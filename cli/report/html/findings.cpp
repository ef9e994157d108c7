#include "cli/report/html/findings.hpp"

#include <fmt/format.h>

#include "cli/report/markup.hpp"

namespace athanor::cli::html {

Tone tone_of(const risk::Finding& finding) {
  if (finding.pass) return Tone::Note;
  if (risk::stops(finding)) return Tone::Bad;
  return finding.severity == risk::Severity::Warn ? Tone::Caution : Tone::Note;
}

std::string finding_badge(const risk::Finding& finding) {
  return badge(tone_of(finding),
               fmt::format("{} {}", risk::name_of(finding.severity), finding.rule->code));
}

std::string finding_item(const risk::Finding& finding) {
  auto passed = finding.pass ? fmt::format(" Allowed by {}.", finding.pass->by) : std::string();
  auto detail = finding.detail.empty() ? "" : ": " + finding.detail;
  return fmt::format("<li>{} <strong>{}</strong>: {}{}<br>Instead: {}{}</li>\n",
                     finding_badge(finding), escape_markup(finding.object),
                     escape_markup(finding.rule->why), escape_markup(detail),
                     escape_markup(finding.rule->instead), escape_markup(passed));
}

}  // namespace athanor::cli::html
