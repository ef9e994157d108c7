#pragma once
/// Replaying revisions into a schema graph, with no database.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "migrations/body.hpp"
#include "migrations/history.hpp"

namespace athanor {

struct Project;

/// The history of a project's version folders; a folder that is not there holds no revisions.
/// Problems go to `diagnostics`.
History load_history(const Project& project, Diagnostics& diagnostics);

/// Where a replay begins: at the nearest baseline that has only revisions of `wanted` behind it, or
/// with nothing.
struct ReplayStart {
  Schema schema;
  RevisionSet behind;  ///< what need not be replayed
};
ReplayStart begin_replay(const History& history, const RevisionSet& wanted, const Dialect& dialect,
                         Diagnostics& diagnostics);

/// What the schema is after all revisions up to and including `targets`, begun at the nearest
/// baseline. What only Python knows of one is an error, and the state is not certain then.
BodyState replay_state(const History& history, const std::vector<RevisionNumber>& targets,
                       const Dialect& dialect, Diagnostics& diagnostics);

/// The schema of `replay_state`.
Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics);

}  // namespace athanor
