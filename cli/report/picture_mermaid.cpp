#include <fmt/format.h>

#include <map>

#include "cli/report/picture.hpp"

namespace athanor::cli {
namespace {

/// Within double quotes, where Mermaid knows character entities alone.
std::string mermaid_text(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') {
      out += "#quot;";
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out + "\"";
}

/// A type or a column's name as the one word that an erDiagram takes there.
std::string word(const std::string& text) {
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '(' || c == ')' || static_cast<unsigned char>(c) >= 0x80;
    out += plain ? c : '_';
  }
  return out.empty() || (out[0] >= '0' && out[0] <= '9') || out[0] == '(' ? "_" + out : out;
}

std::string keys(const std::string& marks) {
  return marks == "PK FK" ? " PK, FK" : marks.empty() ? "" : " " + marks;
}

std::string tables(const Picture& picture) {
  std::string out = "erDiagram\n";
  for (const auto& node : picture.nodes) {
    out += fmt::format("  {} {{\n", mermaid_text(node.id));
    for (const auto& row : node.rows) {
      out += fmt::format("    {} {}{}\n", word(row.type), word(row.name), keys(row.marks));
    }
    out += "  }\n";
  }
  for (const auto& edge : picture.edges) {
    out += fmt::format("  {} }}o--|| {} : {}\n", mermaid_text(edge.from), mermaid_text(edge.to),
                       mermaid_text(edge.label));
  }
  return out;
}

std::string revisions(const Picture& picture) {
  std::string out = "flowchart BT\n";
  std::map<std::string, std::size_t> numbers;
  for (const auto& node : picture.nodes) {
    auto number = numbers.emplace(node.id, numbers.size()).first->second;
    auto title = node.title;
    for (const auto& row : node.rows) title += ": " + row.name;
    out += fmt::format("  r{}[{}]{}\n", number, mermaid_text(title),
                       node.standing == Standing::Current ? ":::current" : "");
  }
  for (const auto& edge : picture.edges) {
    out +=
        fmt::format("  r{} {} r{}\n", numbers.at(edge.from),
                    edge.line == PictureEdge::Line::Dashed ? "-.->" : "-->", numbers.at(edge.to));
  }
  return out + "  classDef current fill:#bcd7f7\n";
}

}  // namespace

std::string mermaid_text(const Picture& picture) {
  return picture.kind == Picture::Kind::Tables ? tables(picture) : revisions(picture);
}

}  // namespace athanor::cli
