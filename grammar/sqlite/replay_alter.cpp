#include <fmt/format.h>

#include "grammar/sqlite/change.hpp"
#include "grammar/sqlite/reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::sqlite {
namespace {

using Kind = Catalog::Kind;

/// Actions that SQLite's grammar has not, so that its reader makes none.
template <class T>
concept NotOfSQLite =
    OneOf<T, AddConstraint, DropConstraint, RenameConstraint, DeferConstraint, ValidateConstraint,
          AlterColumn, SetSchema, SetOwner, SetTablespace, SetAccessMethod, SetUnlogged, SetOptions,
          ResetOptions, AddParent, DropParent, NoEffect>;

/// The table whose columns an action changes. Tells an error where there is none.
Table* altered_table(const Change& change, const QualifiedName& name, std::string_view what) {
  if (auto* table = change.catalog.find_table(name.name)) return table;
  auto entry = change.catalog.find(name.name);
  if (entry && entry->kind == Kind::View) {
    change.error(fmt::format("cannot {} of view \"{}\"", what, display(name)));
  } else if (entry && entry->kind == Kind::VirtualTable) {
    change.error(fmt::format("cannot {} of virtual table \"{}\"", what, display(name)));
  } else {
    change.error(fmt::format("no such table: {}", display(name)));
  }
  return nullptr;
}

void apply_action(Change& change, const QualifiedName& name, const AlterAction& action) {
  std::visit(overloaded{
                 [&](const RenameTable& rename) { rename_table(change, name.name, rename); },
                 [&](const RenameColumn& rename) {
                   auto* table = altered_table(change, name, "rename a column");
                   if (table != nullptr) rename_column(change, *table, rename);
                 },
                 [&](const AddColumn& add) {
                   auto* table = altered_table(change, name, "add a column");
                   if (table != nullptr) add_column(change, *table, add);
                 },
                 [&](const DropColumn& drop) {
                   auto* table = altered_table(change, name, "drop a column");
                   if (table != nullptr) drop_column(change, *table, drop);
                 },
                 []<NotOfSQLite T>(const T&) {},
             },
             action);
}

/// A temporary table takes its new name along.
void alter_temporary(const Change& change, const AlterTable& alter) {
  for (const auto& action : alter.actions) {
    const auto* rename = std::get_if<RenameTable>(&action);
    if (rename == nullptr) continue;
    change.session.temporary.erase(ascii_lower(alter.table.name));
    change.note_temporary(rename->to.name, "");
  }
}

/// Tables that SQLite makes itself, or that a module offers without a declaration.
bool is_built_in(const Catalog& catalog, std::string_view name) {
  auto lower = ascii_lower(name);
  return lower.starts_with("sqlite_") || lower.starts_with("pragma_") || lower == "dbstat" ||
         lower == "json_each" || lower == "json_tree" || lower == "generate_series" ||
         lower == "bytecode" || lower == "tables_used" || catalog.is_shadow_table(name);
}

bool reads_what_exists(const Change& change, std::string_view what, std::string_view text) {
  bool all = true;
  for (const auto& table : referenced_tables(text)) {
    auto entry = change.catalog.find(table.name);
    bool exists = (entry && entry->kind != Kind::Index) || change.is_temporary(table) ||
                  !table.schema.empty() || is_built_in(change.catalog, table.name);
    if (exists) continue;
    all = false;
    change.error(
        fmt::format("{} reads or writes \"{}\", which does not exist: SQLite refuses to "
                    "alter tables until that is mended",
                    what, table.name));
  }
  return all;
}

}  // namespace

bool schema_resolves(Change& change) {
  bool all = true;
  const auto& schema = std::as_const(change.catalog).schema();
  for (const auto& [name, view] : schema.views) {
    auto what = fmt::format("view \"{}\"", display(name));
    all = reads_what_exists(change, what, view.query.text) && all;
  }
  for_each_trigger(schema, [&](const QualifiedName&, const Trigger& trigger) {
    if (!trigger.body) return;
    auto what = fmt::format("trigger \"{}\"", trigger.name);
    all = reads_what_exists(change, what, trigger.body->text) && all;
  });
  return all;
}

void apply(Change& change, const AlterTable& alter) {
  if (change.is_temporary(alter.table)) return alter_temporary(change, alter);
  if (change.is_elsewhere(alter.table)) return;
  for (const auto& action : alter.actions) apply_action(change, alter.table, action);
}

}  // namespace athanor::sqlite
