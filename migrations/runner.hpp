#pragma once
/// Running revisions on a live database.
///
/// One transaction a revision holds its statements and the change of the version row, so that a run
/// that is stopped anywhere leaves whole revisions behind. The transaction holds the right to write
/// from its start, and the version rows are read again inside it: of two runs at once, one waits
/// and then finds nothing left to do.

#include <functional>
#include <string>
#include <vector>

#include "engine/protection.hpp"
#include "migrations/history.hpp"
#include "migrations/replay.hpp"
#include "migrations/version_rows.hpp"

namespace athanor {

struct RunOptions {
  Protection protection;
  std::vector<Allowance> allowances;
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

  /// Sets the version rows to `targets` and runs nothing. With `Purge::Yes` the old rows are
  /// thrown away unread.
  enum class Purge { No, Yes };
  void stamp(const std::vector<std::string>& targets, Purge purge);

 private:
  using Goal = std::vector<RevisionNumber>;

  void run(alembic::Direction direction, const Goal& goal);
  /// Those of `goal` still to be done on a database that holds `rows`.
  Goal remaining(alembic::Direction direction, const Goal& goal,
                 const std::vector<std::string>& rows) const;
  void judge_all(alembic::Direction direction, const Goal& revisions);
  /// Does nothing where, once the database is held, another run has already made the step.
  void run_one(const RevisionStep& step);
  void execute(const RevisionStep& step, const RevisionSql& items, std::size_t first);
  RevisionSql sql_of(const RevisionStep& step) const;
  Schema origin_of(const RevisionStep& step, const Schema& before) const;
  std::vector<std::string> rows();

  const History& history_;
  Session& session_;
  const Dialect& dialect_;
  RunOptions options_;
};

}  // namespace athanor
