#pragma once
/// Random parts of a blueprint, each one that the dialect takes.

#include <string>
#include <vector>

#include "tests/property/blueprint.hpp"
#include "tests/property/random.hpp"

namespace athanor::testing {

class Parts {
 public:
  explicit Parts(Random& random) : random_(random) {}
  virtual ~Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  /// A name that no one of `taken` is, ASCII case ignored.
  std::string column_name(const std::vector<std::string>& taken);
  std::string table_name(const std::vector<std::string>& taken);

  virtual ColumnPlan column(Id id, std::string name, const Blueprint& blueprint) = 0;
  virtual std::optional<std::string> default_for(const std::string& type,
                                                 const Blueprint& blueprint) = 0;
  /// Makes the column generated from plain columns of the table, which has one.
  virtual void generate(ColumnPlan& column, const TablePlan& table) = 0;
  virtual CheckPlan check(const TablePlan& table, const Blueprint& blueprint, std::string name) = 0;
  virtual IndexPlan index(const TablePlan& table, const Blueprint& blueprint, std::string name) = 0;
  /// What a table has besides its parts, and its key's column.
  virtual void dress(TablePlan& table) = 0;
  /// Only of dialects that have views.
  virtual TriggerPlan trigger(const TablePlan& on, const Blueprint& blueprint,
                              std::string name) = 0;
  virtual TriggerPlan instead_of(const ViewPlan& view, std::string name) = 0;
  virtual std::string query(const Blueprint& blueprint) = 0;

  /// A column that is not generated.
  const ColumnPlan& plain_column(const TablePlan& table);

 protected:
  std::string fresh(const std::vector<std::string>& pool, const std::vector<std::string>& taken);
  Random& random_;
};

}  // namespace athanor::testing
