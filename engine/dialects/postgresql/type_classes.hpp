#pragma once
/// SQLAlchemy's own types of this dialect.

#include "engine/operations/type_class.hpp"

namespace athanor::postgresql {

std::span<const operations::TypeClass> type_classes();

}  // namespace athanor::postgresql
