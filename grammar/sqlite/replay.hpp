#pragma once
/// Statements applied to a schema graph with no database.

#include <memory>

#include "grammar/statement.hpp"

namespace athanor::sqlite {

/// Applies statements to a schema graph as SQLite would (lang_createtable.html,
/// lang_altertable.html, lang_droptable.html, foreignkeys.html). Names are compared with ASCII case
/// ignored.
///
/// A rename follows the new name into foreign keys, checks, indexes, triggers and views, as SQLite
/// does since 3.26 unless `PRAGMA legacy_alter_table=ON` is in force. Temporary objects hide those
/// of `main` and are no part of the graph.
///
/// A statement that SQLite would refuse by the schema alone (rows are not known here) is an error
/// at its place and changes nothing. So are a statement about an attached database's objects, and a
/// ROLLBACK that would take back changes of the schema.
class Replay {
 public:
  explicit Replay(Schema base = {});
  ~Replay();
  Replay(Replay&&) noexcept;
  Replay& operator=(Replay&&) noexcept;

  void apply(const Statement& statement, Diagnostics& diagnostics);

  const Schema& schema() const;
  /// The graph itself; the replay is spent.
  Schema take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace athanor::sqlite
