#pragma once
/// Reading a live PostgreSQL database into a schema graph.

#include "engine/dialects/postgresql/connection.hpp"

namespace athanor::postgresql {

/// Reads the system catalogues (manual, chapter 53) with a fixed number of queries, twelve, in one
/// REPEATABLE READ READ ONLY transaction, or inside the one that is open. Expressions are the
/// server's own text of them (`pg_get_expr`, pretty) with `public` alone on the search path, so
/// that names of other schemas are qualified. Left out is what belongs to an extension, what is
/// temporary and what is the system's own. What the graph cannot hold is an error in `diagnostics`
/// that names its kind and the object; an index that is not valid is read, and marked.
Schema introspect(Connection& connection, Transaction transaction, Diagnostics& diagnostics);

}  // namespace athanor::postgresql
