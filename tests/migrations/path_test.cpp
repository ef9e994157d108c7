#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

struct Case {
  const char *rows, *target, *expected;
};

void check_upgrades(const History& history, std::initializer_list<Case> cases) {
  for (auto [rows, target, expected] : cases) {
    CAPTURE(rows);
    CAPTURE(target);
    CHECK(or_error([&, r = rows, t = target] {
            return ids_of(history, history.upgrade_path(words(r), t));
          }) == expected);
  }
}

void check_downgrades(const History& history, std::initializer_list<Case> cases) {
  for (auto [rows, target, expected] : cases) {
    CAPTURE(rows);
    CAPTURE(target);
    CHECK(or_error([&, r = rows, t = target] {
            return ids_of(history, history.downgrade_path(words(r), t));
          }) == expected);
  }
}

}  // namespace

TEST_CASE("an upgrade runs what the target needs and is not there yet") {
  check_upgrades(linear(),
                 {
                     {"", "head", "aaaa1 aabb2 cccc3 dddd4"},
                     {"aabb2", "head", "cccc3 dddd4"},
                     {"aabb2", "cc", "cccc3"},
                     {"dddd4", "head", ""},
                     {"dddd4", "aaaa1", ""},
                     {"", "+2", "aaaa1 aabb2"},
                     {"aabb2", "+1", "cccc3"},
                     {"", "aabb2+1", "aaaa1 aabb2 cccc3"},
                     {"", "cccc3-1", "aaaa1 aabb2"},
                     {"", "base", ""},
                     {"aabb2", "+9", "Relative revision +9 didn't produce 9 migrations"},
                     {"aabb2", "-1", "Relative revision -1 didn't produce 1 migrations"},
                     {"nope", "head", "Can't locate revision identified by 'nope'"},
                     {"", "nope", "Can't locate revision identified by 'nope'"},
                     {"aabb2 cccc3", "head",
                      "Requested revision cccc3 overlaps with other requested revisions aabb2"},
                 });
}

TEST_CASE("an upgrade of branches brings dependencies along") {
  check_upgrades(
      branched(),
      {
          {"", "heads", "aaaa1 bbbb2 dddd4 zzzz5 cccc3"},
          {"", "zzzz5", "aaaa1 bbbb2 dddd4 zzzz5"},
          {"", "right@head", "aaaa1 cccc3"},
          {"aaaa1", "left@+1", "bbbb2"},
          {"cccc3", "left@+2", "bbbb2 dddd4"},
          {"aaaa1", "+1", "Ambiguous walk"},
          {"bbbb2 cccc3", "+1", "Ambiguous upgrade from multiple current revisions"},
          {"", "head",
           "Multiple head revisions are present for given argument 'head'; please specify a "
           "specific "
           "target revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all "
           "heads"},
      });
}

TEST_CASE("a downgrade undoes what comes after the target, newest first") {
  check_downgrades(linear(),
                   {
                       {"dddd4", "base", "dddd4 cccc3 aabb2 aaaa1"},
                       {"dddd4", "-1", "dddd4"},
                       {"dddd4", "-4", "dddd4 cccc3 aabb2 aaaa1"},
                       {"cccc3", "aaaa1", "cccc3 aabb2"},
                       {"cccc3", "dddd4-2", "cccc3"},
                       {"cccc3", "cccc3", ""},
                       {"dddd4", "-9", "Relative revision -9 didn't produce 9 migrations"},
                       {"", "-1", "Relative revision -1 didn't produce 1 migrations"},
                       {"dddd4", "+1", "Relative revision +1 didn't produce 1 migrations"},
                       {"aabb2", "cccc3",
                        "Destination cccc3 is not a valid downgrade target from current head(s)"},
                   });
}

TEST_CASE("a downgrade of one branch leaves the other") {
  check_downgrades(branched(), {
                                   {"cccc3 zzzz5", "left@aaaa1", "zzzz5 dddd4 bbbb2"},
                                   {"cccc3 dddd4", "right@aaaa1", "cccc3"},
                                   {"cccc3 dddd4", "left@-1", "dddd4"},
                                   {"cccc3 zzzz5", "apart@base", "zzzz5"},
                                   {"dddd4 cccc3", "base", "cccc3 dddd4 bbbb2 aaaa1"},
                               });
}

TEST_CASE("a range lists both ends and keeps to its line") {
  struct Range {
    const char *lower, *upper, *expected;
  };
  auto history = branched();
  for (auto [lower, upper, expected] : {
           Range{"base", "heads", "cccc3 zzzz5 dddd4 bbbb2 aaaa1"},
           Range{"aaaa1", "left@head", "dddd4 bbbb2 aaaa1"},
           Range{"bbbb2", "dddd4", "dddd4 bbbb2"},
           Range{"left@base", "heads", ""},
           Range{"aaaa1", "bbbb2+1", "dddd4 bbbb2 aaaa1"},
           Range{"bbbb2", "left@+9", "dddd4 bbbb2"},
           Range{"right@-7", "cccc3", "cccc3 aaaa1"},
           Range{"right@-7", "heads", "Can't locate revision identified by 'heads'"},
           Range{"cccc3", "dddd4",
                 "Requested range cccc3:dddd4 does not refer to ancestor/descendant revisions "
                 "along the same branch"},
       }) {
    CAPTURE(lower);
    CAPTURE(upper);
    CHECK(or_error([&, l = lower, u = upper] {
            return ids_of(history, history.range({l}, {u}));
          }) == expected);
  }
}
