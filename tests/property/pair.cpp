#include "tests/property/pair.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/diff.hpp"
#include "tests/property/generator.hpp"
#include "tests/property/rows.hpp"

namespace athanor::testing {
namespace {

std::string steps_of(const Plan& plan) {
  std::string out;
  for (const auto& planned : plan.steps) out += "  " + describe(planned.step) + "\n";
  return out;
}

void steps_reverse(const Plan& plan) {
  for (const auto& planned : plan.steps) {
    CHECK(reverse(reverse(planned.step)) == planned.step);
  }
}

}  // namespace

std::string difference(const Schema& is, const Schema& should, const Dialect& dialect) {
  auto found = diff(is, should, dialect);
  return found.empty() ? "" : steps_of(plan(found, is, should, dialect));
}

Pair::Pair(const Tongue& tongue, std::uint64_t seed)
    : tongue_(tongue), dialect_(tongue.dialect()), random_(seed) {
  from_plan_ = random_blueprint(tongue, random_);
  to_plan_ = random_.once_in(12) ? random_blueprint(tongue, random_, from_plan_.next)
                                 : changed(from_plan_, random_);
  from_ = draw(from_plan_);
  to_ = draw(to_plan_, &from_plan_);
  difference_ = diff(from_, to_, dialect_);
  auto traffic = tongue.some_traffic(random_);
  up_ = plan(difference_, from_, to_, dialect_, traffic);
  down_ = plan_back(difference_, from_, to_, dialect_, traffic);
}

std::string Pair::text(const std::vector<SqlStatement>& statements) const {
  return dialect_.script(statements);
}

std::string Pair::script() const {
  return fmt::format("-- from\n{}-- up\n{}-- down\n{}", text(statements_for(from_, dialect_)),
                     text(render(up_, dialect_)), text(render(down_, dialect_)));
}

void Pair::check(TestDatabase& database) {
  steps_reverse(up_);
  steps_reverse(down_);
  replay_gives(statements_for(from_, dialect_), {}, from_);
  replay_gives(render(up_, dialect_), from_, to_);
  auto there = with_names_kept(to_, renamed(from_, difference_, dialect_), dialect_);
  replay_gives(render(down_, dialect_), there, from_);
  with_rows(database);
}

void Pair::replay_gives(const std::vector<SqlStatement>& statements, const Schema& base,
                        const Schema& target) const {
  Diagnostics found;
  auto replayer = dialect_.replay(base);
  auto source = std::make_shared<SourceText>(SourceText{"plan.sql", text(statements)});
  for (const auto& statement : dialect_.read_script(source, found)) {
    replayer->apply(statement, found);
  }
  CHECK(render(found) == "");
  CHECK(difference(replayer->schema(), target, dialect_) == "");
}

void Pair::with_rows(TestDatabase& database) {
  database.run(statements_for(from_, dialect_));
  CHECK(difference(database.schema(), from_, dialect_) == "");
  fill(database, from_plan_, random_);
  // SQLite itself lets some rows in that its check then complains of (a TEXT key on itself).
  if (database.damage() != "") empty(database, from_plan_);
  REQUIRE(database.damage() == "");
  if (!move(database, up_, from_, to_)) return;
  moved_all_rows_ = move(database, down_, to_, from_);
}

/// Applies a plan. Rows may stand in its way (a new key that they break): then nothing has changed,
/// and without them the plan must do it.
bool Pair::move(TestDatabase& database, const Plan& plan, const Schema& before,
                const Schema& after) {
  const auto& shown_before = &before == &from_ ? from_plan_ : to_plan_;
  const auto& shown_after = &after == &from_ ? from_plan_ : to_plan_;
  auto rows = kept_rows(database, shown_before, from_plan_, to_plan_);
  auto statements = render(plan, dialect_);
  bool done = try_to_apply(database, statements);
  if (!done && tongue_.is_atomic(statements)) {
    CHECK(difference(database.schema(), before, dialect_) == "");
    CHECK(kept_rows(database, shown_before, from_plan_, to_plan_) == rows);
    empty(database, shown_before);
    database.run(statements);
  } else if (!done) {
    database.clear();
    database.run(statements_for(before, dialect_));
    database.run(statements);
  }
  CHECK(difference(database.schema(), after, dialect_) == "");
  CHECK(database.damage() == "");
  if (done) CHECK(kept_rows(database, shown_after, from_plan_, to_plan_) == rows);
  return done;
}

bool Pair::try_to_apply(TestDatabase& database, const std::vector<SqlStatement>& statements) {
  tongue_.unsettle(database, random_);
  try {
    if (random_.once_in(2)) {
      database.run(statements);
    } else {
      database.run_script(text(statements));
    }
  } catch (const StatementError&) {
    return false;
  }
  return true;
}

}  // namespace athanor::testing
