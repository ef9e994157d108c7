/// What is said of a database after its migration.

#include "migrations/verification.hpp"

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "tests/migrations/histories.hpp"

namespace athanor {
namespace {

std::string shown(const CheckedPoint& point) {
  using Outcome = CheckedPoint::Outcome;
  std::string out = point.outcome == Outcome::Passed    ? "ok"
                    : point.outcome == Outcome::Skipped ? "part"
                                                        : "FAIL";
  for (const auto& detail : point.details) out += "; " + detail;
  if (!point.remedy.empty()) out += " -> " + point.remedy;
  return out;
}

const Dialect& on_sqlite() {
  return *find_dialect("sqlite");
}

/// A script that makes a table, besides its header.
Made making(const std::string& id, const std::string& down, const std::string& table) {
  return {id, down,
          "from alembic import op\ndef upgrade():\n    op.execute('CREATE TABLE " + table +
              " (id INTEGER)')\ndef downgrade():\n    pass\n"};
}

VerifyQuery query_of(const std::string& sql) {
  return {"q", sql, std::chrono::milliseconds(10), {}, {}};
}

}  // namespace

TEST_CASE("the version rows must be the heads") {
  struct {
    History history;
    const char *rows, *expected;
  } cases[] = {
      {linear(), "dddd4", "ok"},
      {linear(), "aabb2", "FAIL; pending: cccc3; pending: dddd4 -> athanor upgrade heads"},
      {linear(), "",
       "FAIL; pending: aaaa1; pending: aabb2; pending: cccc3; pending: dddd4 -> "
       "athanor upgrade heads"},
      {linear(), "dddd4 eeee5",
       "FAIL; eeee5: there is no such revision -> take over the revisions that somebody else ran "
       "there"},
      {linear(), "aaaa1 dddd4",
       "FAIL; aaaa1 has a row and is no head -> athanor stamp heads --purge"},
      {branched(), "cccc3 zzzz5", "ok"},
      {branched(), "cccc3 dddd4 zzzz5", "ok"},
  };
  for (const auto& [history, rows, expected] : cases) {
    CAPTURE(rows);
    CHECK(shown(verify_versions(history, words(rows))) == expected);
  }
}

TEST_CASE("the tables that the last revisions made are new") {
  auto history = history_of({making("a", "None", "one"),
                             making("b", "'a'", "two"),
                             making("c", "'a'", "three"),
                             {"d", "'c'", "import app"}});
  auto names = [&](const char* rows) {
    auto found = new_tables(history, words(rows), on_sqlite());
    std::string out = found.unknown;
    for (const auto& table : found.tables) out += display(table) + " ";
    return out;
  };
  CHECK(names("a") == "one ");
  CHECK(names("b c") == "three two ");
  CHECK(names("") == "");
}

TEST_CASE("rows that were refused fail, and those not tried are only told") {
  using Trial = health::RowTrial;
  using Outcome = Trial::Outcome;
  Trial taken{{"", "a"}, Outcome::Taken, ""}, refused{{"", "b"}, Outcome::Refused, "no such table"},
      not_tried{{"", "c"}, Outcome::NotTried, "no luck"};
  auto remedy = " -> mend the tables: the application cannot write to them either";
  CHECK(shown(verify_rows({taken}, "each new table")) == "ok");
  CHECK(shown(verify_rows({taken, not_tried}, "each new table")) == "part; c: not tried: no luck");
  CHECK(shown(verify_rows({taken, not_tried, refused}, "each new table")) ==
        std::string("FAIL; b: no such table; c: not tried: no luck") + remedy);
  CHECK(verify_rows({}, "each new table").what == "a row can be put into each new table");
}

TEST_CASE("queries are told slowest first, and those over their limit before all") {
  using std::chrono::milliseconds;
  auto time = [](const char* name, int p95, int limit, const char* failure) {
    QueryTime out{{name, "SELECT 1", milliseconds(limit), {}, {}}, {}, milliseconds(p95)};
    out.timing.failure = failure;
    return out;
  };
  CHECK(shown(verify_queries({time("slow", 20, 50, ""), time("fast", 2, 5, "")})) ==
        "ok; slow: 20.0 ms of 50 ms, the slowest; fast: 2.0 ms of 5 ms");
  CHECK(shown(verify_queries({time("slow", 20, 50, ""), time("late", 9, 5, ""),
                              time("broken", 0, 5, "no such table: t\nmore")})) ==
        "FAIL; late: 9.0 ms of 5 ms; broken: no such table: t (run 1); slow: 20.0 ms of 50 ms, the "
        "slowest -> look at their plans (EXPLAIN), or change limit_ms in athanor.toml");
}

TEST_CASE("a query of several statements, or one that writes, is not run") {
  struct {
    const char *sql, *expected;
  } cases[] = {
      {"SELECT 1; DELETE FROM t", "error: query \"q\" is 2 statements, not one\n"},
      {"", "error: query \"q\" is 0 statements, not one\n"},
      {"DELETE FROM t", "error: query \"q\" does more than read\n"},
      {"COMMIT", "error: query \"q\" does more than read\n"},
      {"PRAGMA query_only=0", "error: query \"q\" does more than read\n"},
  };
  auto database = on_sqlite().scratch("");
  for (const auto& [sql, expected] : cases) {
    CAPTURE(sql);
    VerifySettings settings{1, {query_of(sql)}};
    CHECK(or_error([&] {
            time_queries(database->session(), settings, on_sqlite());
            return std::string("run");
          }) == expected);
  }
  VerifySettings others{1, {{"q", "DROP TABLE t", std::chrono::milliseconds(1), {"other"}, {}}}};
  CHECK(time_queries(database->session(), others, on_sqlite()).empty());
}

}  // namespace athanor
