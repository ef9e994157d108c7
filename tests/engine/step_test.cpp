#include "engine/step.hpp"

#include <doctest/doctest.h>

#include <set>
#include <variant>

#include "tests/support/scratch.hpp"

namespace athanor {
namespace {

/// One step of every kind, with what a person reads of it and of what
/// undoes it.
struct Kind {
  Step step;
  std::string described;
  std::string undone;
  std::string target;  ///< what it works on
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
  Namespace app{{"", "app"}, {}, {}, {}, {}};
  Extension trigrams{{"", "pg_trgm"}, {}, {}, {}};
  Collation german{{"", "german"}, {{"locale", "de"}}, {}, {}, {}};
  EnumType mood{{"", "mood"}, {"sad", "ok"}, {}, {}, {}, {}};
  CompositeType address{{"", "address"}, {}, {}, {}, {}};
  RangeType span{{"", "span"}, {}, {}, {}, {}, {}};
  Domain email;
  email.name = {"", "email"};
  Sequence ticket;
  ticket.name = {"", "ticket"};
  Sequence owned = ticket;
  owned.owner_table = table.name;
  owned.owner_column = "id";
  Column plain = table.columns[0], counted = plain;
  counted.identity = Identity{};
  std::vector<step::TypeUse> uses = {{table.name, plain}};
  Unique unique;
  unique.name = "users_name_key";
  using Object = ObjectRename::Kind;
  using Part = PartRename::Kind;
  return {
      {step::Create<Table>{table}, "create table users", "drop table users", "users"},
      {step::RenameTable{{"", "a"}, {"", "b"}}, "rename table a to b", "rename table b to a", "a"},
      {step::RenameColumn{table.name, "name", "label"}, "rename column users.name to label",
       "rename column users.label to name", "users"},
      {step::AddColumn{table.name, table.columns[1], {check}}, "add column users.name",
       "drop column users.name", "users"},
      {step::DropColumn{table.name, table.columns[1], {check}}, "drop column users.name",
       "add column users.name", "users"},
      {step::RebuildTable{table, wider}, "rebuild table users", "rebuild table users", "users"},
      {step::Create<VirtualTable>{search}, "create virtual table search",
       "drop virtual table search", "search"},
      {step::CreateIndex{table.name, index}, "create index ix_name", "drop index ix_name", "users"},
      {step::Create<View>{view}, "create view names", "drop view names", "names"},
      {step::CreateTrigger{table.name, trigger}, "create trigger touch on users",
       "drop trigger touch on users", "users"},
      {step::DropTrigger{table.name, trigger}, "drop trigger touch on users",
       "create trigger touch on users", "users"},
      {step::Drop<View>{view}, "drop view names", "create view names", "names"},
      {step::DropIndex{table.name, index}, "drop index ix_name", "create index ix_name", "users"},
      {step::Drop<VirtualTable>{search}, "drop virtual table search", "create virtual table search",
       "search"},
      {step::Drop<Table>{table}, "drop table users", "create table users", "users"},
      {step::Create<Namespace>{app}, "create schema app", "drop schema app", "app"},
      {step::Drop<Namespace>{app}, "drop schema app", "create schema app", "app"},
      {step::Alter<Namespace>{app, app}, "alter schema app", "alter schema app", "app"},
      {step::Create<Extension>{trigrams}, "create extension pg_trgm", "drop extension pg_trgm",
       "pg_trgm"},
      {step::Drop<Extension>{trigrams}, "drop extension pg_trgm", "create extension pg_trgm",
       "pg_trgm"},
      {step::Alter<Extension>{trigrams, trigrams}, "alter extension pg_trgm",
       "alter extension pg_trgm", "pg_trgm"},
      {step::Create<Collation>{german}, "create collation german", "drop collation german",
       "german"},
      {step::Drop<Collation>{german}, "drop collation german", "create collation german", "german"},
      {step::Alter<Collation>{german, german}, "alter collation german", "alter collation german",
       "german"},
      {step::Create<EnumType>{mood}, "create enum mood", "drop enum mood", "mood"},
      {step::Drop<EnumType>{mood}, "drop enum mood", "create enum mood", "mood"},
      {step::ChangeType<EnumType>{mood, mood, uses}, "alter enum mood", "alter enum mood", "mood"},
      {step::Create<CompositeType>{address}, "create type address", "drop type address", "address"},
      {step::Drop<CompositeType>{address}, "drop type address", "create type address", "address"},
      {step::ChangeType<CompositeType>{address, address, {}}, "alter type address",
       "alter type address", "address"},
      {step::Create<RangeType>{span}, "create range type span", "drop range type span", "span"},
      {step::Drop<RangeType>{span}, "drop range type span", "create range type span", "span"},
      {step::ChangeType<RangeType>{span, span, {}}, "alter range type span",
       "alter range type span", "span"},
      {step::Create<Domain>{email}, "create domain email", "drop domain email", "email"},
      {step::Drop<Domain>{email}, "drop domain email", "create domain email", "email"},
      {step::ChangeType<Domain>{email, email, {}}, "alter domain email", "alter domain email",
       "email"},
      {step::Create<Sequence>{ticket}, "create sequence ticket", "drop sequence ticket", "ticket"},
      {step::Drop<Sequence>{ticket}, "drop sequence ticket", "create sequence ticket", "ticket"},
      {step::Alter<Sequence>{ticket, ticket}, "alter sequence ticket", "alter sequence ticket",
       "ticket"},
      {step::SetSequenceOwner{ticket, owned}, "give sequence ticket to users.id",
       "free sequence ticket from its column", "ticket"},
      {step::RenameObject{Object::Enum, {"", "mood"}, {"", "moods"}}, "rename enum mood to moods",
       "rename enum moods to mood", "mood"},
      {step::RenamePart{Part::EnumValue, {"", "mood"}, "ok", "fine"},
       "rename value ok of mood to fine", "rename value fine of mood to ok", "mood"},
      {step::AlterColumn{table.name, plain, plain}, "alter column users.id",
       "alter column users.id", "users"},
      {step::ConvertSerial{table.name, plain, counted, owned}, "make column users.id an identity",
       "make column users.id serial", "users"},
      {step::AddConstraint{table.name, unique}, "add unique constraint users_name_key to users",
       "drop unique constraint users_name_key of users", "users"},
      {step::DropConstraint{table.name, unique}, "drop unique constraint users_name_key of users",
       "add unique constraint users_name_key to users", "users"},
      {step::AlterConstraint{table.name, unique, unique},
       "alter unique constraint users_name_key of users",
       "alter unique constraint users_name_key of users", "users"},
      {step::AlterTable{table, wider}, "alter table users", "alter table users", "users"},
      {step::AlterIndex{table.name, index, index}, "alter index ix_name", "alter index ix_name",
       "users"},
  };
}

}  // namespace

TEST_CASE("every kind of step says what it does and to what, and is undone by its reverse") {
  std::set<std::size_t> seen;
  for (const auto& kind : kinds()) {
    INFO(kind.described);
    seen.insert(kind.step.index());
    CHECK(describe(kind.step) == kind.described);
    CHECK(display(target(kind.step)) == kind.target);
    CHECK(describe(reverse(kind.step)) == kind.undone);
    CHECK(reverse(reverse(kind.step)) == kind.step);
  }
  CHECK(seen.size() == std::variant_size_v<Step>);
}

}  // namespace athanor
