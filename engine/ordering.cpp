#include "engine/ordering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <queue>
#include <set>
#include <tuple>

#include "engine/ordering_marks.hpp"

namespace athanor {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, std::size_t>;  // an edge holds its rule

class Sorter {
 public:
  Sorter(std::vector<Step> steps, const Dialect& dialect)
      : steps_(std::move(steps)), dialect_(dialect), graph_(steps_.size()) {}

  std::vector<PlannedStep> run() {
    collect_marks();
    for (std::size_t rule = 0; rule < rules_.size(); ++rule) add_edges(rule);
    break_circles();
    return sorted();
  }

 private:
  void collect_marks() {
    auto marks = marks_of(steps_, dialect_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      for (auto& mark : marks[i]) {
        auto& holders = by_role_[mark.role][std::move(mark.name)];
        if (holders.empty() || holders.back() != i) holders.push_back(i);
      }
    }
  }

  void add_edges(std::size_t rule) {
    const auto& firsts = by_role_[rules_[rule].first];
    const auto& seconds = by_role_[rules_[rule].second];
    for (const auto& [name, first] : firsts) {
      auto second = seconds.find(name);
      if (second == seconds.end()) continue;
      for (auto a : first) {
        for (auto b : second->second) {
          if (a != b && edges_.emplace(a, b).second) boost::add_edge(a, b, rule, graph_);
        }
      }
    }
  }

  /// The number of each step's strongly connected component.
  std::vector<int> components() const {
    std::vector<int> component(steps_.size());
    if (!steps_.empty()) {
      boost::strong_components(
          graph_, boost::make_iterator_property_map(component.begin(),
                                                    boost::get(boost::vertex_index, graph_)));
    }
    return component;
  }

  void break_circles() {
    auto component = components();
    auto within_circle = [&](const Graph::edge_descriptor& edge) {
      return component[boost::source(edge, graph_)] == component[boost::target(edge, graph_)];
    };
    boost::remove_edge_if(
        [&](const Graph::edge_descriptor& edge) {
          return within_circle(edge) && rules_[graph_[edge]].strength == Strength::MayBreak;
        },
        graph_);
    component = components();
    for (auto [edge, end] = boost::edges(graph_); edge != end; ++edge) {
      if (within_circle(*edge)) report_circle(boost::source(*edge, graph_), component);
    }
  }

  [[noreturn]] void report_circle(std::size_t start, const std::vector<int>& component) const {
    std::vector<std::size_t> path{start};
    std::set<std::size_t> seen;
    while (seen.insert(path.back()).second) {
      for (auto [edge, end] = boost::out_edges(path.back(), graph_); edge != end; ++edge) {
        auto next = boost::target(*edge, graph_);
        if (component[next] != component[start]) continue;
        path.push_back(next);
        break;
      }
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), path.back()));
    std::string text;
    for (auto i : path) text += (text.empty() ? "" : " -> ") + describe(steps_[i]);
    Diagnostics diagnostics;
    diagnostics.error({}, fmt::format("the steps depend on each other in a circle: {}", text));
    throw InputError(diagnostics);
  }

  std::tuple<std::size_t, std::string, std::size_t> rank(std::size_t i) const {
    return {steps_[i].index(), describe(steps_[i]), i};
  }

  std::vector<PlannedStep> sorted() {
    using Entry = std::tuple<std::size_t, std::string, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready;
    std::vector<std::size_t> waiting(steps_.size()), position(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      waiting[i] = boost::in_degree(i, graph_);
      if (waiting[i] == 0) ready.push(rank(i));
    }
    std::vector<PlannedStep> out;
    while (!ready.empty()) {
      auto i = std::get<2>(ready.top());
      ready.pop();
      position[i] = out.size();
      out.push_back({steps_[i], reasons(i, position)});
      for (auto [edge, end] = boost::out_edges(i, graph_); edge != end; ++edge) {
        auto next = boost::target(*edge, graph_);
        if (--waiting[next] == 0) ready.push(rank(next));
      }
    }
    return out;
  }

  std::vector<Reason> reasons(std::size_t i, const std::vector<std::size_t>& position) const {
    std::vector<Reason> out;
    for (auto [edge, end] = boost::in_edges(i, graph_); edge != end; ++edge) {
      const Rule& rule = rules_[graph_[*edge]];
      out.push_back({position[boost::source(*edge, graph_)], rule.name, rule.because});
    }
    std::sort(out.begin(), out.end(),
              [](const Reason& a, const Reason& b) { return a.before < b.before; });
    return out;
  }

  std::span<const Rule> rules_ = ordering_rules();
  std::vector<Step> steps_;
  const Dialect& dialect_;
  Graph graph_;
  std::map<Role, std::map<QualifiedName, std::vector<std::size_t>>> by_role_;
  std::set<std::pair<std::size_t, std::size_t>> edges_;
};

}  // namespace

std::vector<PlannedStep> in_order(std::vector<Step> steps, const Dialect& dialect) {
  return Sorter(std::move(steps), dialect).run();
}

std::string list_rules() {
  std::string out;
  for (const Rule& rule : ordering_rules()) {
    out += fmt::format("{}: {}{}\n", rule.name, rule.sentence,
                       rule.strength == Strength::MayBreak ? " (unless in a circle)" : "");
  }
  return out;
}

}  // namespace athanor
