#include "tests/grammar/sqlite/live_sqlite.hpp"

#include <sqlite3.h>

#include <memory>

#include "grammar/sqlite/replay.hpp"
#include "tests/grammar/sqlite/reading.hpp"

namespace athanor::sqlite {
namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Database open_in_memory() {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(":memory:", &handle) == SQLITE_OK);
  return {handle, sqlite3_close};
}

/// Runs the statement at the front of `sql`; returns what comes after it.
const char* run_one(sqlite3* database, const char* sql, std::string& error) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  int result = sqlite3_prepare_v2(database, sql, -1, &statement, &rest);
  while (result == SQLITE_OK || result == SQLITE_ROW) result = sqlite3_step(statement);
  bool failed = statement != nullptr && result != SQLITE_DONE;
  failed = failed || (statement == nullptr && result == SQLITE_ERROR);
  if (failed) error = sqlite3_errmsg(database);
  sqlite3_finalize(statement);
  return rest;
}

std::string definitions(sqlite3* database) {
  std::string out;
  auto add = [](void* text, int, char** values, char**) {
    *static_cast<std::string*>(text) += std::string(values[0]) + ";\n";
    return 0;
  };
  sqlite3_exec(database,
               "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
               "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY "
               "instr('table view index trigger', type), rowid",
               add, &out, nullptr);
  return out;
}

}  // namespace

Ran run_in_replay(const std::string& script) {
  Diagnostics found;
  Replay replay;
  for (const auto& statement : read_script(source_of(script), found)) {
    replay.apply(statement, found);
  }
  Ran ran;
  if (found.has_errors()) ran.error = found.all().front().message;
  ran.schema = replay.take();
  return ran;
}

Ran run_in_sqlite(const std::string& script) {
  auto database = open_in_memory();
  Ran ran;
  for (const char* rest = script.c_str(); rest != nullptr && *rest != '\0';) {
    rest = run_one(database.get(), rest, ran.error);
  }
  auto kept = run_in_replay(definitions(database.get()));
  CHECK(kept.error == "");
  ran.schema = std::move(kept.schema);
  return ran;
}

}  // namespace athanor::sqlite
