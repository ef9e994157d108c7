#pragma once
/// Pictures of a schema or a history: boxes and arrows, for graphviz or Mermaid to lay out.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/history.hpp"
#include "schema/schema.hpp"

namespace athanor::cli {

/// How a box stands to a change, or to the project.
enum class Standing { Plain, Added, Removed, Changed, Legacy, Current };

/// One line of a table's box.
struct PictureRow {
  std::string name, type;
  std::string marks;  ///< "PK", "FK", "PK FK" or ""
  Standing standing = Standing::Plain;
};

struct PictureNode {
  std::string id;  ///< what edges and neighbourhoods go by
  std::string title;
  std::vector<PictureRow> rows;
  Standing standing = Standing::Plain;
};

struct PictureEdge {
  std::string from, to;  ///< ids
  std::string label;
  enum class Line { Solid, Dashed };
  Line line = Line::Solid;
};

struct Picture {
  enum class Kind { Tables, Revisions };
  Kind kind = Kind::Tables;
  std::vector<PictureNode> nodes;
  std::vector<PictureEdge> edges;
};

/// Tables and views with their columns, and an arrow from each foreign key to what it references.
Picture picture_of(const Schema& schema, const std::set<std::string>& legacy);

/// Revisions, with an arrow from each to what it comes after, dashed for `depends_on`. Those of
/// `current` stand out.
Picture picture_of(const History& history, const VersionRows& current);

/// What is left within `steps` arrows of the node `id`, in either direction. Throws Error naming
/// near ones where there is no such node.
Picture around(const Picture& picture, const std::string& id, std::size_t steps);

/// The ground of what stands so, light enough for black text; `#rrggbb`.
std::string_view colour(Standing standing);

/// For graphviz (graphviz.org/doc/info/lang.html).
std::string dot_text(const Picture& picture);

/// For Mermaid: an erDiagram, or a flowchart of revisions (mermaid.js.org/syntax).
std::string mermaid_text(const Picture& picture);

/// Laid out by graphviz's `dot`. Throws Error where that is not installed, or fails.
std::string svg_text(const Picture& picture);

}  // namespace athanor::cli
