#include "tests/support/test_database.hpp"

#include <doctest/doctest.h>

#include "engine/diff.hpp"

namespace athanor::testing {
namespace {

std::string indented(const std::string& lines) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    auto end = lines.find('\n', at);
    out += "  " + lines.substr(at, end - at + 1);
    at = end + 1;
  }
  return out;
}

}  // namespace

Schema schema_of(const std::string& script, const Dialect& dialect) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"script", script});
  auto replayer = dialect.replay({});
  for (const auto& statement : dialect.read_script(source, found)) {
    replayer->apply(statement, found);
  }
  REQUIRE_MESSAGE(!found.has_errors(), render(found), "\n", script);
  return replayer->schema();
}

std::vector<SqlStatement> statements_for(const Schema& schema, const Dialect& dialect) {
  return render(plan(diff({}, schema, dialect), {}, schema, dialect), dialect);
}

void TestDatabase::run(const std::vector<SqlStatement>& statements) {
  bool open = false;
  try {
    for (const auto& statement : statements) {
      bool inside = statement.mode == SqlStatement::Mode::Transactional;
      if (inside != open) inside ? session().begin() : session().commit();
      open = inside;
      session().execute(statement.sql);
    }
    if (open) session().commit();
  } catch (const StatementError&) {
    session().rollback();
    throw;
  }
}

Schema TestDatabase::schema() {
  Diagnostics found;
  auto schema = session().introspect(found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return schema;
}

std::string TestDatabase::rows(const std::string& query) {
  std::string out;
  for (const auto& row : session().query(query)) {
    for (const auto& value : row) out += value.value_or("NULL") + "|";
    out += "\n";
  }
  return out;
}

std::string TestDatabase::all_rows() {
  std::string out;
  auto held = schema();
  for (const auto& [name, table] : held.tables) {
    out += display(name) + "\n" + indented(rows(select_all(table)));
  }
  return out + counters();
}

}  // namespace athanor::testing
