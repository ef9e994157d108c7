#pragma once
/// ALTER of other objects than tables, from parse tree to values. Private to this folder.

#include <optional>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// Absent, with an error told to `written`, where what changes is not modelled.
std::optional<Action> read_alter_object(const Written& written,
                                        PostgreSQLParser::AlteredContext* node);

}  // namespace athanor::postgresql
