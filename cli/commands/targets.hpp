#pragma once
/// The models as the targets of revisions, which `revision`, `check` and `init` work towards.

#include <vector>

#include "cli/workspace.hpp"
#include "migrations/check.hpp"
#include "migrations/new_revision.hpp"

namespace athanor::cli {

/// The models, lowered to each of the project's dialects. Throws InputError or Error.
std::vector<Target> read_targets(Workspace& workspace);

/// Those that no baseline has behind it: what is older is taken as it is.
std::vector<RevisionNumber> since_baselines(const History& history);

/// What `check` has found without a database, and what it went by.
struct CheckedProject {
  std::vector<CheckedPoint> points;
  std::vector<Rehearsal> rehearsals;  ///< on each of the project's dialects
};

/// The downgrades of `chosen`, and all else; `allowances` let pass what the models want.
CheckedProject check_project(Workspace& workspace, const History& history,
                             const std::vector<RevisionNumber>& chosen,
                             const std::vector<Allowance>& allowances = {});

}  // namespace athanor::cli
