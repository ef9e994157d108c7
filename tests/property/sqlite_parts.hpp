#pragma once
/// Random parts as SQLite takes them: types are affinities, and any expression fits any column.

#include "tests/property/parts.hpp"

namespace athanor::testing {

class SqliteParts final : public Parts {
 public:
  using Parts::Parts;

  ColumnPlan column(Id id, std::string name, const Blueprint& blueprint) override;
  std::optional<std::string> default_for(const std::string& type,
                                         const Blueprint& blueprint) override;
  void generate(ColumnPlan& column, const TablePlan& table) override;
  CheckPlan check(const TablePlan& table, const Blueprint& blueprint, std::string name) override;
  IndexPlan index(const TablePlan& table, const Blueprint& blueprint, std::string name) override;
  void dress(TablePlan& table) override;
  TriggerPlan trigger(const TablePlan& on, const Blueprint& blueprint, std::string name) override;
  TriggerPlan instead_of(const ViewPlan& view, std::string name) override;
  std::string query(const Blueprint& blueprint) override;

 private:
  std::string type();
};

}  // namespace athanor::testing
