#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/report/changes_text.hpp"
#include "cli/report/diff_report.hpp"
#include "cli/workspace.hpp"

namespace athanor::cli {
namespace {

std::string indented(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = std::min(text.find('\n', at), text.size());
    if (end > at) out += "  " + text.substr(at, end - at);
    out += '\n';
    at = end + 1;
  }
  return out;
}

const step::RebuildTable* as_rebuild(const Step& step) {
  return std::get_if<step::RebuildTable>(&step);
}

std::string plan_summary(const DiffReport& report) {
  std::size_t losing = 0, rebuilding = 0;
  for (const auto& planned : report.plan.steps) {
    if (!report.dialect->effect(planned.step).data_lost.empty()) ++losing;
    if (as_rebuild(planned.step)) ++rebuilding;
  }
  auto out = count(report.plan.steps.size(), "step");
  if (losing > 0) out += fmt::format(", {} {} data", losing, losing == 1 ? "loses" : "lose");
  if (rebuilding > 0) {
    out += fmt::format(", {} {} a table", rebuilding, rebuilding == 1 ? "rebuilds" : "rebuild");
  }
  return out;
}

std::string rows_of(const DiffReport& report, const QualifiedName& table) {
  auto found = report.rows.find(table);
  return found == report.rows.end() ? "every row" : found->second + " rows";
}

/// The right-hand side of a step's line.
std::string remark(const DiffReport& report, const PlannedStep& planned) {
  std::vector<std::string> parts;
  if (const auto* rebuild = as_rebuild(planned.step)) {
    auto kept = fmt::format("{} copied and counted", rows_of(report, rebuild->before.name));
    std::vector<std::string> with;
    auto indexes = rebuild->after.indexes.size(), triggers = rebuild->after.triggers.size();
    if (indexes > 0) with.push_back(indexes == 1 ? "1 index" : fmt::format("{} indexes", indexes));
    if (triggers > 0) with.push_back(count(triggers, "trigger"));
    if (!with.empty()) kept += fmt::format("; {} kept", fmt::join(with, ", "));
    parts.push_back(kept);
  }
  auto effect = report.dialect->effect(planned.step);
  if (!effect.lock.empty()) parts.push_back("locks " + effect.lock);
  if (!effect.work.empty() && !as_rebuild(planned.step)) parts.push_back(effect.work);
  if (!effect.data_lost.empty()) parts.push_back("loses " + effect.data_lost);
  if (!planned.after.empty()) {
    const Reason& last = planned.after.back();
    parts.push_back(fmt::format("after {}: {}", last.before + 1, last.because));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// One line each, beneath their step; notes are left to who asks for all of them.
std::string risks_text(const DiffReport& report, std::size_t step) {
  std::string out;
  for (const auto& finding : report.risks) {
    if (finding.item != step || finding.severity == risk::Severity::Note) continue;
    auto passed = finding.pass ? fmt::format(" (allowed by {})", finding.pass->by) : "";
    out += fmt::format("      {} {} {}: {}{}\n", risk::name_of(finding.severity),
                       finding.rule->code, finding.object, finding.rule->why, passed);
  }
  return out;
}

std::string plan_text(const DiffReport& report) {
  auto out = fmt::format("plan  {}\n", plan_summary(report));
  std::size_t width = 0;
  for (const auto& planned : report.plan.steps) {
    width = std::max(width, describe(planned.step).size());
  }
  for (std::size_t i = 0; i < report.plan.steps.size(); ++i) {
    auto line = fmt::format("{:>2}  {:<{}}  {}", i + 1, describe(report.plan.steps[i].step), width,
                            remark(report, report.plan.steps[i]));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n" + risks_text(report, i + 1);
  }
  return out;
}

std::string refused_text(const DiffReport& report) {
  std::string out;
  for (const auto& refusal : report.refused) {
    out += fmt::format("refused  {}\n         allow it with --allow {}, or take it back\n",
                       refusal.message, refusal.allowance());
  }
  return out.empty() ? out : "\n" + out;
}

std::string sql_section(const char* title, const Plan& plan, const Dialect& dialect) {
  return fmt::format("\n{}\n{}", title, indented(dialect.script(render(plan, dialect))));
}

}  // namespace

std::string text_report(const DiffReport& report) {
  auto out = fmt::format("from  {}\nto    {}\n\n", report.from, report.to);
  if (report.difference.empty()) {
    out += "no difference\n";
  } else {
    out += changes_text(report);
  }
  if (!report.legacy.empty()) {
    out += fmt::format("= legacy, left alone: {}\n", fmt::join(report.legacy, ", "));
  }
  if (report.plan.empty()) return out;
  out += "\n" + plan_text(report) + refused_text(report);
  out += sql_section("sql", report.plan, *report.dialect);
  return out + sql_section("reverse", report.reverse, *report.dialect);
}

}  // namespace athanor::cli
