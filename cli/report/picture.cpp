#include "cli/report/picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/changes_text.hpp"
#include "engine/process.hpp"

namespace athanor::cli {
namespace {

std::string marks_of(const Table& table, const std::string& column) {
  std::string out;
  auto is_it = [&](const KeyColumn& key) { return key.name == column; };
  const auto& key = table.primary_key;
  if (key && std::any_of(key->columns.begin(), key->columns.end(), is_it)) out = "PK";
  for (const auto& foreign : table.foreign_keys) {
    const auto& names = foreign.columns;
    if (std::find(names.begin(), names.end(), column) == names.end()) continue;
    out += out.empty() ? "FK" : " FK";
    break;
  }
  return out;
}

PictureNode node_of(const Table& table) {
  PictureNode node{display(table.name), display(table.name), {}};
  for (const auto& column : table.columns) {
    node.rows.push_back(
        {column.name, type_for_people(column.type), marks_of(table, column.name), Standing::Plain});
  }
  return node;
}

PictureEdge edge_of(const Table& table, const ForeignKey& key) {
  std::string label;
  for (const auto& column : key.columns) label += (label.empty() ? "" : ", ") + column;
  return {display(table.name), display(key.table), label};
}

std::string first_line_of(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string attribute(const std::string& element, const std::string& name) {
  auto begin = element.find(" " + name + "=\"");
  if (begin == std::string::npos) return {};
  begin += name.size() + 3;
  return element.substr(begin, element.find('"', begin) - begin);
}

/// The padlocks of a picture drawn, not left to a font that may not have them.
std::string with_drawn_locks(std::string svg) {
  constexpr std::string_view lock = "\U0001F512";
  for (auto found = svg.find(lock); found != std::string::npos; found = svg.find(lock, found)) {
    auto begin = svg.rfind("<text", found);
    if (begin == std::string::npos) break;
    auto text = svg.substr(begin, found - begin);
    svg.replace(found, lock.size(), "&#160;&#160;&#160;");
    svg.insert(begin,
               fmt::format("<path fill=\"none\" stroke=\"black\" transform=\"translate({} {})\" "
                           "d=\"M1 -4h7v4h-7z M2.5 -4v-2a2 2 0 0 1 4 0v2\"/>\n",
                           attribute(text, "x"), attribute(text, "y")));
    found = svg.find("&#160;", found);
  }
  return svg;
}

}  // namespace

Picture picture_of(const Schema& schema, const std::set<std::string>& legacy) {
  Picture picture;
  for (const auto& [name, table] : schema.tables) {
    auto node = node_of(table);
    if (legacy.contains(display(name))) node.standing = Standing::Legacy;
    picture.nodes.push_back(std::move(node));
    for (const auto& key : table.foreign_keys) {
      if (schema.tables.contains(key.table)) picture.edges.push_back(edge_of(table, key));
    }
  }
  for (const auto& [name, view] : schema.views) {
    picture.nodes.push_back({display(name), "view " + display(name), {}});
  }
  return picture;
}

Picture picture_of(const History& history, const VersionRows& current) {
  Picture picture;
  picture.kind = Picture::Kind::Revisions;
  auto heads = history.real_heads();
  for (auto revision : history.newest_first(history.ancestors(heads), heads)) {
    const auto& script = history.script(revision);
    PictureNode node{
        script.id(), script.id(), {{first_line_of(script.header().doc), "", "", Standing::Plain}}};
    if (std::find(current.begin(), current.end(), script.id()) != current.end()) {
      node.standing = Standing::Current;
    }
    picture.nodes.push_back(std::move(node));
    const auto& parents = history.parents(revision);
    for (auto needed : history.needs(revision)) {
      bool parent = std::find(parents.begin(), parents.end(), needed) != parents.end();
      picture.edges.push_back({script.id(), history.id(needed), "",
                               parent ? PictureEdge::Line::Solid : PictureEdge::Line::Dashed});
    }
  }
  return picture;
}

Picture around(const Picture& picture, const std::string& id, std::size_t steps) {
  std::vector<std::string> known;
  for (const auto& node : picture.nodes) known.push_back(node.id);
  if (std::find(known.begin(), known.end(), id) == known.end()) {
    auto near = nearest(id, known);
    throw Error(fmt::format("there is no {}{}", id,
                            near.empty() ? "" : fmt::format(": did you mean {}?", near)));
  }
  std::set<std::string> inside = {id};
  for (std::size_t step = 0; step < steps; ++step) {
    auto reached = inside;
    for (const auto& edge : picture.edges) {
      if (inside.contains(edge.from)) reached.insert(edge.to);
      if (inside.contains(edge.to)) reached.insert(edge.from);
    }
    inside = std::move(reached);
  }
  Picture out;
  out.kind = picture.kind;
  for (const auto& node : picture.nodes) {
    if (inside.contains(node.id)) out.nodes.push_back(node);
  }
  for (const auto& edge : picture.edges) {
    if (inside.contains(edge.from) && inside.contains(edge.to)) out.edges.push_back(edge);
  }
  return out;
}

std::string svg_text(const Picture& picture) {
  auto result = run_process({"dot", "-Tsvg"}, dot_text(picture));
  if (result.exit_code != 0) {
    throw Error(fmt::format("graphviz's dot failed: {}", result.errors));
  }
  return with_drawn_locks(result.output);
}

}  // namespace athanor::cli
