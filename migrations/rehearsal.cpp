#include "migrations/rehearsal.hpp"

#include <algorithm>

#include "engine/plan.hpp"
#include "migrations/replay.hpp"

namespace athanor {
namespace {

using Role = Rehearsal::Role;

enum class WaysBack { Read, Compared };

/// Walks through a history once.
class Rehearser {
 public:
  /// Begins at the nearest baseline that has only revisions of `passable` behind it.
  Rehearser(const History& history, const Dialect& dialect, const RevisionSet& passable,
            WaysBack ways_back)
      : history_(history),
        dialect_(dialect),
        ways_back_(ways_back),
        start_(begin_replay(history, passable, dialect, out_.problems)),
        state_(state_of(std::move(start_.schema))) {}

  /// Up to and including `targets`.
  Rehearsal run(const std::vector<RevisionNumber>& targets,
                const std::vector<RevisionNumber>& to_judge) && {
    RevisionSet chosen(history_.size());
    for (auto revision : to_judge) chosen[revision] = true;
    auto order = history_.newest_first(history_.ancestors(targets), targets);
    for (auto revision = order.rbegin(); revision != order.rend(); ++revision) {
      if (start_.behind[*revision]) {
        out_.whole = out_.whole && !chosen[*revision];
      } else if (chosen[*revision]) {
        judged(*revision);
      } else {
        before(*revision);
      }
    }
    out_.end = state_.schema();
    return std::move(out_);
  }

 private:
  BodyState state_of(Schema schema) const {
    BodyState state(dialect_, std::move(schema));
    state.name_by(history_.naming_convention());
    return state;
  }

  void before(RevisionNumber revision) {
    auto body = up(revision);
    if (out_.all.empty()) return keep_unmodelled(body);
    out_.all.push_back({revision, Role::Before, std::move(body), !out_.unknown, {}});
  }

  void keep_unmodelled(RevisionBody& body) {
    for (auto& statement : body.statements) {
      if (!std::holds_alternative<Unread>(statement.action)) continue;
      out_.unmodelled.push_back(std::move(statement));
    }
  }

  void judged(RevisionNumber revision) {
    auto found = state_.schema();
    if (out_.all.empty()) out_.base = found;
    auto body = up(revision);
    Rehearsal::One one{revision, Role::Judged, std::move(body), !out_.unknown, {}};
    down(one, found);
    out_.all.push_back(std::move(one));
  }

  RevisionBody up(RevisionNumber revision) {
    const auto& script = history_.script(revision);
    auto body = state_.run(script, alembic::Direction::Upgrade, out_.problems, out_.problems);
    refuse_python(script, body, out_.problems);
    if (!out_.unknown && !state_.is_certain()) out_.unknown = revision;
    return body;
  }

  void down(Rehearsal::One& one, const Schema& found) {
    auto after = state_of(state_.schema());
    one.down = after.run(history_.script(one.revision), alembic::Direction::Downgrade, one.problems,
                         one.problems);
    bool known = one.known && one.down.needs.empty() && !one.problems.has_errors();
    if (ways_back_ == WaysBack::Compared && known) {
      one.not_restored = missing_steps(after.schema(), found, dialect_);
    }
  }

  const History& history_;
  const Dialect& dialect_;
  WaysBack ways_back_;
  Rehearsal out_;
  ReplayStart start_;
  BodyState state_;
};

}  // namespace

Rehearsal read_bodies(const History& history, const std::vector<RevisionNumber>& chosen,
                      const Dialect& dialect) {
  auto before = history.ancestors(chosen);
  for (auto revision : chosen) before[revision] = false;
  return Rehearser(history, dialect, before, WaysBack::Read).run(chosen, chosen);
}

Rehearsal rehearse(const History& history, const std::vector<RevisionNumber>& chosen,
                   const Dialect& dialect) {
  auto heads = history.real_heads();
  return Rehearser(history, dialect, history.ancestors(heads), WaysBack::Compared)
      .run(heads, chosen);
}

}  // namespace athanor
