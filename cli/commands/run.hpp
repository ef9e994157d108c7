#pragma once
/// What the commands that read or move a database's version share.

#include <memory>
#include <string>
#include <vector>

#include "cli/workspace.hpp"
#include "migrations/history.hpp"
#include "migrations/offline.hpp"

namespace athanor::cli {

/// The environment's database with its history.
struct Database {
  const Dialect* dialect;
  History history;
  std::unique_ptr<Session> session;  ///< null where there is none yet and it is only read
};

/// The dialect of the environment's database, which need not be there. Throws Error.
const Dialect& dialect_of_environment(Workspace& workspace);

/// Opens the environment's database. Throws InputError or Error.
Database open_database(Workspace& workspace, Access access);

/// The project's history. Throws InputError.
History open_history(Workspace& workspace);

/// The dialect of the environment's database, or else the project's first. Throws Error where
/// neither is known.
const Dialect& dialect_of_project(Workspace& workspace);

/// The rows of the version table; none where there is no database yet.
VersionRows current_rows(Workspace& workspace, Database& database);

/// What scripts for the environment's database are written for, which need not be there.
OfflineTarget offline_target(Workspace& workspace);

std::vector<Allowance> parse_allowances(const std::vector<std::string>& texts);

}  // namespace athanor::cli
