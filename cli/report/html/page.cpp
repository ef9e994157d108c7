#include "cli/report/html/page.hpp"

#include <fmt/format.h>

#include "cli/report/html/style.hpp"
#include "cli/report/markup.hpp"

namespace athanor::cli::html {
namespace {

const char* class_of(Tone tone) {
  switch (tone) {
    case Tone::Good:
      return "good";
    case Tone::Note:
      return "note";
    case Tone::Caution:
      return "caution";
    case Tone::Bad:
      return "bad";
    case Tone::Plain:
      break;
  }
  return "plain";
}

}  // namespace

std::string page(std::string_view title, const std::string& body) {
  auto policy = fmt::format(
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; "
      "form-action 'none'",
      script_digest());
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"athanor {}\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n{}"
      "<footer>Made by athanor {}.</footer>\n<script>{}</script>\n</body>\n</html>\n",
      policy, ATHANOR_VERSION, escape_markup(title), style_sheet(), body, ATHANOR_VERSION,
      script());
}

std::string badge(Tone tone, std::string_view text) {
  return fmt::format("<span class=\"badge {}\">{}</span>", class_of(tone), escape_markup(text));
}

std::string verdict(Tone tone, std::string_view text, const std::vector<std::string>& reasons) {
  auto out = fmt::format("<div class=\"verdict {}\" role=\"status\"><p>{}</p>", class_of(tone),
                         escape_markup(text));
  for (const auto& reason : reasons) out += fmt::format("<p>{}</p>", escape_markup(reason));
  return out + "</div>\n";
}

std::string code_block(std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape_markup(text));
}

std::string folded(Fold fold, std::string_view summary, const std::string& body) {
  return fmt::format("<details{}><summary>{}</summary>\n{}</details>\n",
                     fold == Fold::Open ? " open" : "", escape_markup(summary), body);
}

}  // namespace athanor::cli::html
