#pragma once
/// Private to this folder: ALTER COLUMN of an identity.

#include <string>

#include "engine/operations/ddl_compiler.hpp"

namespace athanor::postgresql {

/// What follows `ALTER COLUMN name` where a default is, or was, an identity (Alembic's
/// `alter_column` with `sa.Identity`).
std::string identity_change(const alembic::AlterColumn& operation,
                            const operations::DdlCompiler& ddl);

}  // namespace athanor::postgresql
