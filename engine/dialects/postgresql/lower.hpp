#pragma once
/// Models as PostgreSQL would hold them, and back.

#include "schema/diagnostics.hpp"
#include "schema/schema.hpp"

namespace athanor::postgresql {

/// Dialect::lower. What is SQLite's alone is an error at its place.
Schema lower(Schema model, Diagnostics& diagnostics);

/// Dialect::raise. Names that are conventions are left out, serial columns are said as such.
Schema raise(const Schema& schema);

}  // namespace athanor::postgresql
