#include "migrations/script_writer.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>

#include "grammar/alembic/script_reader.hpp"
#include "schema/overloaded.hpp"
#include "tests/migrations/folder.hpp"

using namespace athanor;
using Mode = DialectSql::Item::Mode;

namespace {

alembic::ParsedScript parsed(const std::string& text) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"new.py", text});
  auto script = alembic::read_migration(source, found);
  REQUIRE_MESSAGE(script, (render(found) + text));
  return *script;
}

/// The items of a body, which must be known whole.
std::vector<DialectSql::Item> items_of(const alembic::ParsedScript& script,
                                       alembic::Direction direction, const std::string& dialect) {
  std::vector<DialectSql::Item> out;
  for (const auto& item : alembic::body_for(script, direction, dialect)) {
    std::visit(
        overloaded{[&](const alembic::SqlItem& sql) {
                     bool own = sql.mode == alembic::SqlItem::Mode::Autocommit;
                     out.push_back({sql.sql, own ? Mode::Autocommit : Mode::Transactional, ""});
                   },
                   [](const alembic::OperationItem&) { FAIL("an operation"); },
                   [](const alembic::NeedsPython& needs) { FAIL(needs.construct); }},
        item);
  }
  return out;
}

const std::vector<std::string> pieces = {
    "\"",   "\"\"\"", "'",   "\\",      "\\\"", ":",   "::",  ":name", "\\:x",
    "$",    "$1",     "\n",  "\r\n",    "\t",   "é",   "—",   "😀",     " ",
    "{",    "}",      "{x}", "%",       "%s",   "%%",  "a",   "1",     "_",
    "\x01", "\x7f",   "#",   "SELECT ", "N{",   "\\N", "\\u", "x41",   std::string(1, '\0')};

std::string random_text(std::mt19937& random) {
  std::string out;
  for (auto count = random() % 12; count > 0; --count) out += pieces[random() % pieces.size()];
  return out;
}

std::vector<DialectSql::Item> random_items(std::mt19937& random) {
  std::vector<DialectSql::Item> out;
  for (auto count = random() % 4; count > 0; --count) {
    out.push_back(
        {random_text(random), random() % 3 == 0 ? Mode::Autocommit : Mode::Transactional, ""});
  }
  return out;
}

NewRevision random_revision(std::mt19937& random) {
  NewRevision out{"abc123", {}, {}, {}, random_text(random), "2026-11-21 15:30:00.000000", {}};
  for (auto count = random() % 3; count > 0; --count) out.down_revisions.push_back("parent");
  for (const char* dialect : {"postgresql", "sqlite"}) {
    out.dialects.push_back({dialect, random_items(random), random_items(random)});
    if (random() % 3 == 0) break;
  }
  return out;
}

}  // namespace

