#include "engine/dialects/type_classes.hpp"

#include "engine/dialects/postgresql/type_classes.hpp"
#include "engine/dialects/sqlite/type_classes.hpp"

namespace athanor::operations {

const TypeClass* find_type_class(std::string_view module, std::string_view name) {
  for (auto classes :
       {generic_type_classes(), postgresql::type_classes(), sqlite::type_classes()}) {
    if (const auto* found = find_in(classes, module, name)) return found;
  }
  return nullptr;
}

}  // namespace athanor::operations
