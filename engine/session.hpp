#pragma once
/// A connection to one live database.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "schema/diagnostics.hpp"
#include "schema/schema.hpp"

namespace athanor {

enum class Access { ReadOnly, ReadWrite };

/// One row of text; a NULL is absent.
using Row = std::vector<std::optional<std::string>>;

/// What a database says of a statement that it refuses besides its message; empty or 0 where it
/// says nothing.
struct StatementFault {
  std::string sqlstate;  ///< five characters
  std::size_t line = 0;  ///< of the statement, from 1
  std::string detail, hint, context;
};

/// A statement that the database refused. `what()` has its message, the statement and, where the
/// database gives them, the SQLSTATE, position and hint.
class StatementError : public Error {
 public:
  StatementError(std::string message, const std::string& statement, StatementFault fault = {});
  /// The database's own message alone.
  const std::string& message() const { return message_; }
  const StatementFault& fault() const { return fault_; }
  /// The message with all that the database says besides, but without the statement.
  std::string explained() const;

 private:
  std::string statement_, message_;
  StatementFault fault_;
};

/// The connection is gone, and with it every transaction that was under way.
class ConnectionLost : public Error {
 public:
  using Error::Error;
};

/// Every member throws StatementError or Error.
class Session {
 public:
  virtual ~Session() = default;

  /// Where it leads, for people: never with a password.
  virtual std::string address() const = 0;
  /// Everything the database holds, alembic_version included. What the graph cannot hold is an
  /// error in `diagnostics`.
  virtual Schema introspect(Diagnostics& diagnostics) = 0;
  /// `desired` with its expressions as the database itself would hold them, where they cannot be
  /// told to be the same as those of `held` (what introspect gave) without it: it is asked in a
  /// transaction that is rolled back. An expression that it cannot be asked about stays as it is.
  virtual Schema as_written(Schema desired, const Schema& held) = 0;

  /// Whether a table of that name is in the default schema.
  virtual bool has_table(const std::string& name) = 0;
  /// Whether one is in the schema of that name.
  virtual bool has_table_in(const std::string& schema, const std::string& name) = 0;

  virtual void execute(const std::string& statement) = 0;
  virtual std::vector<Row> query(const std::string& statement) = 0;

  /// Whether the statement failed only for the locks that others hold, so that trying again may do.
  virtual bool missed_locks(const StatementError& error) const = 0;

  /// Waits until no other run of migrations is under way on this database, and holds it until the
  /// session ends or `end_migrations`. Bounded in time.
  virtual void begin_migrations() = 0;
  virtual void end_migrations() = 0;
  /// Begins a transaction that holds the right to write from its start; of a session that only
  /// reads, one that only reads.
  virtual void begin() = 0;
  /// In the transaction that is open, from here on: a statement that takes longer, or waits for a
  /// lock for half as long, is a StatementError.
  virtual void bound(std::chrono::milliseconds limit) = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
};

/// A database made for one purpose, which goes with this object.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  virtual Session& session() = 0;
};

}  // namespace athanor