TEST_CASE("a revision is written as an ordinary Alembic script") {
  NewRevision revision{"3f2a9c1b7d4e",        {"20260416_feedback"},        {}, {},
                       "add avatar to users", "2026-11-21 15:30:00.000000", {}};
  revision.dialects.push_back(
      {"postgresql",
       {{"ALTER TABLE users ADD COLUMN avatar_url character varying(255)", Mode::Transactional,
         "brief lock"},
        {"CREATE INDEX CONCURRENTLY ix ON users (avatar_url)", Mode::Autocommit, ""}},
       {{"ALTER TABLE users DROP COLUMN avatar_url", Mode::Transactional, ""}}});
  revision.dialects.push_back({"sqlite",
                               {{"ALTER TABLE users ADD COLUMN avatar_url VARCHAR(255)\n"
                                 "  DEFAULT ' :none'",
                                 Mode::Transactional, ""}},
                               {}});
  CHECK(write_script(revision) == R"py("""add avatar to users

Revision ID: 3f2a9c1b7d4e
Revises: 20260416_feedback
Create Date: 2026-11-21 15:30:00.000000

"""
from alembic import op

revision = "3f2a9c1b7d4e"
down_revision = "20260416_feedback"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        # brief lock
        op.execute("""ALTER TABLE users ADD COLUMN avatar_url character varying(255)""")
        with op.get_context().autocommit_block():
            op.execute("""CREATE INDEX CONCURRENTLY ix ON users (avatar_url)""")
    elif op.get_context().dialect.name == "sqlite":
        op.execute("""ALTER TABLE users ADD COLUMN avatar_url VARCHAR(255)
  DEFAULT ' \\:none'""")


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("""ALTER TABLE users DROP COLUMN avatar_url""")
)py");
}

TEST_CASE("with one dialect there is no if, and an empty body is pass") {
  NewRevision revision{"a", {"b", "c"}, {"x"}, {"d", "e"}, "say \"hi\"\\", "now", {}};
  revision.dialects.push_back({"sqlite", {{"SELECT \"x\"", Mode::Transactional, ""}}, {}});
  CHECK(write_script(revision) == R"py("""say "hi"\\

Revision ID: a
Revises: b, c
Create Date: now

"""
from alembic import op

revision = "a"
down_revision = ("b", "c")
branch_labels = "x"
depends_on = ("d", "e")


def upgrade() -> None:
    op.execute("""SELECT "x\"""")


def downgrade() -> None:
    pass
)py");
}

TEST_CASE("whatever is written is read back byte for byte") {
  std::mt19937 random(5);
  for (int round = 0; round < 1500; ++round) {
    auto revision = random_revision(random);
    auto text = write_script(revision);
    CAPTURE(text);
    auto script = parsed(text);
    CHECK(script.header.revision == revision.id);
    CHECK(script.header.down_revisions == revision.down_revisions);
    CHECK(script.header.doc.starts_with(revision.message + "\n\nRevision ID: abc123\n"));
    for (const auto& dialect : revision.dialects) {
      REQUIRE(items_of(script, alembic::Direction::Upgrade, dialect.dialect) == dialect.upgrade);
      REQUIRE(items_of(script, alembic::Direction::Downgrade, dialect.dialect) ==
              dialect.downgrade);
    }
  }
}

namespace {

// Reads what op.execute is given with Python's own parser, and compiles it with SQLAlchemy.
constexpr const char* judge = R"py(
import ast, json, sys
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    found = []
    for node in ast.walk(ast.parse(case["script"])):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "execute":
            value = ast.literal_eval(node.args[0])
            found.append(str(text(value).compile(dialect=sqlite.dialect())))
    assert sorted(found) == sorted(case["sql"]), (case, found)
)py";

int run(const std::string& command) {
  return std::system(command.c_str());
}

/// A Python that has Alembic, or "": ATHANOR_TEST_PYTHON, else what is installed.
std::string python() {
  const char* given = std::getenv("ATHANOR_TEST_PYTHON");
  for (std::string one : {given ? given : "python3", "/usr/bin/python3"}) {
    if (run(one + " -c 'import sqlalchemy, alembic' 2>/dev/null") == 0) return one;
  }
  return "";
}

}  // namespace

TEST_CASE("Python and SQLAlchemy read what is written as the same SQL" *
          doctest::skip(python().empty())) {
  std::mt19937 random(6);
  auto cases = nlohmann::json::array();
  for (int round = 0; round < 1500; ++round) {
    auto revision = random_revision(random);
    auto sql = nlohmann::json::array();
    for (const auto& dialect : revision.dialects) {
      for (const auto& item : dialect.upgrade) sql.push_back(item.sql);
      for (const auto& item : dialect.downgrade) sql.push_back(item.sql);
    }
    cases.push_back({{"script", write_script(revision)}, {"sql", sql}});
  }
  Folder folder;
  folder.write("cases.json", cases.dump());
  folder.write("judge.py", judge);
  CHECK(run(python() + " " + folder.path() + "/judge.py " + folder.path() + "/cases.json") == 0);
}
