#pragma once
/// Statements applied to a schema graph with no database.

#include <memory>

#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// Applies statements to a schema graph as PostgreSQL would: names are looked up along the
/// search_path, what is unnamed gets the name that PostgreSQL gives it, `serial` becomes a sequence
/// and a default, a primary key makes its columns NOT NULL, a rename is followed by what refers to
/// the renamed. Expressions are kept as written, white space folded.
///
/// Temporary objects are no part of the graph. A statement that PostgreSQL would refuse by the
/// schema alone (rows, owners and rights are not known here) is an error at its place and changes
/// nothing. So is a ROLLBACK that would take back changes of the schema.
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

}  // namespace athanor::postgresql
