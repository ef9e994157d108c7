#pragma once
/// CREATE TABLE, from parse tree to graph. Private to this folder.

#include <optional>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// Absent, with an error told to `written`, where a graph cannot hold the table: partitions, typed
/// tables, AS SELECT.
std::optional<Create<Table>> read_table(const Written& written,
                                        PostgreSQLParser::Table_definitionContext* node);

}  // namespace athanor::postgresql
