#include "migrations/version_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/overloaded.hpp"

namespace athanor {
namespace {

using Changes = std::vector<VersionRowChange>;
using Revisions = std::vector<RevisionNumber>;

bool contains(const Revisions& revisions, RevisionNumber revision) {
  return std::find(revisions.begin(), revisions.end(), revision) != revisions.end();
}

class RowChanger {
 public:
  RowChanger(const History& history, RevisionNumber revision, const std::vector<std::string>& rows)
      : history_(history), revision_(revision), needs_(history.needs(revision)) {
    for (const auto& row : rows) {
      auto found = history.find(row);
      if (!found) throw Error(fmt::format("Can't locate revision identified by '{}'", row));
      rows_.push_back(*found);
    }
  }

  Changes upgrade() const {
    // A row that what else is there implies has been made by another branch; it stays.
    auto joined = without_ancestors_of_others(rows_among(needs_), needs_);
    if (joined.empty()) return {InsertVersion{id(revision_)}};
    Changes out;
    for (std::size_t i = 0; i + 1 < joined.size(); ++i) {
      out.push_back(DeleteVersion{id(joined[i])});
    }
    out.push_back(UpdateVersion{id(joined.back()), id(revision_)});
    return out;
  }

  Changes downgrade() const {
    if (!contains(rows_, revision_)) {
      throw Error(fmt::format("revision {} cannot be undone: the version table does not hold it",
                              id(revision_)));
    }
    auto left = left_behind();
    if (left.empty()) return {DeleteVersion{id(revision_)}};
    Changes out;
    for (std::size_t i = 0; i + 1 < left.size(); ++i) out.push_back(InsertVersion{id(left[i])});
    out.push_back(UpdateVersion{id(revision_), id(left.back())});
    return out;
  }

 private:
  const std::string& id(RevisionNumber revision) const { return history_.id(revision); }

  Revisions rows_among(const Revisions& some) const {
    Revisions out;
    for (auto revision : some) {
      if (contains(rows_, revision)) out.push_back(revision);
    }
    return out;
  }

  /// Those of `revisions` that no row outside `own` comes after.
  Revisions without_ancestors_of_others(Revisions revisions, const Revisions& own) const {
    Revisions others;
    for (auto row : rows_) {
      if (!contains(own, row)) others.push_back(row);
    }
    auto implied = history_.ancestors(others);
    std::erase_if(revisions, [&](auto revision) { return implied[revision]; });
    return revisions;
  }

  /// What this revision needs and no other row, nor another need, implies.
  Revisions left_behind() const {
    if (rows_.size() > 1) return without_ancestors_of_others(needs_, {revision_});
    Revisions out = needs_;
    for (auto need : needs_) {
      auto below = history_.ancestors({need});
      std::erase_if(out, [&](auto other) { return other != need && below[other]; });
    }
    return out;
  }

  const History& history_;
  RevisionNumber revision_;
  Revisions needs_;
  Revisions rows_;
};

}  // namespace

std::vector<VersionRowChange> version_changes(const History& history, const RevisionStep& step,
                                              const std::vector<std::string>& rows) {
  RowChanger changer(history, step.revision, rows);
  return step.direction == alembic::Direction::Upgrade ? changer.upgrade() : changer.downgrade();
}

std::vector<std::string> rows_after(const std::vector<VersionRowChange>& changes,
                                    std::vector<std::string> rows) {
  for (const auto& change : changes) {
    std::visit(overloaded{[&](const InsertVersion& it) { rows.push_back(it.id); },
                          [&](const UpdateVersion& it) {
                            std::replace(rows.begin(), rows.end(), it.from, it.to);
                          },
                          [&](const DeleteVersion& it) { std::erase(rows, it.id); }},
               change);
  }
  return rows;
}

}  // namespace athanor
