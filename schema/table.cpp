#include "schema/table.hpp"

namespace athanor {

const Column* find_column(const Table& table, const std::string& name) {
  for (const auto& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

}  // namespace athanor
