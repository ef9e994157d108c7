#pragma once
/// The oracle: what is tried is run, and the database itself tells what became of the tables.

#include "tests/protection/form.hpp"
#include "tests/support/test_database.hpp"

namespace athanor::testing {

/// What became of the protected tables.
struct Outcome {
  bool ran = false;  ///< to its end
  bool legacy_changed = false;
  bool critical_lost = false;  ///< a row, a column or a constraint
  std::string error;
};

/// What a protected table's state is, as text.
struct State {
  std::string legacy, critical;
};
State state_of(TestDatabase& database, const House& house);

/// Compares with how it was.
Outcome outcome(const State& before, const State& after);

/// Runs one text in a database as it was made, and takes it back.
using RunOne = Outcome (*)(const House&, const std::string& sql);

/// Every form: what changes a protected table is stopped; the innocent run, change nothing, and are
/// not stopped.
void check_forms(const House& house, RunOne run);

}  // namespace athanor::testing
