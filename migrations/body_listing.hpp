#pragma once
/// `history --bodies`: what each revision's body is made of, as far as running it goes.

#include <string>

#include "engine/dialect.hpp"
#include "migrations/history.hpp"

namespace athanor {

/// Native: it is known from the script alone. Guarded: what it does depends on what is there.
/// NeedsPython: athanor hands it to Alembic.
enum class BodyKind { Native, Guarded, NeedsPython };

/// A line a revision, newest first: its id and kind, and of a revision that needs Python what for
/// and where. A downgrade that is of another kind than the upgrade is told apart. Guards are
/// answered from the schema that the revisions before it leave, as far as that is known.
std::string list_bodies(const History& history, const Dialect& dialect);

}  // namespace athanor
