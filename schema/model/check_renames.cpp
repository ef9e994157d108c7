#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

#include "schema/model/check_schema.hpp"

namespace athanor::model {
namespace {

/// What every object of one kind was renamed from, if anything.
template <class Name>
using Origins = std::map<Name, std::optional<Name>>;

/// The renames of one kind: none from a name that is there, unless what has it now was renamed too;
/// no two from the same; none in a circle, which nobody could tell from one done before.
template <class Name>
class Renames {
 public:
  Renames(Origins<Name> origins, Diagnostics& out) : origins_(std::move(origins)), out_(out) {}

  void check(const Place& place, const std::string& what, const std::optional<Name>& from) {
    if (!from) return;
    auto now = origins_.find(*from);
    if (now != origins_.end() && !now->second) {
      say(place, what, *from, "which is still in the models");
    } else if (in_circle(*from)) {
      say(place, what, *from, "in a circle");
    } else if (!used_.insert(*from).second) {
      say(place, what, *from, "as another is");
    }
  }

 private:
  static std::string shown(const std::string& name) { return name; }
  static std::string shown(const QualifiedName& name) { return display(name); }

  bool in_circle(const Name& start) const {
    Name name = start;
    for (std::size_t steps = 0; steps <= origins_.size(); ++steps) {
      auto now = origins_.find(name);
      if (now == origins_.end() || !now->second) return false;
      name = *now->second;
    }
    return true;
  }

  void say(const Place& place, const std::string& what, const Name& from, std::string_view why) {
    out_.error(place, fmt::format("{} is renamed from \"{}\", {}", what, shown(from), why));
  }

  Origins<Name> origins_;
  std::set<Name> used_;
  Diagnostics& out_;
};

std::optional<std::string> name_of(const std::string& name) {
  return name;
}
std::optional<std::string> name_of(const std::optional<std::string>& name) {
  return name;
}

/// Things inside one table, whose names are plain.
template <class T>
void check_list(const char* noun, const std::vector<T>& objects, Diagnostics& out) {
  Origins<std::string> origins;
  for (const auto& object : objects) {
    if (auto name = name_of(object.name)) origins.emplace(*name, object.renamed_from);
  }
  Renames<std::string> renames(std::move(origins), out);
  for (const auto& object : objects) {
    auto what = fmt::format("{} \"{}\"", noun, name_of(object.name).value_or(""));
    renames.check(object.place, what, object.renamed_from);
  }
}

template <class T>
void check_objects(const std::map<QualifiedName, T>& objects, Diagnostics& out) {
  if constexpr (requires(const T& object) { object.renamed_from; }) {
    Origins<QualifiedName> origins;
    for (const auto& [name, object] : objects) origins.emplace(name, object.renamed_from);
    Renames<QualifiedName> renames(std::move(origins), out);
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
