#include "tests/engine/case_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "schema/model/reader.hpp"
#include "tests/engine/case_file.hpp"
#include "tests/support/golden.hpp"

namespace athanor::testing {
namespace {

Schema model_of(const std::string& text, const Dialect& dialect) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"model.toml", text});
  auto model = Model::read({source}, override_names(), found);
  auto schema = dialect.lower(model.resolve(dialect.name(), found), found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return schema;
}

Schema side(const CaseFile& file, const std::string& name, const Dialect& dialect) {
  if (file.has(name + ".toml")) return model_of(file.section(name + ".toml"), dialect);
  return schema_of(file.section(name + ".sql"), dialect);
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

class Case {
 public:
  Case(const std::string& path, const Dialect& dialect)
      : file_(path),
        dialect_(dialect),
        traffic_(file_.has("online") ? Traffic::Online : Traffic::None),
        before_(side(file_, "before", dialect)),
        after_(side(file_, "after", dialect)),
        difference_(diff(before_, after_, dialect)),
        up_(plan(difference_, before_, after_, dialect, traffic_)),
        down_(plan_back(difference_, before_, after_, dialect, traffic_)) {}

  void compare() {
    file_.expect("plan", listing(up_));
    file_.expect("up", script(up_));
    file_.expect("down", script(down_));
  }

  void run(TestDatabase& database) {
    create(database);
    database.run_script(file_.section("rows"));
    database.enforce_keys();
    move(database, up_, after_, "rows after up");
    move(database, down_, before_, "rows after down");
  }

 private:
  std::string script(const Plan& plan) const { return dialect_.script(render(plan, dialect_)); }

  void create(TestDatabase& database) {
    if (file_.has("before.sql")) {
      database.run_script(file_.section("before.sql"));
    } else {
      database.run(statements_for(before_, dialect_));
    }
    CHECK(lacking(database, before_) == "");
  }

  void move(TestDatabase& database, const Plan& plan, const Schema& target,
            const std::string& rows) {
    try {
      database.run_script(script(plan));
    } catch (const StatementError& e) {
      return file_.expect(rows, "fails: " + e.message() + "\n");
    }
    CHECK(lacking(database, target) == "");
    CHECK(database.damage() == "");
    if (file_.has("rows")) file_.expect(rows, database.all_rows());
  }

  /// What a database still lacks.
  std::string lacking(TestDatabase& database, const Schema& target) {
    auto is = database.schema();
    return listing(plan(diff(is, target, dialect_), is, target, dialect_));
  }

  CaseFile file_;
  const Dialect& dialect_;
  Traffic traffic_;
  Schema before_, after_;
  Difference difference_;
  Plan up_, down_;
};

}  // namespace

std::vector<std::string> case_paths(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("cases/" + folder))) {
    if (entry.path().extension() == ".case") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void run_case(const std::string& path, const Dialect& dialect,
              const std::function<std::unique_ptr<TestDatabase>()>& new_database) {
  Case one(path, dialect);
  one.compare();
  one.run(*new_database());
}

}  // namespace athanor::testing
