#include <algorithm>
#include <set>

#include "schema/names.hpp"
#include "tests/property/sqlite_parts.hpp"
#include "tests/property/tongue.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

bool contains(const std::vector<Id>& ids, Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Types that STRICT knows (stricttables.html).
void repair_types(TablePlan& table) {
  static const std::set<std::string> kStrict = {"INTEGER", "INT", "REAL", "TEXT", "BLOB", "ANY"};
  for (auto& column : table.columns) {
    if (column.generated) {
      column.default_text.reset();
      if (table.strict) column.type = "ANY";
    } else if (table.strict && !kStrict.contains(column.type)) {
      column.type = column.type == "int" ? "INT" : "TEXT";
      column.default_text.reset();
    }
    if (!column.default_text || column.default_text == "NULL") column.not_null = false;
  }
}

void repair_primary_key(TablePlan& table) {
  if (table.primary_key.empty()) table.without_rowid = false;
  auto* only = table.primary_key.size() == 1 ? find_column(table, table.primary_key[0]) : nullptr;
  if (!only || only->type != "INTEGER" || table.without_rowid) table.autoincrement = false;
}

/// SQLite (3.40) cannot rename the key of a WITHOUT ROWID table that is also in a UNIQUE
/// constraint: "no such column" of the old name.
void repair_uniques(TablePlan& table) {
  if (!table.without_rowid) return;
  std::erase_if(table.uniques,
                [&](const auto& unique) { return contains(unique, table.primary_key[0]); });
}

/// The column that is the rowid's other name, or 0.
Id rowid_column(const TablePlan& table) {
  if (table.without_rowid || table.primary_key.size() != 1) return 0;
  const auto* column = find_column(table, table.primary_key[0]);
  return column && column->type == "INTEGER" ? column->id : 0;
}

class SqliteTongue final : public Tongue {
 public:
  const Dialect& dialect() const override { return sqlite(); }

  std::unique_ptr<Parts> parts(Random& random) const override {
    return std::make_unique<SqliteParts>(random);
  }
  bool has_views() const override { return true; }
  bool types_keys() const override { return false; }

  void repair(Blueprint& blueprint) const override {
    for (auto& table : blueprint.tables) {
      repair_types(table);
      repair_primary_key(table);
      repair_uniques(table);
    }
  }
  void add_types(Blueprint&, Random&) const override {}
  void change_types(Blueprint&, const Blueprint&, Random&) const override {}

  void change_table(TablePlan& table, Random& random) const override {
    switch (random.below(3)) {
      case 0:
        table.strict = !table.strict;
        break;
      case 1:
        table.without_rowid = !table.without_rowid;
        break;
      default:
        table.autoincrement = !table.autoincrement;
    }
  }

  /// stricttables.html; withoutrowid.html, section 2.
  bool forbids_null(const TablePlan& table, const ColumnPlan& column) const override {
    const auto& key = table.primary_key;
    bool in_key = contains(key, column.id);
    bool rowid = !table.without_rowid && key.size() == 1 && ascii_iequals(column.type, "integer");
    return column.not_null || (in_key && !rowid && (table.strict || table.without_rowid));
  }

  Schema settled(Schema drawn) const override { return drawn; }

  Traffic some_traffic(Random&) const override { return Traffic::None; }
  /// What stands outside the transaction are settings of the connection.
  bool is_atomic(const std::vector<SqlStatement>&) const override { return true; }
  void unsettle(TestDatabase& database, Random& random) const override {
    database.session().execute(random.once_in(2) ? "PRAGMA foreign_keys=ON"
                                                 : "PRAGMA foreign_keys=OFF");
  }

  std::optional<std::string> value_for(const ColumnPlan& column, const Blueprint&,
                                       Random& random) const override {
    const auto& type = column.type;
    if (type == "BLOB") return random.one_of<const char*>({"x'00'", "x'cafe'", "NULL"});
    if (type == "TEXT" || type == "JSON" || type.starts_with("VARCHAR")) {
      return random.one_of<const char*>({"'a'", "'b'", "'Été'", "'it''s'", "''", "'c:d'", "NULL"});
    }
    if (type == "REAL" || type.starts_with("double")) {
      return random.one_of<const char*>({"1.5", "-2", "0", "1e30", "NULL"});
    }
    if (type == "DATE" || type == "TIMESTAMP") {
      return random.one_of<const char*>({"'2026-01-31'", "'2026-02-01 10:00:00'", "NULL"});
    }
    return random.one_of<const char*>({"1", "2", "3", "4", "9000000000", "NULL"});
  }

  void begin_rows(TestDatabase& database) const override {
    database.session().execute("PRAGMA foreign_keys=ON");
  }
  void end_rows(TestDatabase& database) const override {
    database.session().execute("PRAGMA foreign_keys=OFF");
  }
  void empty(TestDatabase& database, const Blueprint& blueprint) const override {
    database.session().execute("PRAGMA foreign_keys=OFF");
    for (const auto& table : blueprint.tables) {
      database.session().execute("DELETE FROM " + sql_name(table, sqlite()));
    }
  }

  std::string shown(const std::string& column) const override { return "quote(" + column + ")"; }

  std::string row_number(const TablePlan& shown, const TablePlan& one,
                         const TablePlan& other) const override {
    bool kept =
        !one.without_rowid && !other.without_rowid && rowid_column(one) == rowid_column(other);
    if (!kept) return "'no rowid'";
    bool taken = std::any_of(shown.columns.begin(), shown.columns.end(), [](const auto& column) {
      return ascii_iequals(column.name, "rowid");
    });
    return taken ? "_rowid_" : "rowid";
  }

  bool keeps_values(const Blueprint&, const TablePlan& table, const ColumnPlan& column,
                    const Blueprint&, const TablePlan& other_table,
                    const ColumnPlan& other) const override {
    auto holds_null = [&](const TablePlan& of, const ColumnPlan& one) {
      return !forbids_null(of, one) && rowid_column(of) != one.id;
    };
    return !column.generated && !other.generated && column.type == other.type &&
           holds_null(table, column) == holds_null(other_table, other);
  }
};

}  // namespace

const Tongue& sqlite_tongue() {
  static const SqliteTongue instance;
  return instance;
}

}  // namespace athanor::testing
