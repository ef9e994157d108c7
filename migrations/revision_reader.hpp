#pragma once
/// Reading revisions ahead of a run: what each would do to a database as those before it leave it,
/// and what protection says to that.

#include <string>
#include <vector>

#include "engine/protection.hpp"
#include "migrations/body.hpp"
#include "migrations/history.hpp"
#include "migrations/version_rows.hpp"

namespace athanor {

struct ReadRevision {
  RevisionNumber revision;
  RevisionBody body;
  /// What is forbidden in it, without what its own comments allow.
  std::vector<Refusal> refused;
  /// What of it does not fit the graph that it meets: a database may refuse it, or holds what no
  /// graph does.
  Diagnostics misfits;
};

/// Reads one revision after another.
class RevisionReader {
 public:
  /// `settings` are what revisions have told the session so far, which remembers; those read here
  /// are added. `unread` are the findings of reading `base`. Keeps references to all but these two.
  RevisionReader(const History& history, const Dialect& dialect, const Protection& protection,
                 std::vector<Statement>& settings, Schema base, const Diagnostics& unread = {});

  /// Guards that the graph cannot answer are asked of the database.
  void ask(Session& session) { state_.ask(session); }

  /// Reads the next one. What cannot be read of it goes to `diagnostics`.
  ReadRevision read(const RevisionStep& step, Diagnostics& diagnostics);

  /// Whether it is known what the database holds after all that were read.
  bool is_certain() const { return state_.is_certain(); }

 private:
  Schema origin_of(const RevisionStep& step, const Schema& before) const;

  const History& history_;
  const Dialect& dialect_;
  const Protection& protection_;
  std::vector<Statement>& settings_;
  BodyState state_;
};

}  // namespace athanor
