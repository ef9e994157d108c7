#include <fmt/format.h>

#include <map>

#include "schema/model/check_schema.hpp"

namespace athanor::model {
namespace {

std::string at(const Place& place) {
  return fmt::format("the first is at {}:{}:{}", place.source ? place.source->name : "", place.line,
                     place.column);
}

/// Names that were met in one table, each with its place.
class Met {
 public:
  Met(std::string owner, Diagnostics& out) : owner_(std::move(owner)), out_(out) {}

  void meet(const char* noun, const std::string& name, const Place& place) {
    auto [first, fresh] = places_.try_emplace(name, place);
    if (!fresh) {
      out_.error(place, fmt::format("{} \"{}\" stands twice in {}", noun, name, owner_),
                 {at(first->second)});
    }
  }

  void meet(const char* noun, const std::optional<std::string>& name, const Place& place) {
    if (name) meet(noun, *name, place);
  }

 private:
  std::string owner_;
  Diagnostics& out_;
  std::map<std::string, Place> places_;
};

template <class T>
void check_list(const char* noun, const std::vector<T>& objects, const std::string& owner,
                Diagnostics& out) {
  Met met(owner, out);
  for (const auto& object : objects) met.meet(noun, object.name, object.place);
}

void check_indexes(const std::vector<Index>& indexes, const std::string& owner, Diagnostics& out) {
  Met met(owner, out);
  for (const auto& index : indexes) {
    if (index.named) met.meet("index", index.name, index.place);
  }
}

}  // namespace

void check_names(const Schema& schema, Diagnostics& out) {
  for (const auto& [name, table] : schema.tables) {
    auto owner = fmt::format("table \"{}\"", display(name));
    check_indexes(table.indexes, owner, out);
    check_list("trigger", table.triggers, owner, out);
    check_list("policy", table.policies, owner, out);
    check_list("partition", table.partitions, owner, out);
  }
  for (const auto& [name, view] : schema.views) {
    check_list("trigger", view.triggers, fmt::format("view \"{}\"", display(name)), out);
  }
  for (const auto& [name, view] : schema.materialized_views) {
    check_indexes(view.indexes, fmt::format("materialized view \"{}\"", display(name)), out);
  }
  for (const auto& [name, domain] : schema.domains) {
    check_list("constraint", domain.checks, fmt::format("domain \"{}\"", display(name)), out);
  }
}

}  // namespace athanor::model
