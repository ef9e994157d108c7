#pragma once
/// What an upgrade would do to a database, found out without touching it.

#include <string>
#include <vector>

#include "migrations/rehearsal.hpp"
#include "migrations/revision_reader.hpp"

namespace athanor {

struct Preview {
  Rehearsal rehearsal;  ///< the upgrades, in the order in which they would run; no ways back
  std::vector<std::vector<Refusal>> refused;  ///< of each of them, as protection has it
  std::vector<Diagnostics> misfits;           ///< of each of them, see ReadRevision
  /// Those that would come later: what they meet only Python or the database itself will know.
  std::vector<RevisionNumber> beyond;
};

/// The upgrade to `target` of a database whose version table holds `rows`. `session` is null where
/// there is no database yet. Throws RevisionError, and InputError where a revision cannot be read.
Preview preview_upgrade(const History& history, const Dialect& dialect,
                        const Protection& protection, Session* session, const VersionRows& rows,
                        const std::string& target);

}  // namespace athanor
