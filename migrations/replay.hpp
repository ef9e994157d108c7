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

/// What `script` sends to an empty database of `dialect`. A part that only Python knows is an error
/// that names it, with its place.
RevisionSql revision_sql(const Script& script, alembic::Direction direction, const Dialect& dialect,
                         Diagnostics& diagnostics);

/// The schema after all revisions up to and including `targets`. What only Python knows of one is
/// an error.
Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics);

}  // namespace athanor
