#pragma once
/// The risks of revisions: of what they do, and of the history that they form.

#include <optional>
#include <vector>

#include "engine/risk/judge.hpp"
#include "migrations/body.hpp"
#include "migrations/history.hpp"

namespace athanor {

/// What revisions do on one dialect, each on what those before it leave.
struct RevisionBodies {
  enum class Role { Judged, Before };
  struct One {
    RevisionNumber revision;
    Role role;
    RevisionBody up, down;  ///< `down` is read of those that are judged
  };
  Schema base;           ///< where the first begins
  std::vector<One> all;  ///< oldest first, beginning with one that is judged
};

/// The bodies of `chosen` and of what leads to them, from the nearest baseline on that has none of
/// them behind it.
RevisionBodies read_bodies(const History& history, const std::vector<RevisionNumber>& chosen,
                           const Dialect& dialect);

/// The findings of their upgrades.
std::vector<risk::Finding> risks_of(const History& history, const RevisionBodies& bodies,
                                    const risk::Bench& bench);

/// The findings of rules about the history itself. `applied` is what a database's version table
/// holds, where one could be asked.
std::vector<risk::Finding> risks_of_history(const History& history, const RevisionBodies& bodies,
                                            const std::optional<VersionRows>& applied,
                                            const risk::Bench& bench);

}  // namespace athanor
