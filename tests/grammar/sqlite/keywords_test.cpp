#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

/// Whether SQLite itself takes a script for SQL; what it says of names that do not exist is no
/// matter of grammar.
bool sqlite_accepts(const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
  std::string message = sqlite3_errmsg(database);
  sqlite3_close(database);
  return message.find("syntax error") == std::string::npos &&
         message.find("incomplete input") == std::string::npos;
}

bool reader_accepts(const std::string& sql) {
  return problems(sql).empty();
}

std::vector<std::string> keywords() {
  std::vector<std::string> out;
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const char* name = nullptr;
    int length = 0;
    sqlite3_keyword_name(i, &name, &length);
    out.emplace_back(name, static_cast<std::size_t>(length));
  }
  return out;
}

}  // namespace

TEST_CASE("a keyword is a name wherever SQLite takes it for one") {
  // Where a place ends in false, the reader takes more words than SQLite does, which is no harm.
  struct Place {
    const char* sql;
    bool exactly = true;
  };
  const Place places[] = {
      {"CREATE TABLE t({} INT)"},
      {"CREATE TABLE t(a INT, {} INT NOT NULL DEFAULT 1)"},
      {"CREATE TABLE t(a, CONSTRAINT {} UNIQUE (a))"},
      {"CREATE TABLE t(a COLLATE {})", false},
      {"CREATE TABLE t(a REFERENCES {})"},
      {"CREATE TABLE t(a DEFAULT {})"},
      {"CREATE TABLE t(\"{0}\" INT, CHECK ({0} > 0))", false},
      {"CREATE TABLE t(\"{0}\" INT, CHECK (t.{0} > 0))", false},
      {"CREATE TABLE t(a); CREATE INDEX {} ON t(a)"},
      {"CREATE TABLE t(\"{0}\"); CREATE INDEX i ON t({0} DESC)", false},
      {"CREATE TABLE t(a); CREATE VIEW {} AS SELECT a FROM t", false},
      {"CREATE TABLE t(\"{0}\"); CREATE VIEW v AS SELECT {0} FROM t WHERE t.{0} = 1", false},
      {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a AS {} FROM t"},
      {"CREATE TABLE \"{0}\"(a); CREATE VIEW v AS SELECT {0}.a FROM {0}", false},
      {"CREATE TABLE t(a); ALTER TABLE t RENAME COLUMN a TO {}"},
      {"CREATE TABLE t(a); SAVEPOINT {}"},
  };
  for (const auto& keyword : keywords()) {
    for (const auto& place : places) {
      auto sql = fmt::format(fmt::runtime(place.sql), keyword);
      CAPTURE(sql);
      CHECK(reader_accepts(sql) >= sqlite_accepts(sql));
      // A longer look makes a name of IF in CREATE VIEW if AS ..., where SQLite looks one word
      // ahead.
      bool exactly = place.exactly && keyword != "IF";
      if (exactly) CHECK(reader_accepts(sql) == sqlite_accepts(sql));
    }
  }
}
