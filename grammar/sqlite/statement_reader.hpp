#pragma once
/// One statement, from tokens to value. Private to this folder.

#include <optional>

#include "grammar/sqlite/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::sqlite {

/// What the tree of a statement says. Absent, with an error told to `written`, where a graph cannot
/// hold it.
std::optional<Action> read_action(const Written& written, Parsing::StatementTree* statement);

/// What an INSERT or REPLACE of very many tokens says by its first ones alone: dumps have them, and
/// nothing after the table's name matters. Absent for any other statement.
std::optional<Action> skim_rows(const Written& written);

/// The statement that a row written to sqlite_schema holds, as `.dump` does it for virtual tables
/// (`INSERT INTO sqlite_schema VALUES('table', ..., 'CREATE VIRTUAL TABLE ...')`): its SQL. Absent
/// where `statement` is no such insert.
std::optional<std::string> schema_row_sql(const Written& written,
                                          Parsing::StatementTree* statement);

}  // namespace athanor::sqlite
