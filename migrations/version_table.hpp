#pragma once
/// The version table: which revisions a database is at (Alembic's `alembic_version`).

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/session.hpp"
#include "migrations/version_rows.hpp"

namespace athanor {

/// Where the rows are, as Alembic's `context.configure` has it: `version_table`,
/// `version_table_schema` and `version_table_pk`.
struct VersionTable {
  enum class Key { Primary, None };
  QualifiedName name{"", "alembic_version"};
  Key key = Key::Primary;
};

/// The statements that Alembic sends for its version table, to the letter: `alembic ... --sql`
/// prints the same.
class VersionStatements {
 public:
  VersionStatements(VersionTable table, const Dialect& dialect);

  std::string create() const;
  std::string insert(const std::string& row) const;
  std::string update(const std::string& from, const std::string& to) const;
  std::string remove(const std::string& row) const;
  std::string remove_all() const;
  std::string select() const;
  /// Finds the row, if it is there.
  std::string find(const std::string& row) const;
  std::string of(const VersionRowChange& change) const;
  /// The column with its table, as conditions name it.
  std::string column() const;

 private:
  std::string text(const std::string& row) const;
  std::string is(const std::string& row) const;

  VersionTable table_;
  const Dialect& dialect_;
  std::string name_;
};

/// The rows of the version table, in its own order; none where the table is not there.
VersionRows read_versions(Session& session, const VersionTable& table, const Dialect& dialect);

/// Makes the table where it is not there.
void ensure_version_table(Session& session, const VersionTable& table, const Dialect& dialect);

/// Makes the changes, in order; the table too where it is not there. An UPDATE and a DELETE must
/// match one row each, or Error is thrown: somebody else moved the version.
void write_versions(Session& session, const std::vector<VersionRowChange>& changes,
                    const VersionTable& table, const Dialect& dialect);

/// Makes the table where it is not there, and takes all its rows away.
void purge_versions(Session& session, const VersionTable& table, const Dialect& dialect);

}  // namespace athanor
