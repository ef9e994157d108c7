#include <fmt/format.h>

#include <set>

#include "schema/model/check_schema.hpp"

namespace athanor::model {
namespace {

/// The renames of one kind: none from a name that is there, no two from the same.
template <class Name>
class Renames {
 public:
  Renames(std::set<Name> names, Diagnostics& out) : names_(std::move(names)), out_(out) {}

  void check(const Place& place, const std::string& what, const std::optional<Name>& from) {
    if (!from) return;
    if (names_.count(*from) > 0) {
      say(place, what, *from, "which is still in the models");
    } else if (!used_.insert(*from).second) {
      say(place, what, *from, "as another is");
    }
  }

 private:
  static std::string shown(const std::string& name) { return name; }
  static std::string shown(const QualifiedName& name) { return display(name); }

  void say(const Place& place, const std::string& what, const Name& from, std::string_view why) {
    out_.error(place, fmt::format("{} is renamed from \"{}\", {}", what, shown(from), why));
  }

  std::set<Name> names_, used_;
  Diagnostics& out_;
};

std::optional<std::string> name_of(const std::string& name) { return name; }
std::optional<std::string> name_of(const std::optional<std::string>& name) { return name; }

/// Things inside one table, whose names are plain.
template <class T>
void check_list(const char* noun, const std::vector<T>& objects, Diagnostics& out) {
  std::set<std::string> names;
  for (const auto& object : objects) {
    if (auto name = name_of(object.name)) names.insert(*name);
  }
  Renames<std::string> renames(std::move(names), out);
  for (const auto& object : objects) {
    auto what = fmt::format("{} \"{}\"", noun, name_of(object.name).value_or(""));
    renames.check(object.place, what, object.renamed_from);
  }
}

template <class T>
void check_objects(const std::map<QualifiedName, T>& objects, Diagnostics& out) {
  if constexpr (requires(const T& object) { object.renamed_from; }) {
    std::set<QualifiedName> names;
    for (const auto& [name, object] : objects) names.insert(name);
    Renames<QualifiedName> renames(std::move(names), out);
    for (const auto& [name, object] : objects) {
      auto what = fmt::format("{} \"{}\"", kind_name<T>, display(name));
      renames.check(object.place, what, object.renamed_from);
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
