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

/// Checks and partial indexes may name their own table; a generated column may too.
void add_own_texts(Rewrites& rewrites, Table& table, const MentionFinder& finder) {
  auto what = fmt::format("table \"{}\"", display(table.name));
  auto add = [&](std::string& text) { rewrites.add(text, finder.in_expression(text, table), what); };
  for (auto& check : table.checks) add(check.expression.text);
  for (auto& column : table.columns) {
    if (column.generated) add(column.generated->expression.text);
  }
  for (auto& index : table.indexes) {
    if (index.where) add(index.where->text);
    for (auto& element : index.elements) {
      if (auto* expression = std::get_if<Expression>(&element.what)) add(expression->text);
    }
  }
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
  bool legacy = change.session.legacy_alter_table;
  if (!may_be_renamed(change, name, to)) return;
  if (!legacy && !schema_resolves(change)) return;
  if (keys_follow(change.session)) point_keys_at(change.catalog.schema(), name, to);
  if (!legacy) {
    MentionFinder finder(change.catalog, {std::string(name), ""});
    Rewrites rewrites(change, to);
    add_views_and_triggers(rewrites, change.catalog, finder);
    if (auto* table = change.catalog.find_table(name)) add_own_texts(rewrites, *table, finder);
    rewrites.apply();
  }
  change.catalog.rename(name, to);
}

}  // namespace athanor::sqlite
