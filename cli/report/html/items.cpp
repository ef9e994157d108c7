#include <fmt/format.h>

#include <algorithm>

#include "cli/report/html/page.hpp"
#include "cli/report/items.hpp"
#include "cli/report/markup.hpp"
#include "cli/workspace.hpp"

namespace athanor::cli {
namespace {

using html::Tone;
using Level = ReportItem::Level;

struct Shown {
  Tone tone;
  const char* word;
};

Shown shown(Level level) {
  switch (level) {
    case Level::Error:
      return {Tone::Bad, "stops"};
    case Level::Warning:
      return {Tone::Caution, "warning"};
    case Level::Note:
      return {Tone::Note, "note"};
    case Level::Passed:
      break;
  }
  return {Tone::Good, "passed"};
}

std::string article(const ReportItem& item) {
  auto [tone, word] = shown(item.level);
  auto object = item.object.empty() ? "" : escape_markup(item.object) + ": ";
  auto out =
      fmt::format("<article>\n<header>{} {}<h3>{}{}</h3></header>\n", html::badge(tone, word),
                  item.code == "check" ? "" : html::badge(Tone::Plain, item.code) + " ", object,
                  escape_markup(item.title));
  std::string details;
  for (const auto& detail : item.details) {
    details += fmt::format("<li>{}</li>", escape_markup(detail));
  }
  if (!details.empty()) out += "<ul>" + details + "</ul>\n";
  if (!item.allowed.empty()) {
    out += fmt::format("<p>Allowed by {}.</p>\n", escape_markup(item.allowed));
  } else if (!item.remedy.empty()) {
    out += fmt::format("<p>Instead: {}</p>\n", escape_markup(item.remedy));
  }
  if (item.place.source) {
    out += fmt::format("<p>{}:{}:{}</p>\n", escape_markup(item.place.source->name), item.place.line,
                       item.place.column);
  }
  return out + html::code_block(item.sql) + "</article>\n";
}

std::string section(const std::vector<ReportItem>& items, Level level, const char* id,
                    const char* title) {
  std::string out;
  for (const auto& item : items) {
    if (item.level == level) out += article(item);
  }
  if (out.empty()) return out;
  return fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n{2}</section>\n",
                     id, title, out);
}

}  // namespace

std::string html_text(const std::vector<ReportItem>& items, const std::string& title) {
  auto errors = std::count_if(items.begin(), items.end(),
                              [](const auto& item) { return item.level == Level::Error; });
  auto verdict =
      errors == 0
          ? html::verdict(Tone::Good, "Nothing stops this.", {})
          : html::verdict(
                Tone::Bad,
                fmt::format("{} to look at before this is merged.", count(errors, "thing")), {});
  auto body = fmt::format("<header>\n<h1>{}</h1>\n{}</header>\n<main id=\"content\">\n",
                          escape_markup(title), verdict);
  body += section(items, Level::Error, "stops", "What stops it");
  body += section(items, Level::Warning, "warnings", "To think about");
  body += section(items, Level::Note, "notes", "Notes");
  body += section(items, Level::Passed, "passed", "What holds");
  return html::page(title, body + "</main>\n");
}

}  // namespace athanor::cli
