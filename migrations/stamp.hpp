#pragma once
/// Stamping: moving the version rows of a database without running anything, as Alembic's `stamp`
/// does (Alembic documentation, "Commands", `stamp`).

#include <string>
#include <vector>

#include "migrations/version_rows.hpp"

namespace athanor {

/// One row, or several, that become another, or go.
struct StampStep {
  std::vector<std::string> from;
  std::vector<std::string> to;  ///< one, or none: the branch is left
  std::vector<VersionRowChange> changes;
};

/// The steps that bring `rows` to `targets`, each of which moves those rows that lie on one line
/// with it; a target on none of their lines is a row of its own. A target that the rows hold
/// already, or that an earlier step has put there, is left alone. Throws RevisionError.
std::vector<StampStep> stamp_steps(const History& history, const VersionRows& rows,
                                   const std::vector<std::string>& targets);

/// `Running stamp_revision a, b -> c`: what Alembic logs before a step.
std::string running_line(const StampStep& step);

}  // namespace athanor
