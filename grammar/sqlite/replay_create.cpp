#include <fmt/format.h>

#include "grammar/sqlite/change.hpp"
#include "grammar/sqlite/reader.hpp"
#include "grammar/sqlite/table_edit.hpp"
#include "grammar/sqlite/table_rules.hpp"

namespace athanor::sqlite {
namespace {

using Kind = Catalog::Kind;

const char* noun(Kind kind) {
  switch (kind) {
    case Kind::Table:
    case Kind::VirtualTable:
      return "table";
    case Kind::View:
      return "view";
    case Kind::Index:
      return "index";
  }
  return "object";
}

/// Whether the name of a new table or view is free. One that is taken is an error unless the
/// statement says IF NOT EXISTS, which looks at tables and views only. A module makes its shadow
/// tables itself; a dump says so once more.
template <class Create>
bool is_free(const Change& change, const Create& create) {
  const auto& name = create.object.name.name;
  if (change.catalog.is_shadow_table(name)) return false;
  auto taken = change.catalog.find(name);
  if (!taken) return true;
  auto kind = taken->kind;
  if (create.if_not_exists && kind != Kind::Index) return false;
  change.error(create.object.place,
               fmt::format("there is already {} {} named \"{}\"", kind == Kind::Index ? "an" : "a",
                           noun(kind), name));
  return false;
}

/// The table that a new index is on. Tells an error where there is none.
Table* indexed_table(const Change& change, const CreateIndex& create) {
  const auto& name = create.table.name;
  if (auto* table = change.catalog.find_table(name)) return table;
  auto other = change.catalog.find(name);
  auto message = fmt::format("no such table: {}", name);
  if (other && other->kind == Kind::View)
    message = fmt::format("view \"{}\" cannot have an index", name);
  if (other && other->kind == Kind::VirtualTable) {
    message = fmt::format("virtual table \"{}\" cannot have an index", name);
  }
  change.error(create.index.place, message);
  return nullptr;
}

bool is_rowid(std::string_view name) {
  return ascii_iequals(name, "rowid") || ascii_iequals(name, "oid") ||
         ascii_iequals(name, "_rowid_");
}

bool has_columns(const Change& change, const Table& table, const Index& index) {
  bool all = true;
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<std::string>(&element.what);
    if (column == nullptr || find_column_ignoring_case(table, *column) != nullptr) continue;
    all = false;
    auto message = is_rowid(*column) ? "the rowid of table \"{}\" cannot be indexed as \"{}\""
                                     : "table \"{}\" has no column \"{}\"";
    change.error(index.place, fmt::format(fmt::runtime(message), display(table.name), *column));
  }
  return all;
}

bool fits_timing(const Change& change, const CreateTrigger& create) {
  auto owner = change.catalog.find(create.table.name);
  bool view = owner && owner->kind == Kind::View;
  bool table = owner && owner->kind == Kind::Table;
  bool instead = create.trigger.timing == Trigger::Timing::InsteadOf;
  const auto& name = create.table.name;
  if (!view && !table) {
    bool is_virtual = owner && owner->kind == Kind::VirtualTable;
    change.error(create.trigger.place,
                 is_virtual ? fmt::format("virtual table \"{}\" cannot have a trigger", name)
                            : fmt::format("no such table: {}", name));
  } else if (table && instead) {
    change.error(create.trigger.place,
                 fmt::format("table \"{}\" cannot have an INSTEAD OF trigger", name));
  } else if (view && !instead) {
    change.error(create.trigger.place,
                 fmt::format("view \"{}\" can have only INSTEAD OF triggers", name));
  }
  return (table && !instead) || (view && instead);
}

}  // namespace

void apply(Change& change, const Create<Table>& create) {
  if (create.temporary) return change.note_temporary(create.object.name.name, "");
  if (change.is_elsewhere(create.object.name)) return;
  if (!is_free(change, create)) return;
  if (keeps_rules(create.object, change.diagnostics)) change.catalog.add(create.object);
}

void apply(Change& change, const Create<VirtualTable>& create) {
  if (create.temporary) return change.note_temporary(create.object.name.name, "");
  if (change.is_elsewhere(create.object.name)) return;
  if (is_free(change, create)) change.catalog.add(create.object);
}

void apply(Change& change, const Create<View>& create) {
  if (create.temporary) return change.note_temporary(create.object.name.name, "");
  if (change.is_elsewhere(create.object.name)) return;
  if (is_free(change, create)) change.catalog.add(create.object);
}

void apply(Change& change, const CreateIndex& create) {
  if (change.is_temporary(create.table)) {
    return change.note_temporary(create.index.name, create.table.name);
  }
  if (change.is_elsewhere(create.table)) return;
  if (auto taken = change.catalog.find(create.index.name)) {
    if (taken->kind == Kind::Index && create.if_not_exists) return;
    change.error(create.index.place, fmt::format("there is already {} {} named \"{}\"",
                                                 taken->kind == Kind::Index ? "an" : "a",
                                                 noun(taken->kind), create.index.name));
    return;
  }
  auto* table = indexed_table(change, create);
  if (table == nullptr || !has_columns(change, *table, create.index)) return;
  change.catalog.add_index(*table, create.index);
}

void apply(Change& change, const CreateTrigger& create) {
  if (create.temporary || change.is_temporary(create.table)) {
    return change.note_temporary(create.trigger.name, create.table.name);
  }
  if (change.is_elsewhere(create.table)) return;
  if (!fits_timing(change, create)) return;
  if (change.catalog.trigger_owner(create.trigger.name)) {
    if (create.if_not_exists) return;
    change.error(create.trigger.place,
                 fmt::format("there is already a trigger named \"{}\"", create.trigger.name));
    return;
  }
  change.catalog.add_trigger(create.table.name, create.trigger);
}

}  // namespace athanor::sqlite
