/// Up, down and in between, on a real database, for random pairs of schemas.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/diff.hpp"
#include "tests/property/generator.hpp"
#include "tests/property/rows.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

constexpr int kPairs = 2000;

std::string steps_of(const Plan& plan) {
  std::string out;
  for (const auto& planned : plan.steps) out += "  " + describe(planned.step) + "\n";
  return out;
}

/// What differs, for a failing test's message; "" when nothing.
std::string difference(const Schema& is, const Schema& should) {
  auto found = diff(is, should, sqlite());
  return found.empty() ? "" : steps_of(plan(found, is, should, sqlite()));
}

/// One pair of schemas and the ways between them.
class Pair {
 public:
  explicit Pair(std::uint64_t seed) : random_(seed) {
    from_plan_ = random_blueprint(random_);
    to_plan_ = random_.once_in(12) ? random_blueprint(random_, from_plan_.next)
                                   : changed(from_plan_, random_);
    from_ = draw(from_plan_);
    to_ = draw(to_plan_, &from_plan_);
    difference_ = diff(from_, to_, sqlite());
    up_ = plan(difference_, from_, to_, sqlite());
    down_ = plan_back(difference_, from_, to_, sqlite());
  }

  std::string script() const {
    return fmt::format("-- from\n{}-- up\n{}-- down\n{}", text(statements_for(from_)),
                       text(render(up_, sqlite())), text(render(down_, sqlite())));
  }

  void check() {
    steps_reverse(up_);
    steps_reverse(down_);
    replay_gives(statements_for(from_), {}, from_);
    replay_gives(render(up_, sqlite()), from_, to_);
    replay_gives(render(down_, sqlite()), to_, from_);
    with_rows();
  }

  /// Whether no row stood in the way, up or down.
  bool moved_all_rows() const { return moved_all_rows_; }

 private:
  static std::string text(const std::vector<SqlStatement>& statements) {
    return sqlite().script(statements);
  }

  static void steps_reverse(const Plan& plan) {
    for (const auto& planned : plan.steps) {
      CHECK(reverse(reverse(planned.step)) == planned.step);
    }
  }

  static void replay_gives(const std::vector<SqlStatement>& statements, const Schema& base,
                           const Schema& target) {
    Diagnostics found;
    auto replayer = sqlite().replay(base);
    auto source = std::make_shared<SourceText>(SourceText{"plan.sql", text(statements)});
    for (const auto& statement : sqlite().read_script(source, found)) {
      replayer->apply(statement, found);
    }
    CHECK(render(found) == "");
    CHECK(difference(replayer->schema(), target) == "");
  }

  void with_rows() {
    Scratch database;
    database.run(statements_for(from_));
    CHECK(difference(database.schema(), from_) == "");
    fill(database, from_plan_, random_);
    // SQLite itself lets some rows in that its check then complains of (a TEXT key on itself).
    if (database.damage() != "") empty(database, from_plan_);
    REQUIRE(database.damage() == "");
    if (!move(database, up_, from_, to_)) return;
    moved_all_rows_ = move(database, down_, to_, from_);
  }

  /// Applies a plan. Rows may stand in its way (a new key that they break): then nothing has
  /// changed, and without them the plan must do it.
  bool move(Scratch& database, const Plan& plan, const Schema& before, const Schema& after) {
    const auto& shown_before = &before == &from_ ? from_plan_ : to_plan_;
    const auto& shown_after = &after == &from_ ? from_plan_ : to_plan_;
    auto rows = kept_rows(database, shown_before, from_plan_, to_plan_);
    bool done = try_to_apply(database, plan);
    if (!done) {
      CHECK(difference(database.schema(), before) == "");
      CHECK(kept_rows(database, shown_before, from_plan_, to_plan_) == rows);
      empty(database, shown_before);
      database.run(render(plan, sqlite()));
    }
    CHECK(difference(database.schema(), after) == "");
    CHECK(database.damage() == "");
    if (done) CHECK(kept_rows(database, shown_after, from_plan_, to_plan_) == rows);
    return done;
  }

  bool try_to_apply(Scratch& database, const Plan& plan) {
    database.session().execute(random_.once_in(2) ? "PRAGMA foreign_keys=ON"
                                                  : "PRAGMA foreign_keys=OFF");
    try {
      if (random_.once_in(2)) {
        database.run(render(plan, sqlite()));
      } else {
        database.run_script(text(render(plan, sqlite())));
      }
    } catch (const StatementError&) {
      return false;
    }
    return true;
  }

  Random random_;
  Blueprint from_plan_, to_plan_;
  Schema from_, to_;
  Difference difference_;
  Plan up_, down_;
  bool moved_all_rows_ = false;
};

}  // namespace

TEST_CASE("a plan turns any schema into any other, and its reverse turns it back, rows and all") {
  int whole = 0;
  for (int i = 0; i < kPairs; ++i) {
    auto seed = base_seed() + static_cast<std::uint64_t>(i);
    INFO("ATHANOR_SEED=" << seed);
    Pair pair(seed);
    INFO(pair.script());
    pair.check();
    if (pair.moved_all_rows()) ++whole;
  }
  MESSAGE(whole, " of ", kPairs, " pairs moved their rows up and down");
  CHECK(whole > kPairs / 2);
}

}  // namespace athanor::testing
