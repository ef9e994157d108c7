#pragma once
/// PostgreSQL's SQL as values.
///
/// This folder holds PostgreSQL's grammar (PostgreSQLLexer.g4, PostgreSQLParser.g4), the reader
/// that turns text into statements, and the replay that applies statements to a schema graph as
/// PostgreSQL would. Every function may be called from any thread.

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// The statements of a script, in order: SQL as people write it for psql, or what `pg_dump` prints
/// (psql's commands and the data of COPY are skipped). Every problem goes to `diagnostics`, one for
/// a statement that is not SQL, and reading goes on after it. Such a statement, and one about a
/// kind that a graph does not hold, is not among those returned. CREATE SCHEMA with objects inside
/// gives one statement for each.
///
/// Names stand as written, folded to lower case unless quoted; `public.t` is plain `t` as long as
/// the script's search_path makes both the same. Types that are built in stand as format_type
/// prints them, others as written. The replay resolves the rest.
std::vector<Statement> read_script(const SourcePtr& source, Diagnostics& diagnostics);

/// A type as people write it, as the graph holds it: `varchar(50)`, `int[]`, `timestamptz`. Absent
/// when `text` is no type.
std::optional<DataType> read_type(std::string_view text);

}  // namespace athanor::postgresql
