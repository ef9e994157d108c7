#pragma once
/// Random parts of a blueprint, each one that SQLite takes.

#include <string>
#include <vector>

#include "tests/property/blueprint.hpp"
#include "tests/property/random.hpp"

namespace athanor::testing {

class Parts {
 public:
  explicit Parts(Random& random) : random_(random) {}

  /// A name that no one of `taken` is, ASCII case ignored.
  std::string column_name(const std::vector<std::string>& taken);
  std::string table_name(const std::vector<std::string>& taken);

  ColumnPlan column(Id id, std::string name);
  std::string type();
  std::optional<std::string> default_for(const std::string& type);
  /// A pattern over plain columns of the table; the table has one.
  std::string generated(const TablePlan& table);
  CheckPlan check(const TablePlan& table, std::string name);
  IndexPlan index(const TablePlan& table, std::string name);
  TriggerPlan trigger(const TablePlan& on, const Blueprint& blueprint, std::string name);
  TriggerPlan instead_of(const ViewPlan& view, std::string name);
  std::string query(const Blueprint& blueprint);

  /// A column that is not generated.
  const ColumnPlan& plain_column(const TablePlan& table);

 private:
  std::string fresh(const std::vector<std::string>& pool, const std::vector<std::string>& taken);
  std::string mark(const ColumnPlan& column) { return "@" + std::to_string(column.id) + "@"; }

  Random& random_;
};

}  // namespace athanor::testing
