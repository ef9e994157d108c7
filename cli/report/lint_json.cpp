#include <algorithm>

#include "cli/report/finding_json.hpp"
#include "cli/report/lint_report.hpp"

namespace athanor::cli {
namespace {

std::size_t count_open(const LintReport& report, risk::Severity severity) {
  return static_cast<std::size_t>(std::count_if(
      report.findings.begin(), report.findings.end(),
      [&](const risk::Finding& finding) { return !finding.pass && finding.severity == severity; }));
}

}  // namespace

std::string json_report(const LintReport& report) {
  using Json = nlohmann::ordered_json;
  Json findings = Json::array();
  std::size_t passed = 0;
  for (const auto& finding : report.findings) {
    findings.push_back(finding_json(finding));
    if (finding.pass) ++passed;
  }
  bool stopped = std::any_of(report.findings.begin(), report.findings.end(), risk::stops);
  Json out = {{"version", 1},
              {"judged", report.judged},
              {"verdict", stopped ? "refused" : "passed"},
              {"summary",
               {{"refuse", count_open(report, risk::Severity::Refuse)},
                {"danger", count_open(report, risk::Severity::Danger)},
                {"warn", count_open(report, risk::Severity::Warn)},
                {"note", count_open(report, risk::Severity::Note)},
                {"allowed", passed}}},
              {"findings", findings}};
  return out.dump(2) + "\n";
}

}  // namespace athanor::cli
