#include "schema/model/writer.hpp"

#include <doctest/doctest.h>

#include "schema/model/reader.hpp"

using namespace athanor;

namespace {

struct Case {
  const char *name, *text;
};

Schema read_for(const std::string& dialect, const std::string& text) {
  Diagnostics out;
  std::vector<SourcePtr> files = {std::make_shared<SourceText>(SourceText{"m.toml", text})};
  auto schema = Model::read(files, {"postgresql", "sqlite"}, out).resolve(dialect, out);
  CHECK(render(out) == "");
  return schema;
}

Schema read(const char* text) {
  return read_for("sqlite", text);
}

/// Texts as a person would write them: what is read from them is written the same.
const Case kCases[] = {
    {"columns line up, and shorthands say what they can", R"toml(#:schema ./athanor.schema.json
[tables.bookings]
comment = "one row a stay"
strict = true

[tables.bookings.columns]
id     = { type = "integer", primary_key = true, autoincrement = true }
room   = { type = "integer", nullable = false, references = "rooms(id)", on_delete = "cascade", index = true }
code   = { type = "varchar(12)", unique = { name = "uq_code" }, collation = "nocase" }
guests = { type = "smallint", default = 1, check = "guests > 0" }
starts = { type = "timestamptz", default = { sql = "now()" }, sqlite.type = "TEXT" }

[[tables.bookings.indexes]]
columns = ["room", "starts desc"]
where = "guests > 1"

[[tables.bookings.checks]]
name = "room_for_all"
expression = "guests < room"

[[tables.bookings.triggers]]
name = "touch"
when = "after update of code"
body = '''
update bookings
set code = 'it''s'
'''

[tables.rooms.columns]
id = { type = "integer", identity = "always", primary_key = true }
)toml"},
    {"keys of several columns stand in the table", R"toml(#:schema ./athanor.schema.json
[tables.seats]
primary_key = ["row", "seat desc"]
without_rowid = true

[tables.seats.columns]
row  = { type = "text", sqlite.nullable = true }
seat = { type = "integer" }

[[tables.seats.uniques]]
columns = ["seat", "row"]
)toml"},
    {"a name that is long makes an array of tables of a shorthand",
     R"toml(#:schema ./athanor.schema.json
[tables.a.columns]
id = { type = "integer" }

[[tables.a.uniques]]
name = "a_very_long_name_of_a_constraint_that_would_make_the_line_of_its_column_unreadable"
columns = ["id"]
)toml"},
    {"names that are odd are quoted, those of other schemas too",
     R"toml(#:schema ./athanor.schema.json
[tables.'"odd.name"'.columns]
"a,b" = { type = "text", unique = true }

[tables."billing.invoices".columns]
"two words" = { type = "text", references = '"odd.name"("a,b")' }
)toml"},
    {"what stands beside tables", R"toml(#:schema ./athanor.schema.json
[schemas.billing]
owner = "app"

[extensions.btree_gist]
version = "1.7"

[enums.state]
values = ["new", "paid"]
renamed_values = { payed = "paid" }

[types.address]
fields = { street = "text", city = "text" }

[domains.email]
type = "text"
nullable = false
checks = [{ name = "has_at", expression = "value like '%@%'" }]

[sequences.ticket]
start = 1000

[virtual_tables.docs]
module = "fts5"
arguments = ["title", "body"]

[views.v]
sql = "select 1"
options = { security_invoker = true }

[materialized_views.m]
sql = "select 1 as a"
indexes = [{ columns = ["a"], unique = true }]

[functions."touch(integer)"]
returns = "trigger"
language = "plpgsql"
volatility = "stable"
cost = 10
body = '''
begin
  return new;
end
'''

[[grants]]
privileges = ["select"]
on = "table bookings"
to = ["app"]
)toml"},
};

}  // namespace

TEST_CASE("what a person wrote is what is written") {
  for (const auto& test : kCases) {
    CAPTURE(test.name);
    auto files = write_models(read(test.text), {"sqlite", WriteOptions::Layout::Single});
    REQUIRE(files.size() == 1);
    CHECK(files[0].file == "schema.toml");
    CHECK(files[0].text == test.text);
  }
}

