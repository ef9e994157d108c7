#pragma once
/// SQLite.
///
/// names, types: spelling. lower: models to SQLite and back. introspect, session: live databases.
/// render: DDL. alter, rebuild: how a table changes. keys: the rowid, and what may be referenced.

#include "engine/dialect.hpp"

namespace athanor::sqlite {

const Dialect& dialect();

}  // namespace athanor::sqlite
