#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/report/finding_text.hpp"
#include "cli/report/lint_report.hpp"
#include "engine/dialects/registry.hpp"

namespace athanor::cli {
namespace {

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
    if (is_line(finding)) {
      notes += finding_text(finding);
    } else {
      paragraphs += finding_text(finding) + "\n";
    }
  }
  if (!notes.empty()) notes += "\n";
  return fmt::format("{}{}{}: {}\n", paragraphs, notes, report.judged,
                     counts_text(report.findings));
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
