#include "migrations/listing.hpp"

#include "tests/migrations/histories.hpp"

using namespace athanor;

TEST_CASE("history lists the newest first, with parents, labels and marks") {
  CHECK(list_history(branched(), {}) ==
        "aaaa1 -> cccc3 (right) (head), on the right\n"
        "<base> (dddd4) -> zzzz5 (apart) (head), \n"
        "bbbb2 -> dddd4 (left) (effective head), further left\nsecond line\n"
        "aaaa1 -> bbbb2 (left), on the left\n"
        "<base> -> aaaa1 (branchpoint), first\n");
  HistoryListing listing;
  listing.current = {"cccc3"};
  listing.lower = {"right@aaaa1"};
  CHECK(list_history(branched(), listing) ==
        "aaaa1 -> cccc3 (right) (head) (current), on the right\n"
        "<base> -> aaaa1 (branchpoint), first\n");
}

TEST_CASE("heads, branches and current are listed as Alembic lists them") {
  auto history = branched();
  CHECK(list_heads(history, HeadsBy::DownRevision, Detail::Plain) ==
        "cccc3 (right) (head)\ndddd4 (left) (effective head)\nzzzz5 (apart) (head)\n");
  CHECK(list_heads(history, HeadsBy::Dependencies, Detail::Plain) ==
        "cccc3 (right) (head)\nzzzz5 (apart) (head)\n");
  CHECK(list_branches(history, Detail::Plain) ==
        "aaaa1 (branchpoint)\n      -> bbbb2 (left)\n      -> cccc3 (right) (head)\n\n");
  CHECK(list_current(history, {"zzzz5"}, Detail::Plain) ==
        "dddd4 (effective head)\nzzzz5 (head)\n");
  CHECK(list_current(history, {"aaaa1"}, Detail::Plain) == "aaaa1 (branchpoint)\n");
  CHECK(list_current(history, {}, Detail::Plain) == "");
}

TEST_CASE("show prints the whole entry") {
  auto history = branched();
  CHECK(show(history, "dddd") ==
        "Rev: dddd4 (head)\nParent: bbbb2\nBranch names: left\nPath: /versions/dddd4.py\n\n"
        "    further left\n    second line\n    \n    more\n\n");
  CHECK(show(history, "aaaa1") ==
        "Rev: aaaa1 (branchpoint)\nParent: <base>\nBranches into: bbbb2, cccc3\n"
        "Path: /versions/aaaa1.py\n\n    first\n\n");
  CHECK(show(history, "zzzz5") ==
        "Rev: zzzz5 (head)\nParent: <base>\nAlso depends on: dddd4\nBranch names: apart\n"
        "Path: /versions/zzzz5.py\n\n\n\n");
}

TEST_CASE("a step is announced with its parents and its doc") {
  auto history = branched();
  auto line = [&](const char* id, alembic::Direction direction) {
    return running_line(history, {*history.find(id), direction});
  };
  CHECK(line("aaaa1", alembic::Direction::Upgrade) == "Running upgrade  -> aaaa1, first");
  CHECK(line("bbbb2", alembic::Direction::Downgrade) ==
        "Running downgrade bbbb2 -> aaaa1, on the left");
  CHECK(line("zzzz5", alembic::Direction::Upgrade) == "Running upgrade  -> zzzz5");
}
