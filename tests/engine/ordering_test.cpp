#include "engine/ordering.hpp"

#include <doctest/doctest.h>

#include "tests/support/golden.hpp"
#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

Table table_named(const std::string& name) {
  Table table;
  table.name.name = name;
  return table;
}

}  // namespace

TEST_CASE("the ordering rules are those that the golden listing has") {
  auto path = testing::test_path("engine/rules.golden");
  if (testing::updates_golden()) testing::write_golden(path, list_rules());
  CHECK(list_rules() == testing::read_golden(path));
}

TEST_CASE("ties are broken by kind and name, whatever order the steps come in") {
  Index index;
  index.name = "ix";
  std::vector<Step> steps = {step::CreateIndex{{"", "b"}, index},
                             step::Create<Table>{table_named("b")},
                             step::Create<Table>{table_named("a")}};
  auto ordered = [](std::vector<Step> some) {
    std::string out;
    for (const auto& planned : in_order(std::move(some), testing::sqlite())) {
      out += describe(planned.step) + "\n";
    }
    return out;
  };
  CHECK(ordered(steps) == "create table a\ncreate table b\ncreate index ix\n");
  std::swap(steps[0], steps[2]);
  CHECK(ordered(steps) == "create table a\ncreate table b\ncreate index ix\n");
}

TEST_CASE("a step tells after which other it comes, and by which rule") {
  Index index;
  index.name = "ix";
  auto planned =
      in_order({step::CreateIndex{{"", "a"}, index}, step::Create<Table>{table_named("a")}},
               testing::sqlite());
  REQUIRE(planned.size() == 2);
  CHECK(planned[0].after.empty());
  CHECK(planned[1].after == std::vector<Reason>{{0, "index-after-table", "its table"}});
}

TEST_CASE("a circle that no rule may break is reported as a path") {
  std::vector<Step> steps = {step::RenameTable{{"", "a"}, {"", "b"}},
                             step::RenameTable{{"", "b"}, {"", "a"}}};
  std::string message;
  try {
    in_order(steps, testing::sqlite());
  } catch (const InputError& e) {
    message = e.what();
  }
  CHECK(message ==
        "error: the steps depend on each other in a circle: rename table a to b -> rename "
        "table b to a -> rename table a to b\n");
}

}  // namespace athanor
