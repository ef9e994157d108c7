#pragma once
/// Baselines: the schema that a database holds at some revision, kept as an SQL script in the
/// folder `baseline` beside env.py, so that replaying a history begins there instead of at its
/// first revision. Alembic knows nothing of them.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "migrations/revision_graph.hpp"

namespace athanor {

class History;

struct Baseline {
  std::vector<RevisionNumber> revisions;  ///< what the database was at
  std::string dialect;
  std::string path;  ///< of the script
};

/// Where the baseline of a database at `rows` is kept: `baseline/ID[+ID...].DIALECT.sql` below the
/// project's migrations. No id can have a plus sign in it.
std::string baseline_path(const std::string& migrations, std::vector<std::string> rows,
                          const Dialect& dialect);

/// The script of a baseline: what makes `schema` out of nothing. Throws InputError or Error where
/// reading it again would give anything else.
std::string baseline_text(const Schema& schema, const std::vector<std::string>& rows,
                          const Dialect& dialect);

/// The baselines below `migrations`. One of a revision that is not in `history`, or of a dialect
/// that nobody knows, is an error.
std::vector<Baseline> find_baselines(const std::string& migrations, const History& history,
                                     Diagnostics& diagnostics);

/// The schema that the script makes.
Schema read_baseline(const Baseline& baseline, const Dialect& dialect, Diagnostics& diagnostics);

/// The baseline from which the fewest of `wanted` are still to be replayed; null where there is
/// none of `dialect` that has only revisions of `wanted` behind it.
const Baseline* nearest_baseline(const History& history, const RevisionSet& wanted,
                                 const Dialect& dialect);

}  // namespace athanor
