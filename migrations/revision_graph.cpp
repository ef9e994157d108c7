#include "migrations/revision_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>

namespace athanor {
namespace {

struct LinkProperty {
  RevisionGraph::Link link = RevisionGraph::Link::DownRevision;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, LinkProperty>;

/// Lets a walk through the links that it follows.
struct Followed {
  const Graph* graph = nullptr;
  Along along = Along::Dependencies;
  template <class Edge>
  bool operator()(const Edge& edge) const {
    return along == Along::Dependencies || (*graph)[edge].link == RevisionGraph::Link::DownRevision;
  }
};

/// A history may be deep: a stack of our own, no recursion.
template <class AnyGraph>
RevisionSet reached(const AnyGraph& graph, std::size_t size,
                    const std::vector<RevisionNumber>& from) {
  RevisionSet seen(size, false);
  std::vector<RevisionNumber> open = from;
  while (!open.empty()) {
    auto at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    auto [begin, end] = boost::adjacent_vertices(at, graph);
    open.insert(open.end(), begin, end);
  }
  return seen;
}

struct FoundCycle {
  std::vector<RevisionNumber> path;
};

/// Keeps the way from the root of a search, and stops where an edge leads back onto it.
class CycleVisitor : public boost::default_dfs_visitor {
 public:
  explicit CycleVisitor(std::vector<RevisionNumber>& way) : way_(&way) {}
  void discover_vertex(RevisionNumber vertex, const Graph&) { way_->push_back(vertex); }
  void finish_vertex(RevisionNumber, const Graph&) { way_->pop_back(); }
  void back_edge(const Graph::edge_descriptor& edge, const Graph& graph) {
    auto back_to = boost::target(edge, graph);
    FoundCycle found{{std::find(way_->begin(), way_->end(), back_to), way_->end()}};
    found.path.push_back(back_to);
    throw found;
  }

 private:
  std::vector<RevisionNumber>* way_;
};

}  // namespace

struct RevisionGraph::Impl {
  Graph graph;
};

RevisionGraph::RevisionGraph(std::size_t revisions)
    : impl_(std::make_unique<Impl>(Impl{Graph(revisions)})) {}
RevisionGraph::~RevisionGraph() = default;
RevisionGraph::RevisionGraph(RevisionGraph&&) noexcept = default;
RevisionGraph& RevisionGraph::operator=(RevisionGraph&&) noexcept = default;

void RevisionGraph::add(RevisionNumber child, RevisionNumber parent, Link link) {
  boost::add_edge(child, parent, LinkProperty{link}, impl_->graph);
}

RevisionSet RevisionGraph::ancestors(const std::vector<RevisionNumber>& from, Along along) const {
  boost::filtered_graph followed(impl_->graph, Followed{&impl_->graph, along});
  return reached(followed, boost::num_vertices(impl_->graph), from);
}

RevisionSet RevisionGraph::descendants(const std::vector<RevisionNumber>& from, Along along) const {
  boost::filtered_graph followed(impl_->graph, Followed{&impl_->graph, along});
  return reached(boost::make_reverse_graph(followed), boost::num_vertices(impl_->graph), from);
}

std::vector<RevisionNumber> RevisionGraph::cycle() const {
  std::vector<RevisionNumber> way;
  try {
    boost::depth_first_search(impl_->graph, boost::visitor(CycleVisitor(way)));
  } catch (const FoundCycle& found) {
    return found.path;
  }
  return {};
}

}  // namespace athanor
