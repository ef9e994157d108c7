#include "grammar/sqlite/table_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "grammar/sqlite/table_edit.hpp"

namespace athanor::sqlite {
namespace {

class TableRules {
 public:
  TableRules(const Table& table, Diagnostics& diagnostics)
      : table_(table), diagnostics_(diagnostics) {}

  bool keep() {
    keys_name_columns();
    foreign_keys_match();
    autoincrement_is_allowed();
    without_rowid_has_key();
    if (table_.strict) types_are_strict();
    return kept_;
  }

 private:
  void refuse(const Place& place, std::string message) {
    diagnostics_.error(place, std::move(message));
    kept_ = false;
  }

  void require_column(const Place& place, const std::string& name) {
    if (find_column_ignoring_case(table_, name) != nullptr) return;
    refuse(place, fmt::format("table \"{}\" has no column \"{}\"", display(table_.name), name));
  }

  void keys_name_columns() {
    if (const auto& key = table_.primary_key) {
      for (const auto& column : key->columns) require_column(key->place, column.name);
    }
    for (const auto& key : table_.uniques) {
      for (const auto& column : key.columns) require_column(key.place, column.name);
    }
  }

  void foreign_keys_match() {
    for (const auto& key : table_.foreign_keys) {
      for (const auto& column : key.columns) require_column(key.place, column);
      if (key.referenced.empty() || key.referenced.size() == key.columns.size()) continue;
      refuse(key.place, fmt::format("the foreign key has {} columns and references {}",
                                    key.columns.size(), key.referenced.size()));
    }
  }

  void autoincrement_is_allowed() {
    const auto& key = table_.primary_key;
    if (!key || !key->autoincrement) return;
    const auto* column = key->columns.size() == 1
                             ? find_column_ignoring_case(table_, key->columns[0].name)
                             : nullptr;
    bool rowid = column != nullptr && ascii_iequals(display(column->type), "integer");
    if (!rowid) refuse(key->place, "AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY");
    if (table_.without_rowid) {
      refuse(key->place, "AUTOINCREMENT is not allowed on a WITHOUT ROWID table");
    }
  }

  void without_rowid_has_key() {
    if (!table_.without_rowid || table_.primary_key) return;
    refuse(table_.place,
           fmt::format("WITHOUT ROWID table \"{}\" needs a primary key", display(table_.name)));
  }

  void types_are_strict() {
    static constexpr std::array kTypes = {"int", "integer", "real", "text", "blob", "any"};
    for (const auto& column : table_.columns) {
      auto type = display(column.type);
      bool known = std::any_of(kTypes.begin(), kTypes.end(),
                               [&](const char* word) { return ascii_iequals(type, word); });
      if (known) continue;
      refuse(column.place,
             fmt::format("column \"{}\" of a STRICT table cannot have the type \"{}\" "
                         "(INT, INTEGER, REAL, TEXT, BLOB or ANY)",
                         column.name, type));
    }
  }

  const Table& table_;
  Diagnostics& diagnostics_;
  bool kept_ = true;
};

}  // namespace

bool keeps_rules(const Table& table, Diagnostics& diagnostics) {
  return TableRules(table, diagnostics).keep();
}

}  // namespace athanor::sqlite
