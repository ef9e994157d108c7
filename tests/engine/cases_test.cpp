/// Every file of tests/cases/sqlite: planned, compared with what is expected, and run.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "schema/model/reader.hpp"
#include "tests/engine/case_file.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

std::vector<std::string> case_paths() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("cases/sqlite"))) {
    if (entry.path().extension() == ".case") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Schema model_of(const std::string& text) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"model.toml", text});
  auto model = Model::read({source}, override_names(), found);
  auto schema = sqlite().lower(model.resolve("sqlite", found), found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return schema;
}

Schema side(const CaseFile& file, const std::string& name) {
  if (file.has(name + ".toml")) return model_of(file.section(name + ".toml"));
  return schema_of(file.section(name + ".sql"));
}

std::string listing(const Plan& plan) {
  std::string out;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    out += fmt::format("{:>2}  {}\n", i + 1, describe(plan.steps[i].step));
    for (const auto& reason : plan.steps[i].after) {
      out +=
          fmt::format("      after {}: {} ({})\n", reason.before + 1, reason.because, reason.rule);
    }
  }
  return out;
}

/// Every row of every table under the table's name, and where AUTOINCREMENT is at.
std::string all_rows(Scratch& database) {
  std::string out;
  auto schema = database.schema();
  for (const auto& [name, table] : schema.tables) {
    out += name.name + "\n";
    auto rows = database.rows("SELECT * FROM " + sqlite().quote_name(name.name));
    for (std::size_t at = 0; at < rows.size();) {
      auto end = rows.find('\n', at);
      out += "  " + rows.substr(at, end - at + 1);
      at = end + 1;
    }
  }
  bool counts =
      !database.rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").empty();
  if (counts)
    out += "sqlite_sequence\n" + database.rows("SELECT '  ' || name, seq FROM sqlite_sequence");
  return out;
}

class Case {
 public:
  explicit Case(const std::string& path)
      : file_(path),
        before_(side(file_, "before")),
        after_(side(file_, "after")),
        difference_(diff(before_, after_, sqlite())),
        up_(plan(difference_, before_, after_, sqlite())),
        down_(plan_back(difference_, before_, after_, sqlite())) {}

  void compare() {
    file_.expect("plan", listing(up_));
    file_.expect("up", script(up_));
    file_.expect("down", script(down_));
  }

  void run() {
    Scratch database;
    create(database);
    database.run_script(file_.section("rows"));
    database.session().execute("PRAGMA foreign_keys=ON");
    move(database, up_, after_, "rows after up");
    move(database, down_, before_, "rows after down");
  }

 private:
  static std::string script(const Plan& plan) { return sqlite().script(render(plan, sqlite())); }

  void create(Scratch& database) {
    if (file_.has("before.sql")) {
      database.run_script(file_.section("before.sql"));
    } else {
      database.run(statements_for(before_));
    }
    CHECK(lacking(database, before_) == "");
  }

  void move(Scratch& database, const Plan& plan, const Schema& target, const std::string& rows) {
    try {
      database.run_script(script(plan));
    } catch (const StatementError& e) {
      return file_.expect(rows, "fails: " + e.message() + "\n");
    }
    CHECK(lacking(database, target) == "");
    CHECK(database.damage() == "");
    if (file_.has("rows")) file_.expect(rows, all_rows(database));
  }

  /// What a database still lacks.
  std::string lacking(Scratch& database, const Schema& target) {
    auto is = database.schema();
    return listing(plan(diff(is, target, sqlite()), is, target, sqlite()));
  }

  CaseFile file_;
  Schema before_, after_;
  Difference difference_;
  Plan up_, down_;
};

}  // namespace

TEST_CASE("a plan is what its case file says, and does it on a database, there and back") {
  auto paths = case_paths();
  REQUIRE(paths.size() >= 25);
  for (const auto& path : paths) {
    SUBCASE(std::filesystem::path(path).stem().c_str()) {
      Case one(path);
      one.compare();
      one.run();
    }
  }
}

}  // namespace athanor::testing
