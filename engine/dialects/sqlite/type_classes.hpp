#pragma once
/// SQLAlchemy's own types of this dialect.

#include "engine/operations/type_class.hpp"

namespace athanor::sqlite {

std::span<const operations::TypeClass> type_classes();

}  // namespace athanor::sqlite
