#include "migrations/history.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace athanor {

/// Fills a History, link by link.
class HistoryBuilder {
 public:
  HistoryBuilder(History& history, Diagnostics& diagnostics)
      : history_(history), diagnostics_(diagnostics) {}

  void build() {
    name_revisions();
    name_labels();
    link_parents();
    link_dependencies();
    if (!diagnostics_.has_errors()) refuse_cycles();
    if (diagnostics_.has_errors()) return;
    drop_inherited_dependencies();
    for (RevisionNumber i = 0; i < history_.size(); ++i) spread_labels(i);
  }

 private:
  void name_revisions() {
    for (RevisionNumber i = 0; i < history_.size(); ++i) history_.names_.emplace(history_.id(i), i);
  }

  void name_labels() {
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      const auto& header = history_.script(i).header();
      for (const auto& label : header.branch_labels) {
        auto [known, added] = history_.names_.emplace(label, i);
        if (added) continue;
        diagnostics_.error(header.branch_labels_place,
                           fmt::format("branch label \"{}\" of revision {} is taken by revision {}",
                                       label, history_.id(i), history_.id(known->second)));
      }
      history_.links_[i].labels.insert(header.branch_labels.begin(), header.branch_labels.end());
    }
  }

  void link_parents() {
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      const auto& header = history_.script(i).header();
      for (const auto& id : header.down_revisions) {
        if (auto parent = history_.find(id)) {
          link_parent(i, *parent);
        } else {
          missing("down_revision", id, i, header.down_revision_place);
        }
      }
    }
  }

  void link_parent(RevisionNumber child, RevisionNumber parent) {
    auto& parents = history_.links_[child].parents;
    if (std::find(parents.begin(), parents.end(), parent) != parents.end()) return;
    parents.push_back(parent);
    history_.links_[parent].children.push_back(child);
    ++history_.links_[parent].followers;
    history_.graph_.add(child, parent, RevisionGraph::Link::DownRevision);
  }

  void link_dependencies() {
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      const auto& header = history_.script(i).header();
      for (const auto& name : header.depends_on) {
        auto known = history_.names_.find(name);
        if (known == history_.names_.end()) {
          missing("depends_on", name, i, header.depends_on_place);
        } else {
          link_dependency(i, known->second);
        }
      }
    }
  }

  void link_dependency(RevisionNumber child, RevisionNumber parent) {
    auto& links = history_.links_[child];
    links.dependencies.push_back(parent);
    bool also_parent =
        std::find(links.parents.begin(), links.parents.end(), parent) != links.parents.end();
    if (also_parent) return;
    ++history_.links_[parent].followers;
    history_.graph_.add(child, parent, RevisionGraph::Link::Dependency);
  }

  void missing(std::string_view variable, const std::string& name, RevisionNumber of,
               const Place& place) {
    std::vector<std::string> known;
    for (const auto& [one, number] : history_.names_) known.push_back(one);
    diagnostics_.error(place,
                       fmt::format("{} of revision {} names \"{}\", which no script has", variable,
                                   history_.id(of), name),
                       did_you_mean(name, known));
  }

  void refuse_cycles() {
    auto cycle = history_.graph_.cycle();
    if (cycle.empty()) return;
    std::vector<std::string> ids;
    std::vector<std::string> notes;
    for (auto revision : cycle) ids.push_back(history_.id(revision));
    for (std::size_t i = 1; i + 1 < cycle.size(); ++i) {
      notes.push_back(fmt::format("{} has {}", where(place_of_link(cycle[i])), ids[i]));
    }
    diagnostics_.error(place_of_link(cycle.front()),
                       fmt::format("revisions form a cycle: {}", fmt::join(ids, " -> ")),
                       std::move(notes));
  }

  const Place& place_of_link(RevisionNumber revision) const {
    const auto& header = history_.script(revision).header();
    return header.down_revisions.empty() ? header.depends_on_place : header.down_revision_place;
  }

  /// A dependency that an ancestor declares as well says nothing more.
  void drop_inherited_dependencies() {
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      auto& links = history_.links_[i];
      links.needs = links.parents;
      if (links.dependencies.empty()) continue;
      auto inherited = inherited_dependencies(i);
      for (auto dependency : links.dependencies) {
        bool known = inherited[dependency] || std::find(links.needs.begin(), links.needs.end(),
                                                        dependency) != links.needs.end();
        if (!known) links.needs.push_back(dependency);
      }
    }
  }

  RevisionSet inherited_dependencies(RevisionNumber revision) const {
    RevisionSet out(history_.size(), false);
    auto ancestors = history_.ancestors({revision}, Along::DownRevisions);
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      if (!ancestors[i] || i == revision) continue;
      for (auto dependency : history_.links_[i].dependencies) out[dependency] = true;
    }
    return out;
  }

  /// A label holds for all that comes after its revision, and, where nothing branches off after
  /// it, for what comes before it as far as the branch is one line.
  void spread_labels(RevisionNumber from) {
    const auto& own = history_.script(from).header().branch_labels;
    if (own.empty()) return;
    auto after = history_.descendants({from}, Along::DownRevisions);
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      if (after[i]) history_.links_[i].labels.insert(own.begin(), own.end());
    }
    auto at = from;
    while (history_.children(at).size() == 1) at = history_.children(at).front();
    while (history_.links_[at].followers < 2 && !history_.is_merge_point(at)) {
      history_.links_[at].labels.insert(own.begin(), own.end());
      if (history_.is_base(at)) return;
      at = history_.parents(at).front();
    }
  }

  History& history_;
  Diagnostics& diagnostics_;
};

