#include "engine/dialects/registry.hpp"

#include "engine/dialects/postgresql/dialect.hpp"
#include "engine/dialects/sqlite/dialect.hpp"

namespace athanor {

const std::vector<const Dialect*>& all_dialects() {
  static const std::vector<const Dialect*> dialects = {&postgresql::dialect(), &sqlite::dialect()};
  return dialects;
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const auto* dialect : all_dialects()) names.emplace_back(dialect->name());
  return names;
}

std::vector<std::string> override_names() {
  return dialect_names();
}

const Dialect* find_dialect(std::string_view name) {
  for (const auto* dialect : all_dialects()) {
    if (dialect->name() == name) return dialect;
  }
  return nullptr;
}

const Dialect* dialect_of_url(std::string_view url) {
  for (const auto* dialect : all_dialects()) {
    if (dialect->speaks(url)) return dialect;
  }
  return nullptr;
}

}  // namespace athanor
