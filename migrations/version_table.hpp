#pragma once
/// The version table: which revisions a database is at (Alembic's `alembic_version`).

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/session.hpp"
#include "migrations/version_rows.hpp"

namespace athanor {

/// The version table's definition as a model: Alembic's.
Table version_table(const std::string& name);

/// The rows of the version table, sorted; none where the table is not there.
std::vector<std::string> read_versions(Session& session, const std::string& table,
                                       const Dialect& dialect);

/// Makes the changes, in order; the table too where it is not there. An UPDATE and a DELETE must
/// match one row each, or Error is thrown: somebody else moved the version.
void write_versions(Session& session, const std::vector<VersionRowChange>& changes,
                    const std::string& table, const Dialect& dialect);

}  // namespace athanor
