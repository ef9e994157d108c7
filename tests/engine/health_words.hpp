#pragma once
/// What the tests of both dialects say of a database's state, as text.

#include <string>

#include "engine/health/health.hpp"
#include "engine/health/row_trial.hpp"

namespace athanor::testing {

/// A line a table of `schema`: what became of a row.
inline std::string try_all(Session& session, const Schema& schema, const Dialect& dialect) {
  std::vector<QualifiedName> tables;
  for (const auto& [name, table] : schema.tables) tables.push_back(name);
  std::string out;
  for (const auto& trial : health::try_rows(session, tables, schema, dialect)) {
    using Outcome = health::RowTrial::Outcome;
    out += display(trial.table) + (trial.outcome == Outcome::Taken     ? ": taken"
                                   : trial.outcome == Outcome::Refused ? ": refused: "
                                                                       : ": not tried: ");
    out += trial.reason + "\n";
  }
  return out;
}

/// A line a condition, and below it what ails it.
inline std::string state_of(Session& session, const Schema& schema, const Dialect& dialect) {
  std::string out;
  for (const auto& condition : dialect.health().conditions(session, schema)) {
    out += condition.what + "\n";
    for (const auto& ailment : condition.ailments) out += "  " + ailment.text + "\n";
    if (!condition.unknown.empty()) out += "  unknown: " + condition.unknown + "\n";
  }
  return out;
}

}  // namespace athanor::testing
