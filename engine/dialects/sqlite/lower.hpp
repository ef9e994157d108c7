#pragma once
/// Between a dialect-neutral model and what SQLite holds.

#include "schema/schema.hpp"

namespace athanor::sqlite {

/// See Dialect::lower. What SQLite has no place for is an error that names it. Comments of tables,
/// columns and indexes stand in their DDL; those of other objects have no place and take no part.
Schema lower(Schema model, Diagnostics& diagnostics);

/// See Dialect::raise.
Schema raise(const Schema& schema);

}  // namespace athanor::sqlite
