#include <fmt/format.h>

#include <algorithm>

#include "grammar/sqlite/rewrites.hpp"
#include "grammar/sqlite/table_edit.hpp"

namespace athanor::sqlite {
namespace {

/// Renames one column of one table in everything that names it.
class ColumnRename {
 public:
  ColumnRename(Change& change, Table& table, const RenameColumn& rename)
      : change_(change),
        table_(table),
        from_(rename.from),
        to_(rename.to),
        finder_(change.catalog, {table.name.name, rename.from}),
        rewrites_(change, rename.to) {}

  void run() {
    add_views_and_triggers(rewrites_, change_.catalog, finder_);
    add_own_texts();
    if (!rewrites_.possible()) return;
    rewrites_.apply();
    rename_in_keys();
    rename_in_foreign_keys();
    for (auto& index : table_.indexes) rename_in_index(index);
    for (auto& trigger : table_.triggers) rename_all(trigger.update_columns);
    find_column_ignoring_case(table_, from_)->name = to_;
  }

 private:
  void add_own_text(std::string& text) {
    rewrites_.add(text, finder_.in_expression(text, table_),
                  fmt::format("table \"{}\"", display(table_.name)));
  }

  void add_own_texts() {
    for (auto& check : table_.checks) add_own_text(check.expression.text);
    for (auto& column : table_.columns) {
      if (column.generated) add_own_text(column.generated->expression.text);
    }
    for (auto& index : table_.indexes) {
      if (index.where) add_own_text(index.where->text);
      for (auto& element : index.elements) {
        if (auto* expression = std::get_if<Expression>(&element.what)) {
          add_own_text(expression->text);
        }
      }
    }
  }

  void rename_one(std::string& name) const {
    if (ascii_iequals(name, from_)) name = to_;
  }

  void rename_all(std::vector<std::string>& names) const {
    for (auto& name : names) rename_one(name);
  }

  void rename_in_keys() {
    if (table_.primary_key) {
      for (auto& column : table_.primary_key->columns) rename_one(column.name);
    }
    for (auto& key : table_.uniques) {
      for (auto& column : key.columns) rename_one(column.name);
    }
  }

  void rename_in_foreign_keys() {
    for (auto& key : table_.foreign_keys) rename_all(key.columns);
    for (auto& [name, other] : change_.catalog.schema().tables) {
      for (auto& key : other.foreign_keys) {
        if (ascii_iequals(key.table.name, table_.name.name)) rename_all(key.referenced);
      }
    }
  }

  void rename_in_index(Index& index) const {
    for (auto& element : index.elements) {
      if (auto* column = std::get_if<std::string>(&element.what)) rename_one(*column);
    }
  }

  Change& change_;
  Table& table_;
  const std::string& from_;
  const std::string& to_;
  MentionFinder finder_;
  Rewrites rewrites_;
};

}  // namespace

void rename_column(Change& change, Table& table, const RenameColumn& rename) {
  if (find_column_ignoring_case(table, rename.from) == nullptr) {
    change.error(
        fmt::format("table \"{}\" has no column \"{}\"", display(table.name), rename.from));
    return;
  }
  const auto* taken = find_column_ignoring_case(table, rename.to);
  if (taken != nullptr && !ascii_iequals(rename.from, rename.to)) {
    change.error(
        fmt::format("table \"{}\" already has a column \"{}\"", display(table.name), rename.to));
    return;
  }
  if (!change.session.legacy_alter_table && !schema_resolves(change)) return;
  ColumnRename(change, table, rename).run();
}

}  // namespace athanor::sqlite
