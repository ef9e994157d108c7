#include "engine/protection.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/diff.hpp"
#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

using testing::schema_of;
using testing::sqlite;

Protection guarded() {
  Protection protection;
  protection.legacy = {"results"};
  protection.critical = {"users"};
  return protection;
}

const char* const kDatabase =
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);"
    "CREATE TABLE rooms (id INTEGER PRIMARY KEY);"
    "CREATE TABLE results (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id),"
    " room_id INTEGER REFERENCES rooms (id) ON DELETE CASCADE);"
    "CREATE INDEX ix_results ON results (user_id);"
    "CREATE TRIGGER tr_results AFTER INSERT ON results BEGIN SELECT 1; END;";

/// `code object` of each, one a line.
std::string codes(const std::vector<Refusal>& refusals) {
  std::string out;
  for (const auto& refusal : refusals) out += refusal.code + " " + refusal.object + "\n";
  return out;
}

std::vector<Statement> statements_of(const std::string& sql) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"abc_work.py", sql});
  auto statements = sqlite().read_script(source, found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found), sql);
  return statements;
}

std::vector<Refusal> judged(const std::string& sql, const Schema& origin) {
  return judge(statements_of(sql), schema_of(kDatabase), origin, guarded(), sqlite());
}

std::vector<Refusal> judged(const std::string& sql) {
  return judged(sql, schema_of(kDatabase));
}

}  // namespace

TEST_CASE("statements that touch a legacy table are refused, and only those") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"DROP TABLE results", "PRO101 results\n"},
      {"DROP TABLE IF EXISTS \"Results\"", "PRO101 Results\n"},
      {"DROP TABLE main.results", "PRO101 results\n"},
      {"ALTER TABLE results RENAME TO old_results", "PRO101 results\n"},
      {"ALTER TABLE results ADD COLUMN more TEXT", "PRO101 results\n"},
      {"ALTER TABLE results DROP COLUMN user_id", "PRO101 results\n"},
      {"ALTER TABLE results RENAME COLUMN user_id TO u", "PRO101 results\n"},
      {"ALTER TABLE notes RENAME TO results", "PRO101 results\n"},
      {"DELETE FROM results", "PRO101 results\n"},
      {"DELETE FROM results WHERE id = 1", "PRO101 results\n"},
      {"UPDATE results SET user_id = NULL", "PRO101 results\n"},
      {"UPDATE results SET user_id = 1 WHERE id = 2", "PRO101 results\n"},
      {"INSERT INTO results (id) VALUES (1)", "PRO101 results\n"},
      {"INSERT OR IGNORE INTO Results (id) VALUES (1)", "PRO101 Results\n"},
      {"REPLACE INTO results (id) VALUES (1)", "PRO101 results\n"},
      {"INSERT INTO notes (id) SELECT id FROM results", ""},
      {"SELECT * FROM results", ""},
      {"CREATE INDEX ix_more ON results (id)", "PRO101 results\n"},
      {"DROP INDEX ix_results", "PRO101 results\n"},
      {"DROP TRIGGER tr_results", "PRO101 results\n"},
      {"CREATE TRIGGER t AFTER INSERT ON results BEGIN SELECT 1; END", "PRO101 results\n"},
      {"CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM results; END", "PRO102 results\n"},
      {"CREATE TRIGGER t AFTER INSERT ON notes BEGIN INSERT INTO results (id) VALUES (NEW.id); END",
       "PRO102 results\n"},
      {"CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT * FROM results; END", ""},
      {"CREATE TRIGGER t AFTER INSERT ON notes BEGIN UPDATE notes SET body = (SELECT max(id) FROM "
       "results); END",
       ""},
      {"DROP TABLE rooms", "PRO102 results\n"},
      {"DROP TABLE notes", ""},
      {"ATTACH 'other.db' AS other", "PRO102 results\n"},
      {"PRAGMA writable_schema=ON", "PRO102 results\n"},
      {"PRAGMA writable_schema", ""},
      {"CREATE TABLE more (id INTEGER)", ""},
      {"ALTER TABLE notes ADD COLUMN results TEXT", ""},
  };
  for (const auto& [sql, expected] : cases) {
    INFO(sql);
    CHECK(codes(judged(sql)) == expected);
  }
}

TEST_CASE("statements that drop something of a critical table are refused, and only those") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"ALTER TABLE users DROP COLUMN name", "PRO103 users.name\n"},
      {"ALTER TABLE Users DROP COLUMN \"Name\"", "PRO103 Users.Name\n"},
      {"ALTER TABLE users RENAME TO people", "PRO103 users\n"},
      {"ALTER TABLE users ADD COLUMN age INTEGER", ""},
      {"ALTER TABLE users RENAME COLUMN name TO label", ""},
      {"CREATE INDEX ix_users ON users (email)", ""},
      {"DROP TABLE users", "PRO102 results\nPRO103 users\n"},
      {"UPDATE users SET name = 'x' WHERE name IS NULL", ""},
  };
  for (const auto& [sql, expected] : cases) {
    INFO(sql);
    CHECK(codes(judged(sql)) == expected);
  }
}

TEST_CASE("a rebuild of a critical table is no drop, but the columns it leaves out are") {
  const std::string make = "CREATE TABLE new_users (id INTEGER PRIMARY KEY, email VARCHAR(99)";
  const std::string rest = "; DROP TABLE users; ALTER TABLE new_users RENAME TO users;";
  CHECK(codes(judged(make + ", name TEXT); INSERT INTO new_users SELECT * FROM users" + rest)) ==
        "");
  CHECK(codes(judged(make + "); INSERT INTO new_users SELECT id, email FROM users" + rest)) ==
        "PRO103 users.name\n");
  // Nothing was copied, so the rows are gone whatever the table is called in the end.
  CHECK(codes(judged(make + ", name TEXT)" + rest)) == "PRO102 results\nPRO103 users\n");
}

