#include "grammar/sqlite/catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace athanor::sqlite {
namespace {

template <class T>
void erase_named(std::vector<T>& objects, std::string_view name) {
  std::erase_if(objects, [&](const T& object) { return ascii_iequals(object.name, name); });
}

/// What follows `table_` in the names of a module's shadow tables.
bool is_shadow_suffix(std::string_view module, std::string_view suffix) {
  static constexpr std::array kFts5 = {"data", "idx", "content", "docsize", "config"};
  static constexpr std::array kFts3 = {"content", "segments", "segdir", "docsize", "stat"};
  static constexpr std::array kRtree = {"node", "rowid", "parent"};
  auto among = [&](const auto& known) {
    return std::any_of(known.begin(), known.end(),
                       [&](const char* word) { return ascii_iequals(word, suffix); });
  };
  if (ascii_iequals(module, "fts5")) return among(kFts5);
  if (ascii_iequals(module, "fts3") || ascii_iequals(module, "fts4")) return among(kFts3);
  bool rtree = ascii_iequals(module, "rtree") || ascii_iequals(module, "rtree_i32") ||
               ascii_iequals(module, "geopoly");
  return rtree && among(kRtree);
}

}  // namespace

Catalog::Catalog(Schema schema) : schema_(std::move(schema)) {
  for (const auto& [name, table] : schema_.tables) {
    enter(Kind::Table, name);
    enter_parts(table);
  }
  for (const auto& [name, table] : schema_.virtual_tables) enter(Kind::VirtualTable, name);
  for (const auto& [name, view] : schema_.views) {
    enter(Kind::View, name);
    for (const auto& trigger : view.triggers) triggers_[ascii_lower(trigger.name)] = name;
  }
}

void Catalog::enter(Kind kind, const QualifiedName& name) {
  objects_.insert_or_assign(ascii_lower(name.name), Entry{kind, name});
}

void Catalog::enter_parts(const Table& table) {
  for (const auto& index : table.indexes) {
    objects_.insert_or_assign(ascii_lower(index.name), Entry{Kind::Index, table.name});
  }
  for (const auto& trigger : table.triggers) triggers_[ascii_lower(trigger.name)] = table.name;
}

void Catalog::forget_parts(const Table& table) {
  for (const auto& index : table.indexes) objects_.erase(ascii_lower(index.name));
  for (const auto& trigger : table.triggers) triggers_.erase(ascii_lower(trigger.name));
}

std::optional<Catalog::Entry> Catalog::find(std::string_view name) const {
  auto found = objects_.find(ascii_lower(name));
  if (found == objects_.end()) return std::nullopt;
  return found->second;
}

const Table* Catalog::find_table(std::string_view name) const {
  auto entry = find(name);
  if (!entry || entry->kind != Kind::Table) return nullptr;
  return &schema_.tables.at(entry->name);
}

Table* Catalog::find_table(std::string_view name) {
  return const_cast<Table*>(std::as_const(*this).find_table(name));
}

const View* Catalog::find_view(std::string_view name) const {
  auto entry = find(name);
  if (!entry || entry->kind != Kind::View) return nullptr;
  return &schema_.views.at(entry->name);
}

View* Catalog::find_view(std::string_view name) {
  return const_cast<View*>(std::as_const(*this).find_view(name));
}

std::optional<QualifiedName> Catalog::trigger_owner(std::string_view name) const {
  auto found = triggers_.find(ascii_lower(name));
  if (found == triggers_.end()) return std::nullopt;
  return found->second;
}

bool Catalog::is_shadow_table(std::string_view name) const {
  auto underscore = name.rfind('_');
  if (underscore == std::string_view::npos) return false;
  auto entry = find(name.substr(0, underscore));
  if (!entry || entry->kind != Kind::VirtualTable) return false;
  return is_shadow_suffix(schema_.virtual_tables.at(entry->name).module,
                          name.substr(underscore + 1));
}

void Catalog::add(Table table) {
  enter(Kind::Table, table.name);
  enter_parts(table);
  put(schema_.tables, std::move(table));
}

void Catalog::add(View view) {
  enter(Kind::View, view.name);
  put(schema_.views, std::move(view));
}

void Catalog::add(VirtualTable table) {
  enter(Kind::VirtualTable, table.name);
  put(schema_.virtual_tables, std::move(table));
}

void Catalog::add_index(Table& table, Index index) {
  objects_.insert_or_assign(ascii_lower(index.name), Entry{Kind::Index, table.name});
  table.indexes.push_back(std::move(index));
}

std::vector<Trigger>* Catalog::triggers_of(std::string_view owner) {
  if (auto* table = find_table(owner)) return &table->triggers;
  if (auto* view = find_view(owner)) return &view->triggers;
  return nullptr;
}

void Catalog::add_trigger(std::string_view owner, Trigger trigger) {
  triggers_[ascii_lower(trigger.name)] = find(owner)->name;
  triggers_of(owner)->push_back(std::move(trigger));
}

void Catalog::remove(std::string_view name) {
  auto entry = find(name);
  if (!entry) return;
  switch (entry->kind) {
    case Kind::Table:
      forget_parts(schema_.tables.at(entry->name));
      schema_.tables.erase(entry->name);
      break;
    case Kind::VirtualTable:
      schema_.virtual_tables.erase(entry->name);
      break;
    case Kind::View:
      for (const auto& trigger : schema_.views.at(entry->name).triggers) {
        triggers_.erase(ascii_lower(trigger.name));
      }
      schema_.views.erase(entry->name);
      break;
    case Kind::Index:
      remove_index(name);
      return;
  }
  objects_.erase(ascii_lower(name));
}

void Catalog::remove_index(std::string_view name) {
  auto entry = find(name);
  if (!entry || entry->kind != Kind::Index) return;
  erase_named(schema_.tables.at(entry->name).indexes, name);
  objects_.erase(ascii_lower(name));
}

void Catalog::remove_trigger(std::string_view name) {
  auto owner = trigger_owner(name);
  if (!owner) return;
  if (auto* triggers = triggers_of(owner->name)) erase_named(*triggers, name);
  triggers_.erase(ascii_lower(name));
}

void Catalog::rename(std::string_view from, const std::string& to) {
  auto entry = find(from);
  if (!entry) return;
  if (entry->kind == Kind::Table) rename_table(entry->name, to);
  if (entry->kind == Kind::VirtualTable) {
    auto node = schema_.virtual_tables.extract(entry->name);
    node.mapped().name.name = to;
    objects_.erase(ascii_lower(from));
    add(std::move(node.mapped()));
  }
}

void Catalog::rename_table(const QualifiedName& from, const std::string& to) {
  auto node = schema_.tables.extract(from);
  auto& table = node.mapped();
  forget_parts(table);
  objects_.erase(ascii_lower(from.name));
  table.name.name = to;
  add(std::move(table));
}

}  // namespace athanor::sqlite
