#include "tests/protection/executed.hpp"

#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "tests/protection/report.hpp"
#include "tests/protection/verdict.hpp"

namespace athanor::testing {
namespace {

std::set<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> out;
  for (std::string line; std::getline(in, line);) out.insert(line);
  return out;
}

std::string asked(TestDatabase& database, const std::string& query) {
  try {
    return database.rows(query);
  } catch (const StatementError& e) {
    return "it is gone: " + e.message();
  }
}

}  // namespace

State state_of(TestDatabase& database, const House& house) {
  auto legacy = asked(database, house.snapshot);
  if (legacy.starts_with("it is gone")) return {legacy, "unknown"};
  return {legacy, asked(database, house.critical)};
}

Outcome outcome(const State& before, const State& after) {
  REQUIRE_MESSAGE(!before.legacy.starts_with("it is gone"), before.legacy);
  Outcome out;
  out.ran = true;
  out.legacy_changed = after.legacy != before.legacy;
  auto now = lines_of(after.critical);
  for (const auto& line : lines_of(before.critical)) {
    if (after.critical != "unknown" && !now.contains(line)) out.critical_lost = true;
  }
  return out;
}

void check_forms(const House& house, RunOne run) {
  Guard guard(house);
  std::size_t harmful = 0;
  {
    Report report("attempts that were run");
    for (const auto& form : house.attempts) {
      auto sql = spelled(form, "{t}");
      auto found = run(house, sql);
      bool harms = found.legacy_changed || found.critical_lost;
      harmful += harms ? 1 : 0;
      report.expect(!harms || guard.of_sql(sql) != Verdict::Passes, sql);
    }
  }
  MESSAGE(harmful, " of them changed a protected table");
  CHECK(harmful * 2 > house.attempts.size());
  Report report("innocents that were run");
  for (const auto& sql : house.innocents) {
    auto found = run(house, sql);
    report.expect(found.ran, sql + ": " + found.error);
    if (found.legacy_changed || found.critical_lost) report.wrong("not innocent: " + sql);
    if (guard.of_sql(sql) != Verdict::Passes) report.wrong("stopped: " + sql);
  }
}

}  // namespace athanor::testing
