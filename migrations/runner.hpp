#pragma once
/// Running revisions on a live database.
///
/// A transaction holds the statements of a run, or of one revision, and the changes of the version
/// rows, so that a run that is stopped anywhere leaves whole revisions behind. It holds the right
/// to write from its start, and the version rows are read again inside it: of two runs at once, one
/// waits and then finds nothing left to do.
///
/// Bodies are read over what the database holds: guards are answered from its schema, as it is and
/// as the revisions ahead leave it. A revision that needs Python is handed to Alembic, which does
/// that one step on a connection of its own, once everything before it is committed.
///
/// A revision with statements that no transaction can hold runs in parts. What is done of it is
/// kept in the table `athanor_progress` until it is whole, so that the next run goes on where one
/// broke off. A part that could not get a lock, or was chosen to end a deadlock, is tried again.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "engine/protection.hpp"
#include "migrations/alembic_program.hpp"
#include "migrations/history.hpp"
#include "migrations/project.hpp"
#include "migrations/revision_reader.hpp"
#include "migrations/version_table.hpp"

namespace athanor {

struct RunOptions {
  Protection protection;
  VersionTable table;
  std::vector<Allowance> allowances;
  TransactionScope scope = TransactionScope::PerRun;
  int attempts = 6;  ///< at a transaction, or at a statement outside any, that misses its locks
  std::chrono::milliseconds first_pause{200};  ///< between attempts; each next one is twice as long
  AlembicProgram alembic;                      ///< for what needs Python
  /// Told of every revision before it runs: Alembic's own line.
  std::function<void(const std::string&)> log = [](const std::string&) {};
};

class Runner {
 public:
  /// Keeps references to all but the options.
  Runner(const History& history, Session& session, const Dialect& dialect, RunOptions options)
      : history_(history), session_(session), dialect_(dialect), options_(std::move(options)) {}

  /// Brings the database up to `target`, or down to it. Every revision on the way is read and
  /// judged before the first statement runs. Throws RevisionError, InputError (a revision cannot be
  /// read), Refused (protection), or Error (the database), the revision at hand rolled back.
  void upgrade(const std::string& target);
  void downgrade(const std::string& target);

  /// Moves the version rows to `targets` and runs nothing. With `Purge::Yes` the old rows are
  /// thrown away unread first, by a transaction of its own where each revision has one.
  enum class Purge { No, Yes };
  void stamp(const std::vector<std::string>& targets, Purge purge);

  /// Makes the version table where it is not there.
  void ensure_version();

 private:
  using Goal = std::vector<RevisionNumber>;

  void run(alembic::Direction direction, const Goal& goal);
  /// Those of `goal` still to be done on a database that holds `rows`.
  Goal remaining(alembic::Direction direction, const Goal& goal,
                 const std::vector<std::string>& rows) const;
  /// Reads and judges as many of `revisions` as can be known from here on; none where the first
  /// needs Python. Throws InputError and Refused for all of them.
  std::vector<ReadRevision> read_ahead(alembic::Direction direction, const Goal& revisions);
  void run_all(alembic::Direction direction, std::vector<ReadRevision> read);
  /// Runs the first of `todo`, and in the same transaction those after it that can be with it.
  void run_together(alembic::Direction direction, const std::vector<ReadRevision>& todo);
  /// A revision with parts outside transactions.
  void run_in_parts(const RevisionStep& step, const RevisionBody& body);
  /// The statements `[first, last)` of it in a transaction that ends with `note`. False where
  /// another run has done the revision meanwhile.
  bool run_part(const RevisionStep& step, const RevisionSql& items, std::size_t first,
                std::size_t last, const std::function<void()>& tell,
                const std::function<void()>& note);
  /// Runs `act`, again and again while locks are missed.
  void patiently(const std::function<void()>& act);
  /// The statements `[first, last)` of a revision. Throws Error that names the revision.
  void execute(const RevisionStep& step, const RevisionSql& items, std::size_t first,
               std::size_t last);
  /// In the transaction at hand: the version rows after `step`.
  void write_rows(const RevisionStep& step);
  /// An error for each thing that needs Python, where that cannot be had.
  void require_python(const RevisionStep& step, const RevisionBody& body,
                      Diagnostics& diagnostics) const;
  /// Has Alembic do `step`. Throws Error, where it fails or leaves other version rows than it
  /// should, and Refused, where it leaves a legacy table otherwise than it was.
  void hand_over(const RevisionStep& step);
  VersionRows rows();

  /// What revisions that were read have told the session, which remembers.
  std::vector<Statement> settings_;
  const History& history_;
  Session& session_;
  const Dialect& dialect_;
  RunOptions options_;
};

}  // namespace athanor
