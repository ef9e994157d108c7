#pragma once
/// Whether the defaults of a table are such as its own rules let pass.

#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor::health {

/// A default of a column, and a check on this column alone that must let it pass: a row that leaves
/// the column out depends on it.
struct DefaultRule {
  std::string column, rule;  ///< the rule for people: "check status_known", "NOT NULL"
  std::string holds;         ///< a query of one row and one value: 1 or 0

  bool operator==(const DefaultRule&) const = default;
};

/// All of `table`, but those of columns that the database counts.
std::vector<DefaultRule> rules_for_defaults(const Table& table, const Dialect& dialect);

}  // namespace athanor::health
