#pragma once
/// What steps do to a running PostgreSQL server (explicit-locking.html, "Table-Level Locks";
/// sql-altertable.html, "Notes").

#include "engine/dialect.hpp"

namespace athanor::postgresql {

Effect effect(const Step& step);

}  // namespace athanor::postgresql
