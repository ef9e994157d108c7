#pragma once
/// A schema graph whose names are looked up as SQLite does. Private to this folder.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace athanor::sqlite {

/// A schema graph with an index of its names: tables, views, virtual tables and indexes share one
/// name space, triggers have another, and ASCII case is ignored in both.
class Catalog {
 public:
  enum class Kind { Table, VirtualTable, View, Index };

  /// What bears a name: of an index, `name` is its table's.
  struct Entry {
    Kind kind;
    QualifiedName name;
  };

  explicit Catalog(Schema schema);

  const Schema& schema() const { return schema_; }
  Schema& schema() { return schema_; }
  Schema take() { return std::move(schema_); }

  std::optional<Entry> find(std::string_view name) const;
  const Table* find_table(std::string_view name) const;
  Table* find_table(std::string_view name);
  const View* find_view(std::string_view name) const;
  View* find_view(std::string_view name);
  /// The table or view that the trigger of that name hangs on.
  std::optional<QualifiedName> trigger_owner(std::string_view name) const;
  /// Whether the name is one of the tables that a virtual table keeps its data in
  /// (fts5.html, fts3.html, rtree.html: shadow tables).
  bool is_shadow_table(std::string_view name) const;

  void add(Table table);
  void add(View view);
  void add(VirtualTable table);
  void add_index(Table& table, Index index);
  /// `owner` is a table or a view of the catalog.
  void add_trigger(std::string_view owner, Trigger trigger);

  /// Removes a table, view or virtual table with all that hangs on it.
  void remove(std::string_view name);
  void remove_index(std::string_view name);
  void remove_trigger(std::string_view name);

  /// Gives a table or virtual table another name, with no effect on texts that mention it.
  void rename(std::string_view from, const std::string& to);

 private:
  void enter(Kind kind, const QualifiedName& name);
  void enter_parts(const Table& table);
  void forget_parts(const Table& table);
  void rename_table(const QualifiedName& from, const std::string& to);
  std::vector<Trigger>* triggers_of(std::string_view owner);

  Schema schema_;
  std::map<std::string, Entry, std::less<>> objects_;
  std::map<std::string, QualifiedName, std::less<>> triggers_;
};

/// Calls `visit(owner's name, trigger)` for every trigger of a schema, tables first.
template <class AnySchema, class Visit>
void for_each_trigger(AnySchema& schema, Visit&& visit) {
  for (auto& [name, table] : schema.tables) {
    for (auto& trigger : table.triggers) visit(name, trigger);
  }
  for (auto& [name, view] : schema.views) {
    for (auto& trigger : view.triggers) visit(name, trigger);
  }
}

}  // namespace athanor::sqlite
