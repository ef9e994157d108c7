#include <fmt/format.h>

#include "cli/report/markup.hpp"
#include "cli/report/picture.hpp"

namespace athanor::cli {
namespace {

std::string dot_text(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

/// The attribute of a row's cells: none where the row is as the others.
std::string ground(const PictureRow& row) {
  if (row.standing == Standing::Plain) return {};
  return fmt::format(" bgcolor=\"{}\"", colour(row.standing));
}

std::string label(const PictureNode& node) {
  auto lock = node.standing == Standing::Legacy ? "&#128274; " : "";
  auto out = fmt::format(
      "<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">"
      "<tr><td bgcolor=\"{}\" colspan=\"3\"><b>{}{}</b></td></tr>",
      colour(node.standing), lock, escape_markup(node.title));
  for (const auto& row : node.rows) {
    if (row.type.empty()) {
      out += fmt::format("<tr><td colspan=\"3\">{}</td></tr>", escape_markup(row.name));
      continue;
    }
    out += fmt::format(
        "<tr><td align=\"left\"{0}>{1}</td><td align=\"left\"{0}>{2}</td>"
        "<td align=\"left\"{0}>{3}</td></tr>",
        ground(row), escape_markup(row.name), escape_markup(row.type),
        escape_markup(row.marks.empty() ? " " : row.marks));
  }
  return out + "</table>";
}

}  // namespace

std::string_view colour(Standing standing) {
  switch (standing) {
    case Standing::Added:
      return "#b7e4c7";
    case Standing::Removed:
      return "#f5b5b5";
    case Standing::Changed:
      return "#ffdf9e";
    case Standing::Legacy:
      return "#d0d0d0";
    case Standing::Current:
      return "#bcd7f7";
    case Standing::Plain:
      break;
  }
  return "#eeeeee";
}

std::string dot_text(const Picture& picture) {
  std::string out = fmt::format(
      "digraph athanor {{\n  rankdir={};\n"
      "  node [shape=plaintext, fontname=\"Helvetica\", fontsize=11];\n"
      "  edge [fontname=\"Helvetica\", fontsize=9];\n",
      picture.kind == Picture::Kind::Tables ? "LR" : "BT");
  for (const auto& node : picture.nodes) {
    out += fmt::format("  {} [label=<{}>];\n", dot_text(node.id), label(node));
  }
  for (const auto& edge : picture.edges) {
    out += fmt::format("  {} -> {} [label={}{}];\n", dot_text(edge.from), dot_text(edge.to),
                       dot_text(edge.label),
                       edge.line == PictureEdge::Line::Dashed ? ", style=dashed" : "");
  }
  return out + "}\n";
}

}  // namespace athanor::cli
