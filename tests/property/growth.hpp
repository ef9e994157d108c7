#pragma once
/// Adding random things to a blueprint.

#include <memory>

#include "tests/property/parts.hpp"

namespace athanor::testing {

/// Names of relations and of what shares their space: tables, views, indexes, types.
std::vector<std::string> relation_names(const Blueprint& blueprint);
std::vector<std::string> column_names(const TablePlan& table);

class Growth {
 public:
  Growth(Blueprint& blueprint, Random& random);

  void add_table();
  ColumnPlan& add_column(TablePlan& table);
  void add_generated(TablePlan& table);
  void add_unique(TablePlan& table);
  void add_check(TablePlan& table);
  void add_index(TablePlan& table);
  void add_key();
  void add_view();
  void add_trigger();

  TablePlan& any_table() { return blueprint_.tables[random_.below(blueprint_.tables.size())]; }

 private:
  void choose_primary_key(TablePlan& table);
  std::vector<Id> some_columns(const TablePlan& table);
  std::vector<Id> key_columns(TablePlan& child, const TablePlan& parent,
                              const std::vector<Id>& referenced);

  Blueprint& blueprint_;
  Random& random_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace athanor::testing
