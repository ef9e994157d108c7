#include <doctest/doctest.h>

#include "tests/protection/executed.hpp"
#include "tests/protection/report.hpp"
#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

using testing::Outcome;

/// In a database of its own, since PRAGMA and ATTACH do nothing in a transaction.
Outcome run_on_sqlite(const testing::House& house, const std::string& sql) {
  testing::Scratch database;
  database.run_script(house.script);
  database.enforce_keys();
  auto before = state_of(database, house);
  std::string error;
  try {
    database.session().execute(sql);
  } catch (const StatementError& e) {
    error = e.message();
  }
  auto out = outcome(before, state_of(database, house));
  out.ran = error.empty();
  out.error = error;
  return out;
}

}  // namespace

TEST_CASE("what SQLite shows to change a protected table is stopped, and nothing innocent is") {
  testing::check_forms(testing::sqlite_house(), run_on_sqlite);
}

}  // namespace athanor