TEST_CASE("the plan's own rebuild of a critical table passes as statements") {
  auto before = schema_of(kDatabase);
  auto after = schema_of(
      std::string(kDatabase).replace(std::string(kDatabase).find("email TEXT"), 10, "email BLOB"));
  auto statements = render(plan(diff(before, after, sqlite()), before, after, sqlite()), sqlite());
  CHECK(codes(judged(sqlite().script(statements))) == "");
}

TEST_CASE("a downgrade drops what its own upgrade made, and no more") {
  auto origin = schema_of("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);");
  CHECK(codes(judged("ALTER TABLE users DROP COLUMN name", origin)) == "");
  CHECK(codes(judged("ALTER TABLE users DROP COLUMN email", origin)) == "PRO103 users.email\n");
  CHECK(codes(judged("DROP TABLE results", origin)) == "PRO101 results\n");
}

TEST_CASE("a refusal names table, statement, file and line, and the way out") {
  CHECK(render(judged("CREATE TABLE fine (id);\nDROP TABLE results;")) ==
        "abc_work.py:2: refused: PRO101: a statement drops results: DROP TABLE results\n"
        "  allow it with --allow legacy:results\n");
  CHECK(render(judged("ALTER TABLE users DROP COLUMN name")) ==
        "abc_work.py:1: refused: PRO103: a statement drops a column of the critical table users: "
        "ALTER TABLE users DROP COLUMN name\n"
        "  allow it with --allow PRO103:users.name\n");
}

TEST_CASE("a plan is refused for what it drops, by table, column and policy") {
  auto before = schema_of(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT UNIQUE);");
  struct {
    std::string after;
    DropPolicy drops;
    std::string expected;
  } const cases[] = {
      {"CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);", DropPolicy::Allow,
       ""},
      {"CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);", DropPolicy::Refuse,
       "DAT102 notes\n"},
      {"CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT UNIQUE);", DropPolicy::Allow,
       "PRO103 users\n"},
      {"CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);"
       "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT UNIQUE);",
       DropPolicy::Allow, "PRO103 users.name\n"},
      {"CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT CHECK (email <> ''));"
       "CREATE TABLE notes (id INTEGER PRIMARY KEY);",
       DropPolicy::Refuse, "DAT103 notes.body\nPRO103 users.name\n"},
  };
  for (const auto& one : cases) {
    INFO(one.after);
    auto protection = guarded();
    protection.drops = one.drops;
    auto after = schema_of(one.after);
    auto made = plan(diff(before, after, sqlite()), before, after, sqlite());
    auto found = judge(made, protection, sqlite());
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.code < b.code; });
    CHECK(codes(found) == one.expected);
  }
}

TEST_CASE("a plan that was made without hiding a legacy table is refused") {
  auto before = schema_of("CREATE TABLE results (id INTEGER);");
  auto made = plan(diff(before, {}, sqlite()), before, {}, sqlite());
  CHECK(codes(judge(made, guarded(), sqlite())) == "PRO101 results\n");
}

TEST_CASE("legacy tables, their like in another case, and the version table are hidden") {
  auto schema = schema_of(
      "CREATE TABLE Results (id INTEGER); CREATE TABLE alembic_version (v);"
      "CREATE TABLE users (id INTEGER);");
  auto shown = visible(schema, guarded(), sqlite());
  REQUIRE(shown.tables.size() == 1);
  CHECK(shown.tables.begin()->first.name == "users");
}

TEST_CASE("an allowance lets pass what it names and nothing else") {
  const Refusal legacy{"PRO101", "results", "", {}}, reached{"PRO102", "results", "", {}};
  const Refusal column{"PRO103", "users.name", "", {}}, drop{"DAT102", "notes", "", {}};
  struct {
    std::string text;
    std::string left;
  } const cases[] = {
      {"legacy:results", "PRO103 users.name\nDAT102 notes\n"},
      {"legacy:others", "PRO101 results\nPRO102 results\nPRO103 users.name\nDAT102 notes\n"},
      {"PRO103:users.name", "PRO101 results\nPRO102 results\nDAT102 notes\n"},
      {"PRO103:users.email", "PRO101 results\nPRO102 results\nPRO103 users.name\nDAT102 notes\n"},
      {"DAT102", "PRO101 results\nPRO102 results\nPRO103 users.name\n"},
  };
  for (const auto& one : cases) {
    INFO(one.text);
    CHECK(codes(not_allowed({legacy, reached, column, drop}, {parse_allowance(one.text)})) ==
          one.left);
  }
}

TEST_CASE("a statement's own comments allow") {
  CHECK(
      inline_allowances("-- athanor: allow legacy:results asked for by ops\nDROP TABLE results") ==
      std::vector<Allowance>{{"legacy", "results"}});
  CHECK(inline_allowances(
            "-- athanor: allow PRO103:users.name\n-- athanor: allow DAT102\nSELECT 1") ==
        std::vector<Allowance>{{"PRO103", "users.name"}, {"DAT102", ""}});
  CHECK(inline_allowances("SELECT 1 -- allow it").empty());
  CHECK(inline_allowances("INSERT INTO t VALUES ('-- athanor: allow legacy:results')").empty());
}

}  // namespace athanor
