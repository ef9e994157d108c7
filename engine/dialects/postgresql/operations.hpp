#pragma once
/// Private to this folder: Alembic's operations on PostgreSQL.

#include <memory>

#include "engine/operations/renderer.hpp"
#include "engine/session.hpp"

namespace athanor::postgresql {

std::unique_ptr<OperationRenderer> make_operations(Session* session);

}  // namespace athanor::postgresql
