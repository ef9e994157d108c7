#include <fmt/format.h>

#include "grammar/sqlite/rewrites.hpp"

namespace athanor::sqlite {
namespace {

using Kind = Catalog::Kind;

/// lang_altertable.html: with legacy_alter_table, keys follow only while they are enforced.
bool keys_follow(const Session& session) {
  return !session.legacy_alter_table || session.foreign_keys;
}

void point_keys_at(Schema& schema, std::string_view from, const std::string& to) {
  for (auto& [name, table] : schema.tables) {
    for (auto& key : table.foreign_keys) {
      if (ascii_iequals(key.table.name, from)) key.table.name = to;
    }
  }
}

/// The texts of a table's own definition that may name the table itself.
template <class Visit>
void for_each_own_text(Table& table, Visit visit) {
  for (auto& check : table.checks) visit(check.expression.text);
  for (auto& column : table.columns) {
    if (column.generated) visit(column.generated->expression.text);
  }
  for (auto& index : table.indexes) {
    if (index.where) visit(index.where->text);
    for (auto& element : index.elements) {
      if (auto* expression = std::get_if<Expression>(&element.what)) visit(expression->text);
    }
  }
}

/// With legacy_alter_table the definition stays as it is, so it must not name the table itself.
bool names_itself(const Change& change, Table& table, const MentionFinder& finder) {
  bool found = false;
  for_each_own_text(table, [&](const std::string& text) {
    if (finder.in_expression(text, table).empty()) return;
    found = true;
    change.error(
        fmt::format("table \"{}\" names itself in ({}), which legacy_alter_table does not "
                    "rename",
                    display(table.name), text));
  });
  return found;
}

void rewrite_texts(const Change& change, Table* table, const MentionFinder& finder,
                   const std::string& to) {
  Rewrites rewrites(change, to);
  add_views_and_triggers(rewrites, change.catalog, finder);
  if (table != nullptr) {
    for_each_own_text(*table, [&](std::string& text) {
      rewrites.add(text, finder.in_expression(text, *table), display(table->name));
    });
  }
  rewrites.apply();
}

bool may_be_renamed(const Change& change, std::string_view name, const std::string& to) {
  auto entry = change.catalog.find(name);
  if (!entry || entry->kind == Kind::Index) {
    change.error(fmt::format("no such table: {}", name));
    return false;
  }
  if (entry->kind == Kind::View) {
    change.error(fmt::format("view \"{}\" cannot be renamed", name));
    return false;
  }
  if (change.catalog.find(to)) {
    change.error(fmt::format("there is already another table, view or index named \"{}\"", to));
    return false;
  }
  return true;
}

}  // namespace

void rename_table(Change& change, std::string_view name, const RenameTable& rename) {
  const auto& to = rename.to.name;
  if (!may_be_renamed(change, name, to)) return;
  MentionFinder finder(change.catalog, {std::string(name), ""});
  auto* table = change.catalog.find_table(name);
  if (change.session.legacy_alter_table) {
    if (table != nullptr && names_itself(change, *table, finder)) return;
  } else {
    if (!schema_resolves(change)) return;
    rewrite_texts(change, table, finder, to);
  }
  if (keys_follow(change.session)) point_keys_at(change.catalog.schema(), name, to);
  change.catalog.rename(name, to);
}

}  // namespace athanor::sqlite
