#pragma once
/// What must hold of a project before its changes are merged: judged from the models and the
/// history alone, with no database.

#include <map>
#include <string>
#include <vector>

#include "migrations/history.hpp"
#include "migrations/new_revision.hpp"
#include "migrations/rehearsal.hpp"

namespace athanor {

/// One thing that was looked at.
struct CheckedPoint {
  enum class Outcome { Passed, Skipped, Failed };
  std::string what;  ///< a sentence that holds where it passed
  Outcome outcome = Outcome::Passed;
  std::vector<std::string> details;  ///< what was found, or why it was not looked at
  std::string remedy;                ///< what to do about it; "" where it passed
  Place place = {};                  ///< nowhere where it is about no one place
  bool refused = false;              ///< it failed because protection or policy forbids it
};

/// The history ends in one revision.
CheckedPoint check_heads(const History& history);

/// The history's replay gives the target; where it does not, a second point tells whether the step
/// to it may be taken at all. A history that cannot be replayed fails with the reason.
std::vector<CheckedPoint> check_models(const Rehearsal& rehearsal, const Target& target,
                                       const Protection& protection,
                                       const std::vector<Allowance>& allowances);

/// Every downgrade that is judged gives back what its upgrade found. Not those that need Python.
CheckedPoint check_downgrades(const History& history, const Rehearsal& rehearsal,
                              const Dialect& dialect);

/// The scripts of an earlier state of a history, by the ids of their revisions. Those that no
/// reader understands are left out: the history's own errors tell of them.
using EarlierScripts = std::map<std::string, SourcePtr>;
EarlierScripts by_id(const std::vector<SourcePtr>& scripts);

/// The revisions that were there earlier are still there.
CheckedPoint check_kept(const History& history, const EarlierScripts& then);

/// Those of the history that were not there earlier, in the order loaded.
std::vector<RevisionNumber> added_since(const History& history, const EarlierScripts& then);
/// Those that were there, and said something else.
std::vector<RevisionNumber> edited_since(const History& history, const EarlierScripts& then);

/// The database holds what the history gives at its own revisions, and these are the heads.
std::vector<CheckedPoint> check_database(const History& history, const Schema& schema,
                                         const VersionRows& rows, const Protection& protection,
                                         const Dialect& dialect);

}  // namespace athanor
