#pragma once
/// Asking the server how it would write an expression.

#include "engine/dialects/postgresql/connection.hpp"
#include "schema/schema.hpp"

namespace athanor::postgresql {

/// See Session::as_written. Each expression is put on a temporary table with the columns of the one
/// that it belongs to, or on a temporary domain, and read back as introspection reads it
/// (`pg_get_expr`), in a transaction that is rolled back. One that the server refuses there (it
/// needs something that is not there yet, or the session may not make temporary tables, or may not
/// write) stays as it was.
Schema as_server_writes(Connection& connection, Transaction around, Schema desired,
                        const Schema& held);

}  // namespace athanor::postgresql
