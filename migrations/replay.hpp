#pragma once
/// Replaying revisions into a schema graph, with no database.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "migrations/history.hpp"

namespace athanor {

struct Project;

/// The history of a project's version folders; a folder that is not there holds no revisions.
/// Problems go to `diagnostics`.
History load_history(const Project& project, Diagnostics& diagnostics);

/// One revision's body on one dialect: SQL strings, in order.
using RevisionSql = std::vector<alembic::SqlItem>;

/// What `script` sends to a database of `dialect`. A part that only Python knows is an error that
/// names it, with its place.
RevisionSql revision_sql(const Script& script, alembic::Direction direction, const Dialect& dialect,
                         Diagnostics& diagnostics);

/// The statements of a revision, each with the place of the string it stands in.
std::vector<Statement> revision_statements(const RevisionSql& items, const Dialect& dialect,
                                           Diagnostics& diagnostics);

/// Applies one revision's SQL to a graph.
void replay(const RevisionSql& items, Replayer& replayer, const Dialect& dialect,
            Diagnostics& diagnostics);

/// The schema after all revisions up to and including `targets`.
Schema replay(const History& history, const std::vector<RevisionNumber>& targets,
              const Dialect& dialect, Diagnostics& diagnostics);

}  // namespace athanor
