#include <fmt/format.h>

#include <algorithm>

#include "cli/report/items.hpp"
#include "cli/report/markdown.hpp"

namespace athanor::cli {
namespace {

using Level = ReportItem::Level;

std::string mark(Level level) {
  switch (level) {
    case Level::Error:
      return "\u274c";
    case Level::Warning:
      return "\u26a0\ufe0f";
    case Level::Note:
      return "\u2139\ufe0f";
    case Level::Passed:
      break;
  }
  return "\u2705";
}

std::string line(const ReportItem& item) {
  auto what = escape_markdown(item.title);
  for (const auto& detail : item.details) what += "<br>" + escape_markdown(detail);
  auto todo = item.allowed.empty() ? item.remedy : "allowed by " + item.allowed;
  auto place = item.place.source ? fmt::format("{}:{}", item.place.source->name, item.place.line)
                                 : std::string();
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", mark(item.level), item.code,
                     escape_markdown(item.object), what, escape_markdown(todo),
                     escape_markdown(place));
}

}  // namespace

std::string markdown_text(const std::vector<ReportItem>& items, const std::string& title,
                          std::string_view deadline) {
  auto errors = std::count_if(items.begin(), items.end(),
                              [](const auto& item) { return item.level == Level::Error; });
  auto verdict = errors == 0 ? std::string("nothing stops this")
                             : fmt::format("{} to look at {}", errors, deadline);
  auto out = fmt::format("### {} {}: {}\n\n", mark(errors == 0 ? Level::Passed : Level::Error),
                         escape_markdown(title), verdict);
  if (items.empty()) return out;
  out += "| | code | object | what | instead | where |\n|---|---|---|---|---|---|\n";
  for (const auto& item : items) out += line(item);
  return out;
}

}  // namespace athanor::cli
