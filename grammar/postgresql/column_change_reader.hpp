#pragma once
/// ALTER TABLE ... ALTER COLUMN, from parse tree to values. Private to this folder.

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

ColumnChange read_column_change(const Written& written,
                                PostgreSQLParser::Column_alterationContext* node);

/// SET DEFAULT; `NULL` is no default.
std::variant<SetDefault, DropDefault> read_default_change(const Written& written,
                                                          PostgreSQLParser::ExprContext* expr);

}  // namespace athanor::postgresql
