#include "tests/engine/risk_cases.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/diff.hpp"
#include "engine/risk/of_plan.hpp"
#include "tests/support/golden.hpp"

namespace athanor::testing {
namespace {

using Sections = std::vector<std::pair<std::string, std::string>>;

std::string section(const Sections& sections, const std::string& name) {
  for (const auto& [other, text] : sections) {
    if (other == name) return text;
  }
  return "";
}

std::string text_of(const Sections& sections) {
  std::string out;
  for (const auto& [name, text] : sections) out += "--- " + name + "\n" + text;
  return out;
}

Schema schema_of(const std::string& sql, const Dialect& dialect) {
  Diagnostics found;
  auto replayer = dialect.replay({});
  auto source = std::make_shared<SourceText>(SourceText{"case.sql", sql});
  for (const auto& statement : dialect.read_script(source, found)) {
    replayer->apply(statement, found);
  }
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return replayer->schema();
}

Protection protection_of(const std::string& text) {
  Protection out;
  std::istringstream lines(text);
  for (std::string kind, table; lines >> kind >> table;) {
    (kind == "legacy" ? out.legacy : out.critical).push_back(table);
  }
  return out;
}

std::map<QualifiedName, TableSize> sizes_of(const std::string& text) {
  std::map<QualifiedName, TableSize> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string table;
    TableSize size;
    words >> table >> size.rows;
    long long bytes = 0;
    if (words >> bytes) size.bytes = bytes;
    if (!table.empty()) out[{"", table}] = size;
  }
  return out;
}

std::string line_of(const risk::Finding& finding) {
  auto out = fmt::format("{} {}", risk::name_of(finding.severity), finding.rule->code);
  if (!finding.object.empty()) out += " " + finding.object;
  if (!finding.detail.empty()) out += ": " + finding.detail;
  if (finding.pass)
    out += fmt::format(" (allowed by {}: {})", finding.pass->by, finding.pass->reason);
  return out + "\n";
}

/// The sections of a case that are statements, as one unit.
risk::Unit unit_of(const Sections& sections, const risk::Bench& bench,
                   std::vector<risk::Finding>& findings) {
  risk::Unit unit;
  for (const auto& [name, text] : sections) {
    bool script = name == "script", alone = name == "alone";
    if (!script && !alone && name != "revision") continue;
    unit.kind = script ? risk::Kind::Script : risk::Kind::Revision;
    auto source = std::make_shared<SourceText>(SourceText{"case.sql", text});
    for (auto& sentence : risk::read_sentences(bench, source, findings)) {
      if (!script) sentence.sending = alone ? risk::Sending::Alone : risk::Sending::Together;
      unit.sentences.push_back(std::move(sentence));
    }
  }
  return unit;
}

/// What a revision before ran, which is not judged.
risk::Unit earlier_unit(const Sections& sections, const risk::Bench& bench) {
  std::vector<risk::Finding> ignored;
  auto source =
      std::make_shared<SourceText>(SourceText{"earlier.sql", section(sections, "earlier")});
  return {risk::Kind::Revision, "earlier", risk::read_sentences(bench, source, ignored)};
}

std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> out;
  std::istringstream words(text);
  for (std::string word; words >> word;) out.insert(word);
  return out;
}

}  // namespace

RiskCases::RiskCases(std::string path, const Dialect& dialect)
    : path_(std::move(path)), dialect_(dialect) {
  std::istringstream lines(read_golden(path_));
  Sections* sections = &shared_;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases_.push_back({line.substr(4), {}});
      sections = &cases_.back().sections;
    } else if (line.starts_with("--- ")) {
      sections->emplace_back(line.substr(4), "");
    } else if (!line.empty()) {
      (sections->empty() ? title_ : sections->back().second) += line + "\n";
    }
  }
  protection_ = protection_of(section(shared_, "protect"));
  before_ = schema_of(section(shared_, "before"), dialect_);
}

std::vector<risk::Finding> RiskCases::judge(const Case& one) const {
  static const risk::Settings settings;
  auto sizes = sizes_of(section(one.sections, "sizes"));
  const risk::Bench bench{dialect_, protection_, settings, {}, sizes};
  auto wanted = section(one.sections, "plan");
  if (!wanted.empty()) {
    auto after = schema_of(wanted, dialect_);
    auto made = plan(diff(before_, after, dialect_), before_, after, dialect_);
    return risk::risks_of(made, before_, bench);
  }
  std::vector<risk::Finding> findings;
  auto unit = unit_of(one.sections, bench, findings);
  risk::Court court(bench, before_);
  court.pass_over(earlier_unit(one.sections, bench));
  for (auto& finding : court.judge(unit)) {
    findings.push_back(std::move(finding));
  }
  return findings;
}

void RiskCases::check() {
  for (auto& one : cases_) {
    INFO(one.title);
    std::string found;
    std::set<std::string> codes;
    for (const auto& finding : judge(one)) {
      found += line_of(finding);
      codes.emplace(finding.rule->code);
    }
    for (const auto& code : words_of(section(one.sections, "quiet"))) {
      CHECK_MESSAGE(!codes.contains(code), code);
    }
    if (!updates_golden()) {
      CHECK(section(one.sections, "findings") == found);
      continue;
    }
    std::erase_if(one.sections, [](const auto& entry) { return entry.first == "findings"; });
    if (!found.empty()) one.sections.emplace_back("findings", found);
  }
  if (updates_golden()) write_golden(path_, text());
}

void RiskCases::cover(Coverage& coverage) const {
  for (const auto& one : cases_) {
    for (const auto& finding : judge(one)) coverage.fired.emplace(finding.rule->code);
    coverage.quiet.merge(words_of(section(one.sections, "quiet")));
  }
}

std::string RiskCases::text() const {
  auto out = title_ + text_of(shared_);
  for (const auto& one : cases_) out += "\n=== " + one.title + "\n" + text_of(one.sections);
  return out;
}

std::vector<std::string> risk_case_paths(const std::string& dialect) {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::directory_iterator(test_path("cases/risks/" + dialect))) {
    out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string lacking(const Coverage& coverage, const Dialect& dialect) {
  std::string out;
  for (const auto* rule : risk::rules_for(dialect)) {
    if (!rule->judge) continue;
    std::string code(rule->code);
    if (!coverage.fired.contains(code)) out += code + " fires nowhere\n";
    if (!coverage.quiet.contains(code)) out += code + " is quiet nowhere\n";
  }
  return out;
}

}  // namespace athanor::testing
