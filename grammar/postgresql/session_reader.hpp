#pragma once
/// Statements told by their first words: of the session, of rows, and those that change nothing.
/// Private to this folder.

#include <optional>

#include "grammar/postgresql/front.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// A statement that neither makes, alters, drops nor comments on objects. Absent, with an error
/// told to `written`, where it could change the schema in a way that cannot be read, or is none.
std::optional<Action> read_session_statement(const Written& written);

}  // namespace athanor::postgresql
