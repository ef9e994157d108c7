#pragma once
/// A revision's body, run over a schema graph that changes as the database would: its guards are
/// answered from the graph, its operations become SQL, and the SQL is applied to the graph.

#include <memory>
#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "migrations/script.hpp"

namespace athanor {

/// One revision's body on one dialect: SQL strings, in order.
using RevisionSql = std::vector<alembic::SqlItem>;

/// What one run of a body came to.
struct RevisionBody {
  RevisionSql items;
  std::vector<Statement> statements;  ///< those of the items, each with the place of its item
  std::vector<alembic::NeedsPython> needs;
  /// Whether anything was asked of the database. With `Later`, something could not be answered
  /// here that the database itself may answer when it has come to this revision.
  enum class Asked { Nothing, Answered, Later };
  Asked asked = Asked::Nothing;
};

/// What bodies are run over, one after another.
class BodyState {
 public:
  /// What becomes of guards once the graph may differ from the database: they need Python, or are
  /// answered from what is known all the same, for who only wants to know the kind of a body.
  enum class Doubt { Matters, Ignored };

  /// Begins with `base`; `unread` are the findings of reading it, each about something that is
  /// there and not in the graph. Keeps a reference to `dialect`.
  BodyState(const Dialect& dialect, Schema base, const Diagnostics& unread = {},
            Doubt doubt = Doubt::Matters);
  ~BodyState();
  BodyState(BodyState&&) noexcept;

  /// The database that holds the base, whose version operations are for. Its rows are asked for
  /// only as long as no body has sent anything. Must outlive this.
  void ask(Session& session);

  /// Names what scripts leave unnamed.
  void name_by(const NamingConvention& convention);

  /// `--sql`: scripts are told that they are not run, but written down.
  void write_down();

  /// Runs a body, and changes the graph as it does. SQL that cannot be read, and operations that
  /// the dialect refuses, are errors in `diagnostics`; what the graph refuses of it goes to
  /// `replaying`.
  RevisionBody run(const Script& script, alembic::Direction direction, Diagnostics& diagnostics,
                   Diagnostics& replaying);

  const Schema& schema() const;
  /// Whether the graph is what the database holds, as far as it can hold it.
  bool is_certain() const;

 private:
  class Host;
  std::unique_ptr<Host> host_;
};

/// An error for each thing in the body that needs Python: `revision a needs Python: import of app`.
void refuse_python(const Script& script, const RevisionBody& body, Diagnostics& diagnostics);

}  // namespace athanor
