#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

std::string resolved(const History& history, const std::string& argument) {
  return or_error([&] { return ids_of(history, history.resolve(argument)); });
}

struct Case {
  const char *argument, *expected;
};

}  // namespace

TEST_CASE("an argument names a revision by its id, its front or a symbol") {
  auto history = linear();
  for (auto [argument, expected] : {
           Case{"aaaa1", "aaaa1"},
           Case{"aaaa", "aaaa1"},
           Case{"c", "cccc3"},
           Case{"head", "dddd4"},
           Case{"heads", "dddd4"},
           Case{"base", ""},
           Case{"-1", "cccc3"},
           Case{"aa", "Can't locate revision identified by 'aa'"},
           Case{"nope", "Can't locate revision identified by 'nope'"},
           Case{"aaaa1@head", "dddd4"},
       }) {
    CAPTURE(argument);
    CHECK(resolved(history, argument) == expected);
  }
}

TEST_CASE("labels narrow an argument to their branch") {
  auto history = branched();
  for (auto [argument, expected] : {
           Case{"heads", "cccc3 zzzz5"},
           Case{"left", "bbbb2"},
           Case{"left@head", "dddd4"},
           Case{"left@heads", "dddd4"},
           Case{"right@cccc", "cccc3"},
           Case{"apart@base", ""},
           Case{"left@cccc3", "Can't locate revision identified by 'cccc3'"},
           Case{"nope@head", "Can't locate revision identified by 'nope'"},
           Case{"rig", "cccc3"},
           Case{"left@-1", ""},
           Case{"head",
                "Multiple head revisions are present for given argument 'head'; please specify a "
                "specific target revision, '<branchname>@head' to narrow to a specific head, or "
                "'heads' for all heads"},
       }) {
    CAPTURE(argument);
    CHECK(resolved(history, argument) == expected);
  }
}

TEST_CASE("a dependency makes an effective head, and a label spreads along its branch") {
  auto history = branched();
  CHECK(ids_of(history, history.heads()) == "cccc3 dddd4 zzzz5");
  CHECK(ids_of(history, history.real_heads()) == "cccc3 zzzz5");
  CHECK(ids_of(history, history.bases()) == "aaaa1 zzzz5");
  CHECK(history.labels(*history.find("dddd4")) == std::set<std::string>{"left"});
  CHECK(history.labels(*history.find("aaaa1")).empty());
}

TEST_CASE("a label reaches down to where its branch begins") {
  auto history = history_of(
      {{"a1", "None"}, {"b1", "'a1'"}, {"c1", "'b1'", "branch_labels = 'x'"}, {"d1", "'c1'"}});
  for (RevisionNumber i = 0; i < 4; ++i) CHECK(history.labels(i).contains("x"));
}

TEST_CASE("a dependency that an ancestor declares is not counted again") {
  auto history = history_of({{"a1", "None"},
                             {"b1", "None", "depends_on = 'a1'"},
                             {"c1", "'b1'", "depends_on = ('a1', 'd1')"},
                             {"d1", "None"}});
  CHECK(ids_of(history, history.needs(2)) == "b1 d1");
}

TEST_CASE("a history with a hole, a double name or a cycle is an error at its place") {
  struct Broken {
    std::vector<Made> scripts;
    std::string expected;
  };
  for (const auto& [scripts, expected] : std::vector<Broken>{
           {{{"aaaa", "'aaab'"}},
            "aaaa.py:3:17: error: down_revision of revision aaaa names \"aaab\", which no script "
            "has\n  down_revision = 'aaab'\n                  ^~~~~~\n"
            "note: did you mean \"aaaa\"?\n"},
           {{{"a", "None", "depends_on = 'zzz'"}},
            "a.py:4:14: error: depends_on of revision a names \"zzz\", which no script has\n"
            "  depends_on = 'zzz'\n               ^~~~~\n"},
           {{{"a", "None", "branch_labels = 'x'"}, {"b", "None", "branch_labels = 'x'"}},
            "b.py:4:17: error: branch label \"x\" of revision b is taken by revision a\n"
            "  branch_labels = 'x'\n                  ^~~\n"},
           {{{"a", "'b'"}, {"b", "'a'"}},
            "a.py:3:17: error: revisions form a cycle: a -> b -> a\n"
            "  down_revision = 'b'\n                  ^~~\nnote: b.py:3 has b\n"},
           {{{"a", "'a'"}},
            "a.py:3:17: error: revisions form a cycle: a -> a\n"
            "  down_revision = 'a'\n                  ^~~\n"},
           {{{"a", "None", "depends_on = 'b'"}, {"b", "None", "depends_on = 'a'"}},
            "a.py:4:14: error: revisions form a cycle: a -> b -> a\n"
            "  depends_on = 'b'\n               ^~~\nnote: b.py:4 has b\n"},
       }) {
    Diagnostics found;
    CHECK(!try_history(scripts, found));
    CHECK(render(found) == expected);
  }
}
