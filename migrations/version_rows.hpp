#pragma once
/// The rows of the version table: one for each head of what has been run.

#include <string>
#include <variant>
#include <vector>

#include "migrations/history.hpp"

namespace athanor {

struct InsertVersion {
  std::string id;
  bool operator==(const InsertVersion&) const = default;
};
/// Must match exactly one row.
struct UpdateVersion {
  std::string from, to;
  bool operator==(const UpdateVersion&) const = default;
};
/// Must match exactly one row.
struct DeleteVersion {
  std::string id;
  bool operator==(const DeleteVersion&) const = default;
};
using VersionRowChange = std::variant<InsertVersion, UpdateVersion, DeleteVersion>;

/// One revision that is run or undone.
struct RevisionStep {
  RevisionNumber revision;
  alembic::Direction direction;
};

/// What `step` does to the version table when it holds `rows`, in order. A new branch is an
/// INSERT, a step along one an UPDATE, one down to base a DELETE; a merge deletes all but one of
/// the rows it joins, and undoing it brings them back. Throws Error where the rows cannot be those
/// of a database that is about to make this step.
std::vector<VersionRowChange> version_changes(const History& history, const RevisionStep& step,
                                              const std::vector<std::string>& rows);

/// The rows after `changes`, the order of the others kept.
std::vector<std::string> rows_after(const std::vector<VersionRowChange>& changes,
                                    std::vector<std::string> rows);

}  // namespace athanor
