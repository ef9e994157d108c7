#include <fmt/format.h>

#include "grammar/sqlite/change.hpp"

namespace athanor::sqlite {
namespace {

using Kind = Catalog::Kind;

/// Forgets a temporary object and what hangs on it.
void drop_temporary(Session& session, const QualifiedName& name) {
  auto key = ascii_lower(name.name);
  session.temporary.erase(key);
  std::erase_if(session.temporary, [&](const auto& entry) { return entry.second == key; });
}

void missing(const Change& change, const Drop& drop, std::string_view noun,
             const QualifiedName& name) {
  if (!drop.if_exists) change.error(fmt::format("no such {}: {}", noun, display(name)));
}

void drop_table(const Change& change, const Drop& drop, const QualifiedName& name) {
  auto entry = change.catalog.find(name.name);
  if (entry && entry->kind == Kind::View) {
    change.error(fmt::format("\"{}\" is a view: it is dropped by DROP VIEW", display(name)));
  } else if (!entry || entry->kind == Kind::Index) {
    missing(change, drop, "table", name);
  } else {
    change.catalog.remove(name.name);
  }
}

void drop_view(const Change& change, const Drop& drop, const QualifiedName& name) {
  auto entry = change.catalog.find(name.name);
  if (!entry || entry->kind == Kind::Index) return missing(change, drop, "view", name);
  if (entry->kind == Kind::View) return change.catalog.remove(name.name);
  change.error(fmt::format("\"{}\" is a table: it is dropped by DROP TABLE", display(name)));
}

void drop_index(const Change& change, const Drop& drop, const QualifiedName& name) {
  auto entry = change.catalog.find(name.name);
  if (!entry || entry->kind != Kind::Index) return missing(change, drop, "index", name);
  change.catalog.remove_index(name.name);
}

void drop_trigger(const Change& change, const Drop& drop, const QualifiedName& name) {
  if (!change.catalog.trigger_owner(name.name)) return missing(change, drop, "trigger", name);
  change.catalog.remove_trigger(name.name);
}

void drop_one(const Change& change, const Drop& drop, const QualifiedName& name) {
  switch (drop.kind) {
    case ObjectKind::Table:
      return drop_table(change, drop, name);
    case ObjectKind::View:
      return drop_view(change, drop, name);
    case ObjectKind::Index:
      return drop_index(change, drop, name);
    case ObjectKind::Trigger:
      return drop_trigger(change, drop, name);
    case ObjectKind::Schema:
    case ObjectKind::Extension:
    case ObjectKind::Collation:
    case ObjectKind::Type:
    case ObjectKind::Domain:
    case ObjectKind::Sequence:
    case ObjectKind::MaterializedView:
    case ObjectKind::Routine:
    case ObjectKind::Policy:
      change.error("SQLite has no such kind of object to drop");
  }
}

}  // namespace

void apply(Change& change, const Drop& drop) {
  for (const auto& name : drop.names) {
    if (change.is_temporary(name)) {
      drop_temporary(change.session, name);
    } else if (!change.is_elsewhere(name)) {
      drop_one(change, drop, name);
    }
  }
}

}  // namespace athanor::sqlite
