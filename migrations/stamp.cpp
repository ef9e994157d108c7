#include "migrations/stamp.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "migrations/resolver.hpp"

namespace athanor {
namespace {

using Revisions = std::vector<RevisionNumber>;

class Stamping {
 public:
  Stamping(const History& history, const VersionRows& rows)
      : history_(history), resolver_(history), rows_(rows) {}

  std::vector<StampStep> run(const std::vector<std::string>& targets) {
    heads_ = heads_on_lines_of(targets);
    auto wanted = resolved(targets);
    if (wanted.empty()) wanted.emplace_back(std::nullopt);
    for (const auto& target : wanted) {
      if (target) {
        move_to(*target);
      } else {
        leave_all();
      }
    }
    return std::move(steps_);
  }

 private:
  Revisions heads_on_lines_of(const std::vector<std::string>& targets) const {
    auto all = history_.resolve(rows_);
    Revisions out;
    for (const auto& target : targets) {
      for (auto head : resolver_.on_line_with(all, target, Along::Dependencies)) {
        if (std::find(out.begin(), out.end(), head) == out.end()) out.push_back(head);
      }
    }
    return out;
  }

  /// Nothing stands for a database before the first revision.
  std::vector<std::optional<RevisionNumber>> resolved(
      const std::vector<std::string>& targets) const {
    std::vector<std::optional<RevisionNumber>> out;
    for (const auto& target : targets) {
      for (const auto& spot : resolver_.every(target)) {
        const auto* revision = spot ? std::get_if<RevisionNumber>(&*spot) : nullptr;
        out.push_back(revision ? std::optional(*revision) : std::nullopt);
      }
    }
    return out;
  }

  bool holds(const std::string& row) const {
    return std::find(rows_.begin(), rows_.end(), row) != rows_.end();
  }

  void leave_all() {
    for (auto head : heads_) {
      const auto& id = history_.id(head);
      if (holds(id)) take({{id}, {}, {DeleteVersion{id}}});
    }
  }

  void move_to(RevisionNumber target) {
    const auto& id = history_.id(target);
    if (std::find(heads_.begin(), heads_.end(), target) != heads_.end() || holds(id)) return;
    auto below = history_.descendants({target}), above = history_.ancestors({target});
    bool on_line = std::any_of(heads_.begin(), heads_.end(),
                               [&](auto head) { return below[head] || above[head]; });
    std::vector<std::string> from;
    if (on_line) {
      for (auto head : heads_) from.push_back(history_.id(head));
    }
    take({from, {id}, changes_to(id, from)});
  }

  std::vector<VersionRowChange> changes_to(const std::string& id,
                                           const std::vector<std::string>& from) const {
    bool all_there =
        std::all_of(from.begin(), from.end(), [&](const auto& row) { return holds(row); });
    // What an earlier step has moved cannot be moved again.
    if (from.empty() || !all_there) return {InsertVersion{id}};
    std::vector<VersionRowChange> out;
    for (std::size_t i = 0; i + 1 < from.size(); ++i) out.emplace_back(DeleteVersion{from[i]});
    out.emplace_back(UpdateVersion{from.back(), id});
    return out;
  }

  void take(StampStep step) {
    rows_ = rows_after(step.changes, std::move(rows_));
    steps_.push_back(std::move(step));
  }

  const History& history_;
  Resolver resolver_;
  VersionRows rows_;
  Revisions heads_;
  std::vector<StampStep> steps_;
};

}  // namespace

std::vector<StampStep> stamp_steps(const History& history, const VersionRows& rows,
                                   const std::vector<std::string>& targets) {
  try {
    return Stamping(history, rows).run(targets);
  } catch (const MultipleHeads&) {
    throw RevisionError("Multiple heads are present; please specify a single target revision");
  }
}

std::string running_line(const StampStep& step) {
  return fmt::format("Running stamp_revision {} -> {}", fmt::join(step.from, ", "),
                     fmt::join(step.to, ", "));
}

}  // namespace athanor
