#pragma once
/// The risks of revisions: of what they do, and of the history that they form.

#include <optional>
#include <vector>

#include "engine/risk/judge.hpp"
#include "migrations/history.hpp"

namespace athanor {

/// The findings of the upgrades of `chosen`, oldest first, each judged on what the revisions before
/// it leave (of all of the history that leads to them).
std::vector<risk::Finding> risks_of(const History& history,
                                    const std::vector<RevisionNumber>& chosen,
                                    const risk::Bench& bench);

/// The findings of rules about the history itself, as far as they are about `chosen`. `applied` is
/// what a database's version table holds, where one could be asked.
std::vector<risk::Finding> risks_of_history(const History& history,
                                            const std::vector<RevisionNumber>& chosen,
                                            const std::optional<VersionRows>& applied,
                                            const risk::Bench& bench);

}  // namespace athanor
