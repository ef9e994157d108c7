#pragma once
/// From Alembic's operations to the SQL that Alembic sends for them.
///
/// grammar/alembic says what a script asks for; here it becomes statements, token for token those
/// of Alembic with SQLAlchemy 2, white space aside. What the dialects share is in this folder,
/// written down once as SQLAlchemy's compilers have it; what one of them does otherwise is in its
/// own folder.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/sql_statement.hpp"
#include "grammar/alembic/operation.hpp"
#include "schema/schema.hpp"

namespace athanor {

/// How constraints and indexes without a name are called, by kind: `uq` is
/// `uq_%(table_name)s_%(column_0_name)s` (SQLAlchemy documentation, "Configuring Constraint Naming
/// Conventions").
using NamingConvention = std::vector<std::pair<std::string, std::string>>;

/// One for each run of revisions: types that its operations created are not created again by a
/// later table that uses them, as long as they are there (as in Alembic, where one migration
/// context serves a whole run).
class OperationRenderer {
 public:
  virtual ~OperationRenderer() = default;

  /// Names constraints as the MetaData would that env.py gives to Alembic.
  virtual void name_by(NamingConvention convention) = 0;

  /// The statements that `operation` sends to a database that holds `now`. Throws Error with
  /// Alembic's own reason for what the dialect cannot do, and with one of our own, naming it, for
  /// what only Python could tell.
  virtual std::vector<SqlStatement> render(const alembic::Operation& operation,
                                           const Schema& now) = 0;
};

}  // namespace athanor
