#pragma once
/// Revisions run one after another without a database, and what each of them did kept for those who
/// judge it: one walk through the history serves all of them.

#include <optional>
#include <string>
#include <vector>

#include "migrations/body.hpp"
#include "migrations/history.hpp"

namespace athanor {

/// What revisions do on one dialect, each on what those before it leave.
struct Rehearsal {
  enum class Role { Judged, Before };
  struct One {
    RevisionNumber revision;
    Role role;
    RevisionBody up;
    bool
        known;  ///< whether what `up` left is what a database holds; else nothing is `not_restored`
    // Of those that are judged:
    RevisionBody down;          ///< on what `up` leaves
    Diagnostics problems = {};  ///< of `down`
    std::vector<std::string> not_restored =
        {};  ///< the steps from what `down` leaves to what `up` found
  };
  Schema base;  ///< where the first begins
  /// Of the upgrades on the way to there: those that no graph holds.
  std::vector<Statement> unmodelled;
  std::vector<One> all;  ///< oldest first, beginning with one that is judged
  Schema end;            ///< what the last leaves
  Diagnostics problems;  ///< of all upgrades on the way, of those before `all` as well
  /// The first whose upgrade left what nobody can know.
  std::optional<RevisionNumber> unknown;
  bool whole = true;  ///< whether `all` has every revision that was to be judged
};

/// The bodies of `chosen` and of what leads to them, from the nearest baseline on that has none of
/// them behind it. Ways back are read, not compared: nothing is `not_restored`.
Rehearsal read_bodies(const History& history, const std::vector<RevisionNumber>& chosen,
                      const Dialect& dialect);

/// All of the history from its nearest baseline on, with the ways back of `chosen`. Those behind
/// the baseline are left out.
Rehearsal rehearse(const History& history, const std::vector<RevisionNumber>& chosen,
                   const Dialect& dialect);

}  // namespace athanor
