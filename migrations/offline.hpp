#pragma once
/// Revisions as a script for somebody else to run: what `alembic ... --sql` prints, to the letter
/// (Alembic documentation, "Generating SQL Scripts").

#include <optional>
#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "migrations/history.hpp"
#include "migrations/rehearsal.hpp"
#include "migrations/version_table.hpp"

namespace athanor {

/// What a script is written for.
struct OfflineTarget {
  const Dialect& dialect;
  VersionTable table;
  TransactionScope scope;  ///< where the dialect's scripts have transactions
};

/// Where a script begins: a revision's name, or nothing or `base` for an empty database.
using OfflineStart = std::optional<std::string>;

/// The scripts of `upgrade`, `downgrade`, `stamp` and `ensure_version`. Each throws RevisionError,
/// and InputError for a revision of which only Python knows what it does.
std::string offline_upgrade(const History& history, const OfflineTarget& target,
                            const OfflineStart& start, const std::string& revision);
std::string offline_downgrade(const History& history, const OfflineTarget& target,
                              const OfflineStart& start, const std::string& revision);
std::string offline_stamp(const History& history, const OfflineTarget& target,
                          const OfflineStart& start, const std::vector<std::string>& revisions);
std::string offline_ensure_version(const OfflineTarget& target);

/// The script of upgrades that were read already, of a database whose version table holds `rows`.
/// Throws InputError as the others do.
std::string offline_upgrades(const History& history, const OfflineTarget& target, VersionRows rows,
                             const Rehearsal& upgrades);

}  // namespace athanor