std::optional<History> History::build(std::vector<Script> scripts, Diagnostics& diagnostics) {
  History history(std::move(scripts));
  Diagnostics found;
  HistoryBuilder(history, found).build();
  diagnostics.append(found);
  if (found.has_errors()) return std::nullopt;
  return history;
}

std::optional<RevisionNumber> History::find(std::string_view id) const {
  auto known = names_.find(id);
  if (known == names_.end() || this->id(known->second) != id) return std::nullopt;
  return known->second;
}

std::optional<RevisionNumber> History::named_exactly(std::string_view name) const {
  auto known = names_.find(name);
  return known == names_.end() ? std::nullopt : std::optional(known->second);
}

const std::vector<RevisionNumber>& History::parents(RevisionNumber revision) const {
  return links_[revision].parents;
}

const std::vector<RevisionNumber>& History::children(RevisionNumber revision) const {
  return links_[revision].children;
}

const std::vector<RevisionNumber>& History::needs(RevisionNumber revision) const {
  return links_[revision].needs;
}

const std::set<std::string>& History::labels(RevisionNumber revision) const {
  return links_[revision].labels;
}

bool History::is_real_head(RevisionNumber revision) const {
  return links_[revision].followers == 0;
}

std::vector<RevisionNumber> History::bases() const {
  std::vector<RevisionNumber> out;
  for (RevisionNumber i = 0; i < size(); ++i) {
    if (is_base(i)) out.push_back(i);
  }
  return out;
}

std::vector<RevisionNumber> History::heads() const {
  std::vector<RevisionNumber> out;
  for (RevisionNumber i = 0; i < size(); ++i) {
    if (is_head(i)) out.push_back(i);
  }
  return out;
}

std::vector<RevisionNumber> History::real_heads() const {
  std::vector<RevisionNumber> out;
  for (RevisionNumber i = 0; i < size(); ++i) {
    if (is_real_head(i)) out.push_back(i);
  }
  return out;
}

RevisionSet History::ancestors(const std::vector<RevisionNumber>& revisions, Along along) const {
  return graph_.ancestors(revisions, along);
}

RevisionSet History::descendants(const std::vector<RevisionNumber>& revisions, Along along) const {
  return graph_.descendants(revisions, along);
}

}  // namespace athanor
