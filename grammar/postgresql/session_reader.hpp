#pragma once
/// Statements told by their first words: of the session, of rows, and those that change nothing.
/// Private to this folder.

#include <vector>

#include "grammar/postgresql/front.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// A statement that neither makes, alters, drops nor comments on objects: one action, or one for
/// each table whose rows it changes. None, with an error told to `written`, where it could change
/// the schema in a way that cannot be read, or is none.
std::vector<Action> read_session_statement(const Written& written);

}  // namespace athanor::postgresql
