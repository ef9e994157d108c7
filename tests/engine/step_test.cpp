#include "engine/step.hpp"

#include <doctest/doctest.h>

#include <variant>

#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

/// One step of every kind, in the order of the variant, with what a person reads of it and of what
/// undoes it.
struct Kind {
  Step step;
  std::string described;
  std::string undone;
};

std::vector<Kind> kinds() {
  auto schema = testing::schema_of(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);"
      "CREATE INDEX ix_name ON users (name);"
      "CREATE VIEW names AS SELECT name FROM users;"
      "CREATE TRIGGER touch AFTER INSERT ON users BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE search USING fts5(title);");
  auto table = schema.tables.at({"", "users"});
  auto index = table.indexes.at(0);
  auto trigger = table.triggers.at(0);
  auto view = schema.views.at({"", "names"});
  auto search = schema.virtual_tables.at({"", "search"});
  Table wider = table;
  wider.strict = true;
  Check check;
  check.expression.text = "name <> ''";
  return {
      {step::Create<Table>{table}, "create table users", "drop table users"},
      {step::RenameTable{{"", "a"}, {"", "b"}}, "rename table a to b", "rename table b to a"},
      {step::RenameColumn{table.name, "name", "label"}, "rename column users.name to label",
       "rename column users.label to name"},
      {step::AddColumn{table.name, table.columns[1], {check}}, "add column users.name",
       "drop column users.name"},
      {step::DropColumn{table.name, table.columns[1], {check}}, "drop column users.name",
       "add column users.name"},
      {step::RebuildTable{table, wider}, "rebuild table users", "rebuild table users"},
      {step::Create<VirtualTable>{search}, "create virtual table search",
       "drop virtual table search"},
      {step::CreateIndex{table.name, index}, "create index ix_name", "drop index ix_name"},
      {step::Create<View>{view}, "create view names", "drop view names"},
      {step::CreateTrigger{table.name, trigger}, "create trigger touch on users",
       "drop trigger touch on users"},
      {step::DropTrigger{table.name, trigger}, "drop trigger touch on users",
       "create trigger touch on users"},
      {step::Drop<View>{view}, "drop view names", "create view names"},
      {step::DropIndex{table.name, index}, "drop index ix_name", "create index ix_name"},
      {step::Drop<VirtualTable>{search}, "drop virtual table search",
       "create virtual table search"},
      {step::Drop<Table>{table}, "drop table users", "create table users"},
  };
}

}  // namespace

TEST_CASE("every kind of step says what it does, and is undone by its reverse") {
  auto all = kinds();
  REQUIRE(all.size() == std::variant_size_v<Step>);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].described);
    CHECK(all[i].step.index() == i);
    CHECK(describe(all[i].step) == all[i].described);
    CHECK(describe(reverse(all[i].step)) == all[i].undone);
    CHECK(reverse(reverse(all[i].step)) == all[i].step);
  }
}

TEST_CASE("a step works on its table, its view or itself") {
  const std::string expected[] = {"users", "a",      "users", "users",  "users",
                                  "users", "search", "users", "names",  "users",
                                  "users", "names",  "users", "search", "users"};
  auto all = kinds();
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].described);
    CHECK(display(target(all[i].step)) == expected[i]);
  }
}

}  // namespace athanor
