#pragma once
/// SQLite's SQL as values.
///
/// This folder holds SQLite's grammar (SQLiteLexer.g4, SQLiteParser.g4), the reader that turns text
/// into statements, the canonical form in which two texts of one meaning are equal, and the replay
/// that applies statements to a schema graph as SQLite would. Every function may be called from any
/// thread.
///
/// How a SQLite schema stands in the graph: the schema part of a name is empty for `main`; a column
/// is nullable unless NOT NULL is written (a primary key does not imply it, lang_createtable.html);
/// constraints written with a column are the table's, in the order they appear.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/statement.hpp"

namespace athanor::sqlite {

/// The statements of a script, in order: SQL, or what `.dump` and `.schema` print (lines that begin
/// with a dot are the shell's own and are skipped). Every problem goes to `diagnostics`, one for a
/// statement that is not SQL, and reading goes on after it. Such a statement, and one that a graph
/// cannot hold (CREATE TABLE ... AS SELECT), is not among those returned.
std::vector<Statement> read_script(const SourcePtr& source, Diagnostics& diagnostics);

/// An expression as one text for all that SQLite could not tell apart from it: case and quotes of
/// names, parentheses, white space, comments, `==` and `=`, `IS NULL` and `ISNULL`, ... Names that
/// are not plain lower-case words are quoted. Absent when `text` is no expression.
std::optional<std::string> canonical_expression(std::string_view text);

/// The same for the value of a DEFAULT clause without parentheses around it, where a bare or quoted
/// name is a string (`DEFAULT active`, `DEFAULT "active"`).
std::optional<std::string> canonical_default(std::string_view text);

/// The same for a SELECT, as a view has it; a semicolon after it is left out.
std::optional<std::string> canonical_query(std::string_view text);

/// The same for the statements of a trigger's body; each ends with a semicolon.
std::optional<std::string> canonical_body(std::string_view text);

/// The tables and views that a query or a trigger's body reads or writes, each once, in the order
/// they appear. Names of WITH clauses and table-valued functions are none. Empty where the text
/// cannot be read.
std::vector<QualifiedName> referenced_tables(std::string_view query_or_body);

/// The columns that an expression names, bare and as written, each once whatever its case. Empty
/// where the text cannot be read.
std::vector<std::string> referenced_columns(std::string_view expression);

}  // namespace athanor::sqlite
