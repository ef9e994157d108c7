#pragma once
/// The risks of revisions: of what they do, and of the history that they form.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/risk/judge.hpp"
#include "migrations/history.hpp"
#include "migrations/rehearsal.hpp"

namespace athanor {

/// The findings of the upgrades that are judged.
std::vector<risk::Finding> risks_of(const History& history, const Rehearsal& rehearsal,
                                    const risk::Bench& bench);

/// What is known to have run somewhere.
struct Applied {
  std::optional<VersionRows> database;             ///< what the version table of one holds
  std::optional<std::set<std::string>> published;  ///< the ids that a ref has: taken for applied
};

/// The findings of rules about the history itself.
std::vector<risk::Finding> risks_of_history(const History& history, const Rehearsal& rehearsal,
                                            const Applied& applied, const risk::Bench& bench);

/// HIS101 for each of `edited`, which others may have run as they were.
std::vector<risk::Finding> risks_of_edits(const History& history,
                                          const std::vector<RevisionNumber>& edited,
                                          const risk::Bench& bench);

}  // namespace athanor
