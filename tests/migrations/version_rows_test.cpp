#include "migrations/version_rows.hpp"

#include "schema/overloaded.hpp"
#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

std::string shown(const std::vector<VersionRowChange>& changes) {
  std::string out;
  for (const auto& change : changes) {
    if (!out.empty()) out += ", ";
    out += std::visit(overloaded{[](const InsertVersion& it) { return "insert " + it.id; },
                                 [](const UpdateVersion& it) { return it.from + " to " + it.to; },
                                 [](const DeleteVersion& it) { return "delete " + it.id; }},
                      change);
  }
  return out;
}

History merged() {
  return history_of({{"a", "None"},
                     {"b", "'a'"},
                     {"c", "'a'"},
                     {"m", "('b', 'c')"},
                     {"z", "None", "depends_on = 'a'"}});
}

}  // namespace

TEST_CASE("each step changes the version rows as Alembic would") {
  struct Case {
    const char *rows, *step, *expected;
  };
  auto history = merged();
  for (auto [rows, step, expected] : {
           Case{"", "+a", "insert a"},
           Case{"a", "+b", "a to b"},
           Case{"b", "+c", "insert c"},
           Case{"b c", "+m", "delete b, c to m"},
           Case{"m", "-m", "insert b, m to c"},
           Case{"b c", "-c", "delete c"},
           Case{"b", "-b", "b to a"},
           Case{"a", "-a", "delete a"},
           Case{"a", "+z", "a to z"},
           Case{"b", "+z", "insert z"},
           Case{"z", "-z", "z to a"},
           Case{"b z", "-z", "delete z"},
           Case{"a", "-b", "revision b cannot be undone: the version table does not hold it"},
           Case{"gone", "+a", "Can't locate revision identified by 'gone'"},
       }) {
    CAPTURE(rows);
    CAPTURE(step);
    auto direction = step[0] == '+' ? alembic::Direction::Upgrade : alembic::Direction::Downgrade;
    RevisionStep taken{*history.find(step + 1), direction};
    CHECK(or_error([&, r = rows] { return shown(version_changes(history, taken, words(r))); }) ==
          expected);
  }
}

TEST_CASE("going up to the heads and down to base leaves no row") {
  auto history = merged();
  std::vector<std::string> rows;
  for (auto revision : history.upgrade_path(rows, "heads")) {
    RevisionStep step{revision, alembic::Direction::Upgrade};
    rows = rows_after(version_changes(history, step, rows), rows);
  }
  CHECK(rows == std::vector<std::string>{"m", "z"});
  for (auto revision : history.downgrade_path(rows, "base")) {
    RevisionStep step{revision, alembic::Direction::Downgrade};
    rows = rows_after(version_changes(history, step, rows), rows);
  }
  CHECK(rows.empty());
}
