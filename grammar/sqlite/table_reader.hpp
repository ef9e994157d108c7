#pragma once
/// CREATE TABLE and column definitions, from parse tree to graph. Private to this folder.

#include <optional>
#include <vector>

#include "grammar/sqlite/written.hpp"
#include "schema/table.hpp"

namespace athanor::sqlite {

/// A column with the constraints written in its definition.
struct ColumnDefinition {
  Column column;
  std::vector<Constraint> constraints;
};

ColumnDefinition read_column(const Written& written,
                             SQLiteParser::Column_definitionContext* definition);

/// A table without its name. Problems (two primary keys, an unknown option, a column named twice)
/// are told to `written`.
Table read_table(const Written& written, SQLiteParser::Table_definitionContext* definition);

}  // namespace athanor::sqlite
