#include <doctest/doctest.h>

#include "tests/protection/executed.hpp"
#include "tests/protection/report.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor {
namespace {

using testing::Outcome;

testing::PostgresqlDatabase& built(const testing::House& house) {
  static testing::PostgresqlDatabase database;
  static const bool made = [&] {
    database.run(house.script);
    database.run(house.live);
    return true;
  }();
  CHECK(made);
  return database;
}

/// In a transaction that is rolled back.
Outcome run_on_postgresql(const testing::House& house, const std::string& sql) {
  auto& database = built(house);
  auto& session = database.session();
  session.begin();
  auto before = state_of(database, house);
  Outcome out;
  try {
    session.execute(sql);
    session.execute("SET LOCAL search_path = public");
    out = outcome(before, state_of(database, house));
  } catch (const StatementError& e) {
    out.error = e.message();
  }
  session.rollback();
  session.execute("DEALLOCATE ALL");
  return out;
}

}  // namespace

TEST_CASE("what PostgreSQL shows to change a protected table is stopped, and nothing innocent is") {
  testing::check_forms(testing::postgresql_house(), run_on_postgresql);
}

}  // namespace athanor
