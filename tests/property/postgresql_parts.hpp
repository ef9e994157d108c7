#pragma once
/// Random parts as PostgreSQL takes them: every expression fits the types of the columns it names,
/// and its marks say which those are.

#include "tests/property/parts.hpp"

namespace athanor::testing {

/// What marks of columns may ask for: `n` a number, `s` a string, `b` a boolean, `e7` enum 7.
std::string kind_of(const std::string& type);

class PostgresqlParts final : public Parts {
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

  EnumPlan enumeration(Blueprint& blueprint, std::string name);
  std::string value_name(const std::vector<std::string>& taken);
  DomainPlan domain(Id id, std::string name);
  /// A check over VALUE of that type, or none.
  std::optional<std::string> domain_check(const std::string& type);

 private:
  std::string type(const Blueprint& blueprint);
  /// Expressions that are true of most rows, over a column.
  std::vector<std::string> conditions(const ColumnPlan& column, const Blueprint& blueprint);
};

}  // namespace athanor::testing
