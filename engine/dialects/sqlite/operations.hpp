#pragma once
/// Private to this folder: Alembic's operations on SQLite.

#include <memory>

#include "engine/operations/renderer.hpp"
#include "engine/session.hpp"

namespace athanor::sqlite {

std::unique_ptr<OperationRenderer> make_operations(Session* session);

}  // namespace athanor::sqlite
