#include <fmt/format.h>

#include <algorithm>

#include "cli/report/items.hpp"

namespace athanor::cli {
namespace {

using Level = ReportItem::Level;

const char* word_of(Level level) {
  switch (level) {
    case Level::Error:
      return "stops";
    case Level::Warning:
      return "warning";
    case Level::Note:
      return "note";
    case Level::Passed:
      break;
  }
  return "ok";
}

/// Every line of it a comment.
std::string commented(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    out += fmt::format("-- {}\n", text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string comments_on(const ReportItem& item) {
  auto place = item.place.source ? fmt::format("{}:{}: ", item.place.source->name, item.place.line)
                                 : std::string();
  auto object = item.object.empty() ? "" : item.object + ": ";
  auto out = commented(
      fmt::format("{}{} {}: {}{}", place, word_of(item.level), item.code, object, item.title));
  for (const auto& detail : item.details) out += commented("  " + detail);
  if (!item.allowed.empty()) return out + commented("  allowed by " + item.allowed);
  return item.remedy.empty() ? out : out + commented("  instead: " + item.remedy);
}

}  // namespace

std::string sql_text(const std::vector<ReportItem>& items, const std::string& title) {
  auto out = commented(title);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    bool again = i > 0 && !item.sql.empty() && items[i - 1].sql == item.sql;
    if (!again) out += '\n';
    out += comments_on(item);
    bool more = i + 1 < items.size() && items[i + 1].sql == item.sql;
    if (!item.sql.empty() && !more) out += item.sql + ";\n";
  }
  return out;
}

}  // namespace athanor::cli
