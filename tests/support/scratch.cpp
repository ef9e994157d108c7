#include "tests/support/scratch.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"

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
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"script", script});
  auto replayer = sqlite().replay({});
  for (const auto& statement : sqlite().read_script(source, found)) {
    replayer->apply(statement, found);
  }
  REQUIRE_MESSAGE(!found.has_errors(), render(found), "\n", script);
  return replayer->schema();
}

std::vector<SqlStatement> statements_for(const Schema& schema) {
  return render(plan(diff({}, schema, sqlite()), {}, schema, sqlite()), sqlite());
}

Scratch::Scratch() : file_(new_file()) {
  session_ = sqlite().open("sqlite:///" + file_, Access::ReadWrite);
  session_->execute("PRAGMA synchronous=OFF");
  session_->execute("PRAGMA journal_mode=MEMORY");
}

Scratch::~Scratch() {
  session_.reset();
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

void Scratch::run(const std::vector<SqlStatement>& statements) {
  bool open = false;
  try {
    for (const auto& statement : statements) {
      bool inside = statement.mode == SqlStatement::Mode::Transactional;
      if (inside != open) inside ? session_->begin() : session_->commit();
      open = inside;
      session_->execute(statement.sql);
    }
    if (open) session_->commit();
  } catch (const StatementError&) {
    session_->rollback();
    throw;
  }
}

void Scratch::run_script(const std::string& script) {
  try {
    session_->execute(script);
  } catch (const StatementError&) {
    session_->rollback();
    throw;
  }
}

Schema Scratch::schema() {
  Diagnostics found;
  auto schema = session_->introspect(found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return schema;
}

std::string Scratch::rows(const std::string& query) {
  std::string out;
  for (const auto& row : session_->query(query)) {
    for (const auto& value : row) out += value.value_or("NULL") + "|";
    out += "\n";
  }
  return out;
}

std::string Scratch::damage() {
  // SQLite 3.40 sees NULLs that are not there in WITHOUT ROWID tables whose key is not in front.
  auto integrity = rows(
      "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok' "
      "AND integrity_check NOT LIKE 'NULL value in %'");
  return integrity + rows("PRAGMA foreign_key_check");
}

}  // namespace athanor::testing
