#include <fmt/format.h>

#include <set>

#include "schema/model/check_schema.hpp"

namespace athanor::model {
namespace {

void still_there(const Place& place, const std::string& what, const std::string& from, Diagnostics& out) {
  out.error(place, fmt::format("{} is renamed from \"{}\", which is still in the models", what, from));
}

std::optional<std::string> name_of(const std::string& name) { return name; }
std::optional<std::string> name_of(const std::optional<std::string>& name) { return name; }

/// Things inside one table, whose names are plain.
template <class T>
void check_list(const char* noun, const std::vector<T>& objects, Diagnostics& out) {
  std::set<std::string> names;
  for (const auto& object : objects) {
    if (auto name = name_of(object.name)) names.insert(*name);
  }
  for (const auto& object : objects) {
    if (!object.renamed_from || names.count(*object.renamed_from) == 0) continue;
    auto what = fmt::format("{} \"{}\"", noun, name_of(object.name).value_or(""));
    still_there(object.place, what, *object.renamed_from, out);
  }
}

template <class T>
void check_objects(const std::map<QualifiedName, T>& objects, Diagnostics& out) {
  if constexpr (requires(const T& object) { object.renamed_from; }) {
    for (const auto& [name, object] : objects) {
      if (!object.renamed_from || objects.count(*object.renamed_from) == 0) continue;
      still_there(object.place, fmt::format("{} \"{}\"", kind_name<T>, display(name)),
                  display(*object.renamed_from), out);
    }
  }
}

}  // namespace

void check_renames(const Schema& schema, Diagnostics& out) {
  for_each_collection(schema, [&](const auto& objects) { check_objects(objects, out); });
  for (const auto& [name, table] : schema.tables) {
    check_list("column", table.columns, out);
    check_list("constraint", table.uniques, out);
    check_list("constraint", table.foreign_keys, out);
    check_list("constraint", table.checks, out);
    check_list("constraint", table.exclusions, out);
    check_list("index", table.indexes, out);
    check_list("trigger", table.triggers, out);
  }
  for (const auto& [name, view] : schema.views) check_list("trigger", view.triggers, out);
  for (const auto& [name, view] : schema.materialized_views) check_list("index", view.indexes, out);
  for (const auto& [name, domain] : schema.domains) check_list("constraint", domain.checks, out);
}

}  // namespace athanor::model
