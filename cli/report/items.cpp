#include "cli/report/items.hpp"

#include <fmt/format.h>

namespace athanor::cli {
namespace {

using Level = ReportItem::Level;

Level level_of(const risk::Finding& finding) {
  if (finding.pass) return Level::Note;
  if (risk::stops(finding)) return Level::Error;
  return finding.severity == risk::Severity::Warn ? Level::Warning : Level::Note;
}

ReportItem item_of(const risk::Finding& finding) {
  ReportItem item;
  item.level = level_of(finding);
  item.code = finding.rule->code;
  item.title = finding.rule->why;
  item.object = finding.object;
  if (!finding.detail.empty()) item.details.push_back(finding.detail);
  item.remedy = finding.rule->instead;
  if (finding.pass) {
    auto reason = finding.pass->reason.empty() ? "" : ": " + finding.pass->reason;
    item.allowed = finding.pass->by + reason;
  }
  item.sql = finding.sql;
  item.place = finding.place;
  return item;
}

ReportItem item_of(const CheckedPoint& point) {
  ReportItem item;
  item.title = point.what;
  item.details = point.details;
  item.remedy = point.remedy;
  item.place = point.place;
  if (point.outcome == CheckedPoint::Outcome::Failed) {
    item.level = Level::Error;
    item.title = "does not hold: " + point.what;
  } else if (point.outcome == CheckedPoint::Outcome::Skipped) {
    item.level = Level::Note;
    item.title = "only in part looked at: " + point.what;
  }
  return item;
}

template <class T>
std::vector<ReportItem> all_of(const std::vector<T>& parts) {
  std::vector<ReportItem> out;
  for (const auto& part : parts) out.push_back(item_of(part));
  return out;
}

}  // namespace

std::vector<ReportItem> items_of(const std::vector<risk::Finding>& findings) {
  return all_of(findings);
}

std::vector<ReportItem> items_of(const std::vector<CheckedPoint>& points, const std::string& code) {
  auto out = all_of(points);
  for (auto& item : out) item.code = code;
  return out;
}

std::string formatted(const std::vector<ReportItem>& items, const std::string& format,
                      const std::string& title) {
  if (format == "sarif") return sarif_text(items);
  if (format == "junit") return junit_text(items, title);
  if (format == "html") return html_text(items, title);
  if (format == "sql") return sql_text(items, title);
  return format == "github" ? github_text(items) : markdown_text(items, title);
}

}  // namespace athanor::cli
