#include "tests/support/scratch.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>

#include "engine/dialects/registry.hpp"

namespace athanor::testing {
namespace {

std::string new_file() {
  auto pattern = (std::filesystem::temp_directory_path() / "athanor_test_XXXXXX").string();
  int handle = mkstemp(pattern.data());
  REQUIRE(handle >= 0);
  close(handle);
  return pattern;
}

}  // namespace

const Dialect& sqlite() {
  return *find_dialect("sqlite");
}

Schema schema_of(const std::string& script) {
  return schema_of(script, sqlite());
}

std::vector<SqlStatement> statements_for(const Schema& schema) {
  return statements_for(schema, sqlite());
}

Scratch::Scratch() : file_(new_file()) {
  open();
}

void Scratch::open() {
  session_ = sqlite().open("sqlite:///" + file_, Access::ReadWrite);
  session_->execute("PRAGMA synchronous=OFF");
  session_->execute("PRAGMA journal_mode=MEMORY");
}

Scratch::~Scratch() {
  session_.reset();
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

void Scratch::run_script(const std::string& script) {
  try {
    session_->execute(script);
  } catch (const StatementError&) {
    session_->rollback();
    throw;
  }
}

void Scratch::clear() {
  session_.reset();
  std::filesystem::remove(file_);
  open();
}

std::string Scratch::damage() {
  // SQLite 3.40 sees NULLs that are not there in WITHOUT ROWID tables whose key is not in front.
  auto integrity = rows(
      "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok' "
      "AND integrity_check NOT LIKE 'NULL value in %'");
  return integrity + rows("PRAGMA foreign_key_check");
}

std::string Scratch::counters() {
  if (rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").empty()) return "";
  return "sqlite_sequence\n" + rows("SELECT '  ' || name, seq FROM sqlite_sequence");
}

std::string Scratch::select_all(const Table& table) const {
  return "SELECT * FROM " + sqlite().quote_name(table.name.name);
}

}  // namespace athanor::testing
