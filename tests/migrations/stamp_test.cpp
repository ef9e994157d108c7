#include "migrations/stamp.hpp"

#include <algorithm>

#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

/// The lines that are logged, then the rows.
std::string stamped(const History& history, const std::string& rows, const std::string& targets) {
  return or_error([&] {
    std::string out;
    auto held = words(rows);
    for (const auto& step : stamp_steps(history, held, words(targets))) {
      out += running_line(step) + "; ";
      held = rows_after(step.changes, std::move(held));
    }
    std::sort(held.begin(), held.end());
    for (const auto& row : held) out += row + " ";
    return out;
  });
}

}  // namespace

TEST_CASE("a stamp moves the rows on its line, and adds one where none is") {
  struct Case {
    const char *rows, *targets, *expected;
  };
  auto history = branched();
  for (auto [rows, targets, expected] : {
           Case{"", "dddd4", "Running stamp_revision  -> dddd4; dddd4 "},
           Case{"aaaa1", "dddd4", "Running stamp_revision aaaa1 -> dddd4; dddd4 "},
           Case{"dddd4 cccc3", "aaaa1", "Running stamp_revision dddd4, cccc3 -> aaaa1; aaaa1 "},
           Case{"dddd4", "cccc3", "Running stamp_revision  -> cccc3; cccc3 dddd4 "},
           Case{"dddd4 cccc3", "left@base", "Running stamp_revision dddd4 -> ; cccc3 "},
           Case{"dddd4 cccc3", "base",
                "Running stamp_revision dddd4 -> ; Running stamp_revision cccc3 -> ; "},
           Case{"aaaa1", "bbbb2 cccc3",
                "Running stamp_revision aaaa1 -> bbbb2; Running stamp_revision aaaa1 -> cccc3; "
                "bbbb2 cccc3 "},
           Case{"dddd4", "dddd4", "dddd4 "},
           Case{"", "dddd4 dddd4", "Running stamp_revision  -> dddd4; dddd4 "},
           Case{"", "head", "Multiple heads are present; please specify a single target revision"},
           Case{"", "nope", "Can't locate revision identified by 'nope'"},
       }) {
    CAPTURE(rows);
    CAPTURE(targets);
    CHECK(stamped(history, rows, targets) == expected);
  }
}
