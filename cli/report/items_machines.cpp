#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/report/items.hpp"
#include "cli/report/markup.hpp"

namespace athanor::cli {
namespace {

using Json = nlohmann::ordered_json;
using Level = ReportItem::Level;

std::string sentence(const ReportItem& item) {
  auto out = item.object.empty() ? item.title : item.object + ": " + item.title;
  for (const auto& detail : item.details) out += "; " + detail;
  if (!item.allowed.empty()) return out + " (allowed by " + item.allowed + ")";
  return item.remedy.empty() ? out : out + ". Instead: " + item.remedy;
}

std::string sarif_level(Level level) {
  switch (level) {
    case Level::Error:
      return "error";
    case Level::Warning:
      return "warning";
    case Level::Note:
      return "note";
    case Level::Passed:
      break;
  }
  return "none";
}

Json sarif_result(const ReportItem& item) {
  Json out = {{"ruleId", item.code},
              {"level", sarif_level(item.level)},
              {"message", {{"text", sentence(item)}}}};
  if (item.place.source) {
    auto line = std::max<std::uint32_t>(item.place.line, 1);
    auto column = std::max<std::uint32_t>(item.place.column, 1);
    out["locations"] =
        Json::array({{{"physicalLocation",
                       {{"artifactLocation", {{"uri", item.place.source->name}}},
                        {"region", {{"startLine", line}, {"startColumn", column}}}}}}});
  }
  if (!item.allowed.empty()) {
    out["suppressions"] = Json::array({{{"kind", "inSource"}, {"justification", item.allowed}}});
  }
  return out;
}

/// Characters that end a workflow command's message or property.
std::string escaped_command(const std::string& text, const std::string& special) {
  std::string out;
  for (char c : text) {
    bool escape = c == '%' || c == '\r' || c == '\n' || special.find(c) != std::string::npos;
    out += escape ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

}  // namespace

std::string sarif_text(const std::vector<ReportItem>& items) {
  Json rules = Json::array(), results = Json::array();
  std::set<std::string> known;
  for (const auto& item : items) {
    if (item.level == Level::Passed) continue;
    if (known.insert(item.code).second) {
      rules.push_back(
          {{"id", item.code},
           {"shortDescription", {{"text", item.code == "check" ? "athanor check" : item.title}}}});
    }
    results.push_back(sarif_result(item));
  }
  Json driver = {{"name", "athanor"}, {"version", ATHANOR_VERSION}, {"rules", rules}};
  Json out = {{"version", "2.1.0"},
              {"$schema",
               "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
               "sarif-schema-2.1.0.json"},
              {"runs", Json::array({{{"tool", {{"driver", driver}}}, {"results", results}}})}};
  return out.dump(2) + "\n";
}

std::string junit_text(const std::vector<ReportItem>& items, const std::string& suite) {
  auto failures = std::count_if(items.begin(), items.end(),
                                [](const auto& item) { return item.level == Level::Error; });
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
      escape_markup(suite), items.size(), failures);
  for (const auto& item : items) {
    auto name = item.object.empty() ? item.title : item.object + ": " + item.title;
    auto file = item.place.source
                    ? fmt::format(" file=\"{}\" line=\"{}\"",
                                  escape_markup(item.place.source->name), item.place.line)
                    : "";
    out += fmt::format("    <testcase classname=\"{}\" name=\"{}\"{}>", escape_markup(item.code),
                       escape_markup(name), file);
    if (item.level == Level::Error) {
      out += fmt::format("<failure message=\"{}\">{}</failure>", escape_markup(item.title),
                         escape_markup(sentence(item)));
    } else if (item.level != Level::Passed) {
      out += fmt::format("<system-out>{}</system-out>", escape_markup(sentence(item)));
    }
    out += "</testcase>\n";
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

std::string github_text(const std::vector<ReportItem>& items) {
  std::string out;
  for (const auto& item : items) {
    if (item.level == Level::Passed) continue;
    auto command = item.level == Level::Note ? "notice" : sarif_level(item.level);
    std::string properties;
    if (item.place.source) {
      properties =
          fmt::format("file={},line={},col={},", escaped_command(item.place.source->name, ":,"),
                      item.place.line, item.place.column);
    }
    out += fmt::format("::{} {}title={}::{}\n", command, properties,
                       escaped_command(item.code, ":,"), escaped_command(sentence(item), ""));
  }
  return out;
}

}  // namespace athanor::cli
