#pragma once
/// The models as the targets of revisions, which `revision`, `check` and `init` work towards.

#include <vector>

#include "cli/workspace.hpp"
#include "migrations/check.hpp"
#include "migrations/new_revision.hpp"

namespace athanor::cli {

/// The models, lowered to each of the project's dialects. Throws InputError or Error.
std::vector<Target> read_targets(Workspace& workspace);

/// What `check` looks at without a database; `allowances` let pass what the models want.
std::vector<CheckedPoint> check_project(Workspace& workspace,
                                        const std::vector<Allowance>& allowances = {});

}  // namespace athanor::cli
