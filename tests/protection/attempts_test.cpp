#include <doctest/doctest.h>

#include "tests/protection/disguise.hpp"
#include "tests/protection/operations.hpp"
#include "tests/protection/report.hpp"
#include "tests/protection/verdict.hpp"

namespace athanor {
namespace {

using testing::Form;
using testing::Guard;
using testing::House;
using testing::Random;
using testing::Report;
using testing::Stop;
using testing::Verdict;

constexpr int kDisguises = 8;  ///< of each innocent

const std::vector<House>& houses() {
  static const std::vector<House> all = {testing::sqlite_house(), testing::postgresql_house()};
  return all;
}

std::string titled(const House& house, const std::string& what) {
  return std::string(house.dialect.name()) + ", " + what;
}

Random seeded() {
  MESSAGE("ATHANOR_SEED=", testing::base_seed());
  return Random(testing::base_seed());
}

}  // namespace

TEST_CASE("each form of attempt is stopped for the reason that it is expected to be") {
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "forms of attempts"));
    for (const auto& form : house.attempts) {
      auto sql = spelled(form, "{t}");
      auto verdict = guard.of_sql(sql);
      auto expected = form.stop == Stop::Refused ? Verdict::Refused : Verdict::Unread;
      report.expect(verdict == expected, shown(verdict) + ": " + sql);
      if (!guard.is_stopped_by_check(sql)) report.wrong("check lets pass: " + sql);
    }
  }
}

TEST_CASE("no attempt passes, however it is written") {
  auto random = seeded();
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "attempts in SQL"));
    for (const auto& form : house.attempts) {
      for (const auto& spelling : house.spellings) {
        auto plain = spelled(form, spelling);
        for (const auto& sql : {plain, accompanied(disguised(plain, random), random)}) {
          report.expect(guard.of_sql(sql) != Verdict::Passes, sql);
        }
      }
    }
  }
}

TEST_CASE("no attempt passes check, however it is written") {
  auto random = seeded();
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "attempts that check judges"));
    for (const auto& form : house.attempts) {
      for (int i = 0; i < 2; ++i) {
        auto sql = spelled(form, random.one_of(house.spellings));
        sql = accompanied(disguised(sql, random), random);
        report.expect(guard.is_stopped_by_check(sql), sql);
      }
    }
  }
}

TEST_CASE("no attempt passes in a revision, whatever sends it") {
  auto random = seeded();
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "attempts in revisions"));
    for (const auto& form : house.attempts) {
      for (int i = 0; i < 3; ++i) {
        auto sql = spelled(form, random.one_of(house.spellings));
        if (sql.find(':') != std::string::npos) continue;  // a parameter to SQLAlchemy
        auto script = testing::script_with(random.one_of(testing::bodies_sending(sql)));
        report.expect(guard.of_script(script) != Verdict::Passes, script);
      }
    }
  }
}

TEST_CASE("no operation of Alembic's on a protected table passes") {
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "operations that reach"));
    auto schema = house.dialect.inspector_habits().default_schema;
    for (const auto& body : testing::reaching_bodies(schema)) {
      auto verdict = guard.of_script(testing::script_with(body));
      report.expect(verdict != Verdict::Passes, body);
    }
  }
}

TEST_CASE("no innocent is refused, however it is written") {
  auto random = seeded();
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "innocents in SQL"));
    for (const auto& innocent : house.innocents) {
      report.expect(guard.of_sql(innocent) == Verdict::Passes,
                    shown(guard.of_sql(innocent)) + ": " + innocent);
      if (guard.is_suspect_to_check(innocent)) report.wrong("suspect to check: " + innocent);
      for (int i = 0; i < kDisguises; ++i) {
        auto sql = accompanied(disguised(innocent, random), random);
        report.expect(guard.of_sql(sql) == Verdict::Passes, shown(guard.of_sql(sql)) + ": " + sql);
      }
    }
  }
}

TEST_CASE("no innocent is refused in a revision, whatever sends it") {
  auto random = seeded();
  for (const auto& house : houses()) {
    Guard guard(house);
    Report report(titled(house, "innocents in revisions"));
    for (const auto& innocent : house.innocents) {
      for (int i = 0; i < 3; ++i) {
        auto script = testing::script_with(random.one_of(testing::bodies_sending(innocent)));
        auto verdict = guard.of_script(script);
        report.expect(verdict == Verdict::Passes || verdict == Verdict::NeedsPython,
                      shown(verdict) + ": " + script);
      }
    }
    for (const auto& body : testing::innocent_bodies()) {
      auto verdict = guard.of_script(testing::script_with(body));
      report.expect(verdict == Verdict::Passes, shown(verdict) + ": " + body);
    }
  }
}

}  // namespace athanor
