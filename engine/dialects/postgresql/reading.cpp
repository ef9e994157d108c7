#include "engine/dialects/postgresql/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace athanor::postgresql {

bool Dictionary::is_user_namespace(Oid oid) const {
  auto found = namespaces.find(oid);
  return found != namespaces.end() && !found->second.starts_with("pg_") &&
         found->second != "information_schema";
}

QualifiedName Dictionary::qualified(Oid schema, std::string name) const {
  auto found = namespaces.find(schema);
  bool plain = found == namespaces.end() || found->second == "public";
  return {plain ? "" : found->second, std::move(name)};
}

std::string Dictionary::collation(Oid oid) const {
  auto found = collations.find(oid);
  return found == collations.end() ? "" : display(found->second);
}

std::optional<std::string> Comments::take(Catalogue catalogue, Oid object, std::int64_t part) {
  if (texts_.empty()) return std::nullopt;
  auto found = texts_.find({static_cast<Oid>(catalogue), object, part});
  if (found == texts_.end()) return std::nullopt;
  auto text = std::move(found->second);
  texts_.erase(found);
  return text;
}

std::size_t Relation::position(std::int64_t number) const {
  auto guess = static_cast<std::size_t>(number - 1);  // right unless a column was dropped
  if (guess < slots.size() && slots[guess].number == number) return guess;
  auto found = std::find_if(slots.begin(), slots.end(),
                            [&](const Slot& slot) { return slot.number == number; });
  if (found == slots.end()) {
    throw Error(fmt::format("the catalogue refers to column {} of {}, which is not there", number,
                            display(name)));
  }
  return static_cast<std::size_t>(found - slots.begin());
}

const TypeUse& Reading::type(Oid oid, std::int64_t modifier) const {
  auto found = types.find(std::uint64_t{oid} << 32U | static_cast<std::uint32_t>(modifier));
  if (found == types.end()) {
    throw Error(fmt::format("the catalogue refers to type {}, which is not there", oid));
  }
  return found->second;
}

Oid Reading::base_type(Oid oid) const {
  for (auto at = domain_bases.find(oid); at != domain_bases.end(); at = domain_bases.find(oid)) {
    oid = at->second;
  }
  return oid;
}

Relation* Reading::listed(Oid oid) {
  auto found = relations.find(oid);
  return found == relations.end() || !found->second.listed ? nullptr : &found->second;
}

void Reading::not_read(std::string_view kind, std::string_view name, std::string_view plural) {
  diagnostics.error(
      {}, fmt::format("{} \"{}\": {} of PostgreSQL are not read yet", kind, name, plural));
}

}  // namespace athanor::postgresql
