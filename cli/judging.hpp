#pragma once
/// Judging revisions by the rules of risk, for `lint` and `check`.

#include <optional>
#include <string>
#include <vector>

#include "cli/commands/run.hpp"
#include "cli/workspace.hpp"
#include "engine/risk/judge.hpp"
#include "migrations/history.hpp"
#include "migrations/rehearsal.hpp"
#include "migrations/risk.hpp"

namespace athanor::cli {

/// What revisions are judged with.
struct Judging {
  std::vector<const Dialect*> dialects;
  std::vector<Allowance> allowances;
  Database* database = nullptr;             ///< that tells how large its tables are; null: none
  Applied applied = {};                     ///< besides what `database` tells
  std::vector<RevisionNumber> edited = {};  ///< that others may have run as they were before
  /// Of the dialects, where the revisions have been rehearsed already. One that is not whole is
  /// made anew.
  std::vector<Rehearsal> rehearsals = {};
};

/// The findings of `chosen` on each dialect; what two of them say alike is said once.
std::vector<risk::Finding> judge_revisions(Workspace& workspace, const History& history,
                                           const std::vector<RevisionNumber>& chosen,
                                           const Judging& judging);

/// The sizes of all tables that a database holds.
std::map<QualifiedName, TableSize> sizes_of(Session& session, const Dialect& dialect);

}  // namespace athanor::cli
