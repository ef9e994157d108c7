#include "cli/report/finding_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "cli/workspace.hpp"

namespace athanor::cli {
namespace {

std::string position_of(const risk::Finding& finding) {
  if (!finding.place.source) return finding.unit.empty() ? "" : finding.unit + ": ";
  return fmt::format("{}:{}:{}: ", finding.place.source->name, finding.place.line,
                     finding.place.column);
}

/// The first line of a statement, for a person to find it by.
std::string first_line(const std::string& sql) {
  auto end = sql.find('\n');
  return end == std::string::npos ? sql : sql.substr(0, end) + " ...";
}

/// `file:line:column: danger DAT103 users.email: its values are gone for good`.
std::string headline(const risk::Finding& finding) {
  const auto& rule = *finding.rule;
  auto out =
      fmt::format("{}{} {}", position_of(finding), risk::name_of(finding.severity), rule.code);
  if (!finding.object.empty()) out += " " + finding.object;
  out += fmt::format(": {}", rule.why);
  if (!finding.detail.empty()) out += fmt::format(" ({})", finding.detail);
  return out;
}

std::string paragraph(const risk::Finding& finding) {
  auto out = headline(finding);
  if (!finding.sql.empty()) out += "\n  " + first_line(finding.sql);
  if (finding.pass) {
    auto reason = finding.pass->reason.empty() ? "" : ": " + finding.pass->reason;
    return out + fmt::format("\n  allowed by {}{}\n", finding.pass->by, reason);
  }
  out += fmt::format("\n  instead: {}\n", finding.rule->instead);
  if (risk::stops(finding)) out += fmt::format("  or allow it: --allow {}\n", finding.allowance());
  return out;
}

}  // namespace

bool is_line(const risk::Finding& finding) {
  return finding.severity == risk::Severity::Note && !finding.pass;
}

std::string finding_text(const risk::Finding& finding) {
  return is_line(finding) ? headline(finding) + "\n" : paragraph(finding);
}

std::string counts_text(const std::vector<risk::Finding>& findings) {
  std::map<risk::Severity, std::size_t> open;
  std::size_t passed = 0;
  for (const auto& finding : findings) {
    if (finding.pass) {
      ++passed;
    } else {
      ++open[finding.severity];
    }
  }
  std::vector<std::string> parts;
  auto add = [&](risk::Severity severity, std::string_view word) {
    if (open[severity] > 0) parts.push_back(count(open[severity], word));
  };
  add(risk::Severity::Refuse, "refusal");
  add(risk::Severity::Danger, "danger");
  add(risk::Severity::Warn, "warning");
  add(risk::Severity::Note, "note");
  if (passed > 0) parts.push_back(fmt::format("{} allowed", passed));
  if (parts.empty()) parts.emplace_back("nothing to object to");
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace athanor::cli
