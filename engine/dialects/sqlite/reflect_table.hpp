#pragma once
/// Private to this folder: a table of a schema graph as SQLAlchemy's reflection would know it.

#include "engine/operations/table_model.hpp"
#include "schema/schema.hpp"

namespace athanor::sqlite {

/// The table that `batch` is about. What reflection does not see is left out: collations,
/// AUTOINCREMENT, conflict actions, indexes over expressions. Throws Error where there is no such
/// table.
operations::TableModel reflect_table(const alembic::BatchAlterTable& batch, const Schema& now,
                                     const operations::TypeCompiler& types);

}  // namespace athanor::sqlite
