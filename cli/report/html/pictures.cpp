#include "cli/report/html/pictures.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "cli/report/markup.hpp"
#include "cli/report/picture_change.hpp"

namespace athanor::cli::html {
namespace {

/// More boxes than these no one looks at, and graphviz takes its time.
constexpr std::size_t most_tables = 60;

std::string without_ids(const std::string& markup) {
  std::string out;
  std::size_t at = 0;
  for (auto found = markup.find(" id=\""); found != std::string::npos;
       found = markup.find(" id=\"", at)) {
    out += markup.substr(at, found - at);
    at = markup.find('"', found + 5) + 1;
  }
  return out + markup.substr(at);
}

/// Graphviz's whole SVG document as a part of a page: without its prologue, and without its ids,
/// which would stand twice in the page.
std::string inlined(const std::string& document, const std::string& description) {
  auto begin = document.find("<svg");
  if (begin == std::string::npos) throw Error("graphviz's dot printed no picture");
  auto svg = without_ids(document.substr(begin));
  return fmt::format("<svg role=\"img\" aria-label=\"{}\"{}", escape_markup(description),
                     svg.substr(4));
}

std::string figure(const std::string& caption, const Picture& picture) {
  if (picture.nodes.empty()) {
    return fmt::format("<figure><figcaption>{}</figcaption><p>none of these tables</p></figure>\n",
                       caption);
  }
  auto description = fmt::format("Entity-relationship diagram {}:", caption);
  for (const auto& node : picture.nodes) description += " " + node.id;
  return fmt::format(
      "<figure><figcaption>{}</figcaption><div class=\"picture\" "
      "tabindex=\"0\">{}</div></figure>\n",
      caption, inlined(svg_text(picture), description));
}

std::string legend() {
  constexpr std::array<std::pair<Standing, const char*>, 4> meanings = {
      std::pair{Standing::Added, "added"}, std::pair{Standing::Removed, "removed"},
      std::pair{Standing::Changed, "changed"}, std::pair{Standing::Legacy, "legacy, locked"}};
  std::string out = "<ul class=\"legend\">";
  for (const auto& [standing, meaning] : meanings) {
    out +=
        fmt::format("<li><span style=\"background:{}\"></span>{}</li>", colour(standing), meaning);
  }
  return out + "</ul>\n";
}

std::string drawn(const ChangePictures& pictures) {
  auto tables = std::max(pictures.before.nodes.size(), pictures.after.nodes.size());
  if (tables > most_tables) {
    return fmt::format("<p>{} tables take part: too many for a picture.</p>\n", tables);
  }
  try {
    return "<div class=\"pictures\">\n" + figure("before", pictures.before) +
           figure("after", pictures.after) + "</div>\n" + legend();
  } catch (const Error& error) {
    return fmt::format("<p>No picture: {}</p>\n", escape_markup(error.what()));
  }
}

}  // namespace

std::string change_pictures(const DiffReport& report) {
  auto pictures = pictures_of(report);
  if (pictures.before.nodes.empty() && pictures.after.nodes.empty()) return {};
  return "<section aria-labelledby=\"pictures\">\n<h2 id=\"pictures\">Before and after</h2>\n" +
         drawn(pictures) + "</section>\n";
}

}  // namespace athanor::cli::html
