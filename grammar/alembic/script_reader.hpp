#pragma once
/// Alembic migration scripts, read without running Python: the header that places a revision in
/// the history, and what its body does to one dialect's database, as far as that can be known.
///
/// A body is run over a Host, by evaluation/, and followed only where its meaning is certain.
/// Whatever else it does is a `NeedsPython` that names the construct at its place; a condition that
/// cannot be decided is never guessed.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/alembic/host.hpp"
#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// The module variables that Alembic reads (Alembic documentation, "Working with Branches").
struct ScriptHeader {
  std::string revision;
  std::vector<std::string> down_revisions;  ///< empty: a base
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;  ///< as written: ids, partial ids or labels
  std::string doc;                      ///< the whole docstring; for display only
  Place revision_place;                 ///< of the value, as are the next three
  Place down_revision_place;
  Place branch_labels_place;
  Place depends_on_place;
};

/// The syntax tree of a script, made when it is first asked for. Copies share it.
class SyntaxTree {
 public:
  explicit SyntaxTree(Module module);
  explicit SyntaxTree(SourcePtr source);

  /// Throws InputError where the text is not Python.
  const Module& operator*() const;
  const Module* operator->() const { return &**this; }

 private:
  struct State;
  std::shared_ptr<State> state_;
};

struct ParsedScript {
  ScriptHeader header;
  SyntaxTree module;
};

enum class Direction { Upgrade, Downgrade };

/// The script in `source`, or nothing after an error. `revision` and `down_revision` must be
/// there; each header variable must be a string, a list or tuple of strings, or None, however
/// Python lets one write it.
std::optional<ParsedScript> read_migration(const SourcePtr& source, Diagnostics& diagnostics);

/// As `read_migration`, where the header alone is wanted for now: where it is written as Alembic's
/// own template writes it, only that is read, and an error in the rest comes to light when the
/// syntax tree is asked for.
std::optional<ParsedScript> read_header_first(const SourcePtr& source, Diagnostics& diagnostics);

/// The header as `read_migration` reads it, seen without the grammar; nothing where the text does
/// not make it certain, be it that the script is wrong or that it is unusual.
std::optional<ScriptHeader> glance_at_header(const SourcePtr& source);

/// Runs the body of the script in `direction` over `host`, which receives what it does, in order.
/// What only Python knows is returned; where that is anything at all, what the host received is
/// only what could be read, not what would run.
std::vector<NeedsPython> run_body(const ParsedScript& script, Direction direction, Host& host);

using BodyItem = std::variant<SqlItem, OperationItem, NeedsPython>;

/// What the script does in `direction` on a database of the dialect that SQLAlchemy calls
/// `dialect_name` and of which nothing else is known, so that every guard needs Python.
std::vector<BodyItem> body_for(const ParsedScript& script, Direction direction,
                               std::string_view dialect_name);

}  // namespace athanor::alembic
