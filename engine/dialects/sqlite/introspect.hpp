#pragma once
/// Reading a live SQLite database into a schema graph.

#include "engine/session.hpp"

namespace athanor::sqlite {

/// The text of each object comes from sqlite_master and goes through the grammar, as SQLite itself
/// reads its schema (schematab.html). What the grammar made of every table's columns is then held
/// against what the library says of them (pragma_table_xinfo): a difference is an error. A fixed
/// number of queries whatever the number of tables, in one read transaction. Shadow tables of
/// virtual tables belong to those and are left out.
Schema introspect(Session& session, Diagnostics& diagnostics);

/// Columns that are `integer` by declaration, have the name of a flag (`is_x`, `has_x`, `active`,
/// `enabled`), and hold nothing but 0, 1 and NULL. One query a table that has such a column.
std::vector<std::pair<QualifiedName, std::string>> boolean_columns(Session& session,
                                                                   const Schema& schema);

}  // namespace athanor::sqlite
