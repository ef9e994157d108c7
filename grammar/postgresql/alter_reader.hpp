#pragma once
/// ALTER TABLE, from parse tree to values. Private to this folder.

#include <optional>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// Absent, with an error told to `written`, where an action is of a kind that is not modelled.
std::optional<AlterTable> read_alter_table(const Written& written,
                                           PostgreSQLParser::AlteredContext* node);

}  // namespace athanor::postgresql