TEST_CASE("a table has a file of its own, and every other kind one") {
  auto schema = read(R"(
[tables.users.columns]
id = { type = "integer" }
[tables.views.columns]
id = { type = "integer" }
[tables."a/b".columns]
id = { type = "integer" }
[tables.Athanor.columns]
id = { type = "integer" }
[enums.e]
values = ["a"]
[views.v]
sql = "select 1"
)");
  std::vector<std::string> names;
  for (const auto& file : write_models(schema, {"sqlite", {}})) names.push_back(file.file);
  CHECK(names == std::vector<std::string>{"enums.toml", "Athanor-2.toml", "a_b.toml", "users.toml",
                                          "views-2.toml", "views.toml"});
}

TEST_CASE("what a model file cannot hold is named, not dropped") {
  Schema schema;
  Table table;
  table.name = {"", "t"};
  table.columns.resize(1);
  table.columns[0].name = "c";
  table.columns[0].not_null_name = "nn";
  put(schema.tables, table);
  CHECK_THROWS_WITH_AS(write_models(schema, {"sqlite", {}}),
                       "a model file cannot hold a NOT NULL clause of the nullable column c",
                       Error);
  schema.tables.begin()->second.columns[0].not_null_name.reset();
  schema.tables.begin()->second.columns[0].default_value =
      Literal{Literal::Kind::Integer, "99999999999999999999"};
  CHECK_THROWS_WITH_AS(write_models(schema, {"sqlite", {}}),
                       "a model file cannot hold the integer 99999999999999999999", Error);
  schema.tables.begin()->second.columns[0].default_value.reset();
  schema.tables.begin()->second.comment = "\xff";
  CHECK_THROWS_AS(write_models(schema, {"sqlite", {}}), Error);
}

TEST_CASE("what two dialects have alike stands once, and the rest is for one of them") {
  auto lite = read_for("sqlite", R"toml(
[tables.users.columns]
id      = { type = "integer", nullable = false, primary_key = { name = "users_pkey" } }
mail    = { type = "text", unique = true }
level   = { type = "varchar(6)", nullable = false, default = "low" }
created = { type = "timestamp", sqlite.type = "DATETIME" }
flags   = { type = "integer", default = 0 }

[[tables.users.indexes]]
name = "ix_lower"
columns = ["lower(mail)"]

[[tables.users.indexes]]
name = "ix_level"
columns = ["level"]
unique = true

[tables.local.columns]
id = { type = "integer" }
)toml");
  auto server = read_for("postgresql", R"toml(
[enums.level]
values = ["low", "high"]

[tables.users]
comment = "people"

[tables.users.columns]
id      = { type = "serial", primary_key = true }
mail    = { type = "text", unique = true }
level   = { type = "level", nullable = false, default = "low" }
created = { type = "timestamptz" }
notes   = { type = "jsonb" }

[[tables.users.indexes]]
name = "ix_lower"
columns = ["lower(mail::text)"]

[[tables.users.checks]]
expression = "length(mail) > 3"
)toml");
  auto files = write_models({"sqlite", lite}, {"postgresql", server}, WriteOptions::Layout::Single);
  REQUIRE(files.size() == 1);
  CHECK(files[0].text == R"toml(#:schema ./athanor.schema.json
[tables.local]
dialects = ["sqlite"]

[tables.local.columns]
id = { type = "integer" }

[tables.users]
postgresql.comment = "people"

[tables.users.columns]
id      = { type = "integer", primary_key = { name = "users_pkey" }, sqlite.nullable = false, postgresql.type = "serial", postgresql.primary_key = true }
mail    = { type = "text", unique = true, postgresql.check = "length(mail) > 3" }
level   = { type = "varchar(6)", nullable = false, default = "low", sqlite.index = { name = "ix_level", unique = true }, postgresql.type = "level" }
created = { type = "timestamptz", sqlite.type = "DATETIME" }
flags   = { type = "integer", default = 0, dialects = ["sqlite"] }
notes   = { type = "jsonb", dialects = ["postgresql"] }

[[tables.users.indexes]]
name = "ix_lower"
columns = ["lower(mail)"]
postgresql.columns = ["lower(mail::text)"]

[enums.level]
values = ["low", "high"]
dialects = ["postgresql"]
)toml");
  // What a type is neutrally does not matter where the dialect has one of its own.
  auto settled = [](Schema schema) {
    for (auto& [name, table] : schema.tables) {
      for (auto& column : table.columns) {
        column.type = column.native_type.value_or(column.type);
        column.native_type.reset();
      }
    }
    return schema;
  };
  for (const auto& [dialect, schema] : {std::pair{"sqlite", lite}, {"postgresql", server}}) {
    CAPTURE(dialect);
    CHECK(settled(read_for(dialect, files[0].text)) == settled(schema));
  }
}
