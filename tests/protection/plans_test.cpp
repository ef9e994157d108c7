#include "tests/protection/plans.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/protection/executed.hpp"
#include "tests/protection/report.hpp"
#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

using testing::House;
using testing::Random;
using testing::Report;
using testing::Variation;

constexpr int kPlans = 600;     ///< a dialect
constexpr int kExecuted = 150;  ///< on SQLite

/// Tables that no protected one hangs on.
bool is_far_from_protected(const Variation& variation) {
  static const std::set<std::string> far = {"notes", "results_archive", "gold", "silver"};
  return std::includes(far.begin(), far.end(), variation.edited.begin(), variation.edited.end());
}

}  // namespace

TEST_CASE("no plan touches a legacy table or drops something critical, and the others pass") {
  MESSAGE("ATHANOR_SEED=", testing::base_seed());
  Random random(testing::base_seed());
  for (const auto& house : {testing::sqlite_house(), testing::postgresql_house()}) {
    Report report("plans");
    for (int i = 0; i < kPlans; ++i) {
      auto variation = testing::vary(house, random);
      auto found = judged(house, variation);
      report.tried();
      if (found.touches_legacy) report.wrong("touches a legacy table: " + variation.story);
      if (variation.loses_critical && !found.plan_refused) {
        report.wrong("loses something critical: " + variation.story);
      }
      bool passes = !found.plan_refused && !found.statements_refused;
      if (is_far_from_protected(variation) && !passes) {
        report.wrong("refused: " + variation.story);
      }
    }
  }
}

TEST_CASE("a plan that passes leaves the legacy tables of a database as they were") {
  Random random(testing::base_seed() + 1);
  auto house = testing::sqlite_house();
  Report report("plans that were run");
  for (int i = 0; i < kExecuted; ++i) {
    auto variation = testing::vary(house, random);
    auto found = judged(house, variation);
    if (found.plan_refused || found.statements_refused) continue;
    testing::Scratch database;
    database.run_script(house.script);
    auto before = state_of(database, house);
    try {
      database.run(found.statements);
    } catch (const StatementError& e) {
      report.wrong(variation.story + e.what());
    }
    auto after = outcome(before, state_of(database, house));
    report.expect(!after.legacy_changed, variation.story);
    if (after.critical_lost) report.wrong("critical rows are lost: " + variation.story);
  }
}

}  // namespace athanor
