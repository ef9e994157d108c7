#pragma once
/// The classes of types of all dialects.

#include "engine/operations/type_class.hpp"

namespace athanor::operations {

/// SQLAlchemy's class of that name in the module that documents it, its own or a dialect's; or
/// null.
const TypeClass* find_type_class(std::string_view module, std::string_view name);

}  // namespace athanor::operations
