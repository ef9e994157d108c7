#include "cli/report/markdown.hpp"

#include <fmt/format.h>

namespace athanor::cli {
namespace {

/// A fence that is longer than any run of backquotes within.
std::string fenced(const std::string& text, std::string_view language) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{}{}\n{}{}{}\n", fence, language, text, text.ends_with('\n') ? "" : "\n",
                     fence);
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\n') {
      out += ' ';
    } else {
      if (std::string_view("\\`*_{}[]#|~").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string folded_sql(std::string_view title, const std::string& sql) {
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n", title,
                     fenced(sql, "sql"));
}

std::string finding_markdown(const risk::Finding& finding) {
  return fmt::format(
      "{} **{}** {}{}", risk::name_of(finding.severity), finding.rule->code,
      escape_markdown(finding.rule->why),
      finding.pass ? " (allowed by " + escape_markdown(finding.pass->by) + ")" : std::string());
}

}  // namespace athanor::cli
