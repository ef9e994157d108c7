#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/report/lint_report.hpp"
#include "engine/dialects/registry.hpp"

namespace athanor::cli {
namespace {

std::string where(const risk::Finding& finding) {
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
  auto out = fmt::format("{}{} {}", where(finding), risk::name_of(finding.severity), rule.code);
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

std::string plural(std::size_t number, std::string_view one) {
  auto word = std::string(one) + (number == 1 ? "" : "s");
  return fmt::format("{} {}", number, word);
}

std::string summary(const LintReport& report) {
  std::map<risk::Severity, std::size_t> open;
  std::size_t passed = 0;
  for (const auto& finding : report.findings) {
    if (finding.pass) {
      ++passed;
    } else {
      ++open[finding.severity];
    }
  }
  std::vector<std::string> parts;
  auto add = [&](risk::Severity severity, std::string_view word) {
    if (open[severity] > 0) parts.push_back(plural(open[severity], word));
  };
  add(risk::Severity::Refuse, "refusal");
  add(risk::Severity::Danger, "danger");
  add(risk::Severity::Warn, "warning");
  add(risk::Severity::Note, "note");
  if (passed > 0) parts.push_back(fmt::format("{} allowed", passed));
  if (parts.empty()) parts.emplace_back("nothing to object to");
  return fmt::format("{}: {}\n", report.judged, fmt::join(parts, ", "));
}

std::string indented(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    out += fmt::format("    {}\n", text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string explained(const risk::Rule& rule, const std::string& dialect) {
  auto of = dialect.empty() ? "" : fmt::format(" on {}", dialect);
  auto out =
      fmt::format("{} ({}){}: {}\n", rule.code, risk::name_of(rule.severity), of, rule.title);
  out += fmt::format("  why      {}\n  instead  {}\n", rule.why, rule.instead);
  if (!rule.manual.empty()) out += fmt::format("  manual   {}\n", rule.manual);
  if (!rule.safe.empty()) out += "  the safe way\n" + indented(rule.safe);
  return out;
}

}  // namespace

/// Notes come last and short: what matters stands first.
std::string text_report(const LintReport& report) {
  std::string paragraphs, notes;
  for (const auto& finding : report.findings) {
    if (finding.severity == risk::Severity::Note && !finding.pass) {
      notes += headline(finding) + "\n";
    } else {
      paragraphs += paragraph(finding) + "\n";
    }
  }
  if (!notes.empty()) notes += "\n";
  return paragraphs + notes + summary(report);
}

std::string explanation(const std::string& code) {
  std::string out;
  for (const auto* rule : risk::common_rules()) {
    if (rule->code == code) out += explained(*rule, "");
  }
  for (const auto* dialect : all_dialects()) {
    for (const auto& rule : dialect->risks()) {
      if (rule.code != code) continue;
      out += (out.empty() ? "" : "\n") + explained(rule, std::string(dialect->name()));
    }
  }
  return out;
}

}  // namespace athanor::cli
