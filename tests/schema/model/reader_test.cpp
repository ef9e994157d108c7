#include "schema/model/reader.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace athanor;

namespace {

SourcePtr file(std::string text, std::string name = "m.toml") {
  return std::make_shared<SourceText>(SourceText{std::move(name), std::move(text)});
}

const std::vector<std::string> kDialects = {"postgresql", "sqlite"};

Schema resolved(const std::string& text, std::string_view dialect, Diagnostics& out) {
  return Model::read({file(text)}, kDialects, out).resolve(dialect, out);
}

Schema good(const std::string& text, std::string_view dialect = "postgresql") {
  Diagnostics out;
  auto schema = resolved(text, dialect, out);
  CHECK(render(out) == "");
  return schema;
}

const char* const kEverything = R"toml(
[tables.rooms.columns]
id   = { type = "integer", primary_key = true }
code = { type = "varchar(12)", unique = true }
[[tables.rooms.uniques]]
columns = ["id", "code"]
[tables.audited.columns]
at = { type = "timestamptz" }

[tables.bookings]
comment = "one row a stay"
renamed_from = "reservations"
primary_key = ["id"]
inherits = ["audited"]
unlogged = true
with = { fillfactor = 70 }
strict = true
without_rowid = true
dialects = ["postgresql"]
partition_by = "range (starts)"

[tables.bookings.columns]
id       = { type = "bigint", identity = true }
room     = { type = "integer", nullable = false, references = "rooms(id)", on_delete = "cascade", index = true }
code     = { type = "varchar(12)", unique = true, collation = "C" }
guests   = { type = "smallint", default = 1, check = "guests > 0" }
state    = { type = "booking_state", default = "new" }
starts   = { type = "timestamptz", nullable = false, default = { sql = "now()" } }
nights   = { type = "integer", generated = { expression = "ends - starts", stored = true } }
tags     = { type = "text[]", default = [] }
payload  = { type = "jsonb", default = {}, sqlite.type = "text", comment = "as received" }
old_name = { type = "text", renamed_from = "label" }

[[tables.bookings.indexes]]
name = "ix_bookings_room_starts"
columns = ["room", "starts desc nulls last", "lower(code) text_pattern_ops"]
unique = true
where = "state <> 'cancelled'"
using = "btree"
include = ["guests"]
nulls_distinct = false
with = { fillfactor = 90 }

[[tables.bookings.uniques]]
columns = ["room", "starts"]
deferrable = "initially deferred"

[[tables.bookings.foreign_keys]]
columns = ["room", "code"]
references = "rooms(id, code)"
on_delete = "set null (room)"
match = "full"
validated = false

[[tables.bookings.checks]]
name = "stay_is_positive"
expression = "ends > starts"
inherit = false

[[tables.bookings.exclusions]]
using = "gist"
elements = ["room with =", "tstzrange(starts, ends) with &&"]
where = "state <> 'cancelled'"

[[tables.bookings.partitions]]
name = "bookings_2026"
values = "from ('2026-01-01') to ('2027-01-01')"

[[tables.bookings.triggers]]
name = "touch"
when = "before update"
for_each = "row"
condition = "old.* is distinct from new.*"
execute = "touch_updated_at()"
sqlite.body = "update bookings set code = code;"

[[tables.bookings.policies]]
name = "own_rows"
command = "select"
to = ["app"]
using = "guest = current_user"

[enums.booking_state]
values = ["new", "paid", "cancelled"]
renamed_values = { payed = "paid" }

[domains.email]
type = "text"
nullable = false
checks = [{ name = "has_at", expression = "value like '%@%'" }]

[types.address]
fields = { street = "text", city = "text" }

[types.span]
subtype = "timestamptz"

[sequences.ticket]
start = 1000
owned_by = "rooms.id"

[views.open_bookings]
sql = "select id, room from bookings where state <> 'cancelled';"
options = { security_invoker = true }
depends_on = ["bookings"]

[materialized_views.room_use]
sql = "select room from open_bookings"
indexes = [{ columns = ["room"], unique = true }]

[functions."touch_updated_at()"]
returns = "trigger"
language = "plpgsql"
volatility = "volatile"
security = "invoker"
body = """
begin new.updated_at = now(); return new; end
"""

[extensions.btree_gist]
version = "1.7"

[virtual_tables.docs]
module = "fts5"
arguments = ["title", "body"]

[schemas.billing]
owner = "app"

[collations.nice]
provider = "icu"
deterministic = false

[[grants]]
privileges = ["select", "insert"]
on = "table bookings"
to = ["app"]
)toml";

}  // namespace

TEST_CASE("every kind of object is read") {
  auto schema = good(kEverything);
  const Table& table = schema.tables.at({"", "bookings"});
  CHECK(table.columns.size() == 10);
  CHECK(table.columns[1].name == "room");
  CHECK(table.columns[7].default_value == DefaultValue{Literal{Literal::Kind::Json, "[]"}});
  CHECK(table.columns[5].default_value == DefaultValue{Expression{"now()", {}}});
  CHECK(table.primary_key->columns == std::vector<KeyColumn>{{"id", {}, {}}});
  CHECK(table.foreign_keys.size() == 2);
  CHECK(table.indexes.size() == 2);
  CHECK(table.uniques.size() == 2);
  CHECK(table.checks.size() == 2);
  CHECK(table.exclusions.at(0).elements.at(1).op == "&&");
  CHECK(table.triggers.at(0).execute->text == "touch_updated_at()");
  CHECK_FALSE(table.triggers.at(0).body);
  CHECK(table.policies.at(0).using_expression->text == "guest = current_user");
  CHECK(schema.routines.at({"", "touch_updated_at()"}).body.text ==
        "begin new.updated_at = now(); return new; end");
  CHECK(schema.views.at({"", "open_bookings"}).query.text ==
        "select id, room from bookings where state <> 'cancelled'");
  CHECK(schema.collations.at({"", "nice"}).options ==
        Options{{"deterministic", "false"}, {"provider", "icu"}});
  CHECK(schema.composites.at({"", "address"}).fields.size() == 2);
  CHECK(schema.ranges.at({"", "span"}).subtype.name.name == "timestamptz");
  CHECK(schema.virtual_tables.at({"", "docs"}).arguments.size() == 2);
  CHECK(schema.grants.size() == 1);
}

TEST_CASE("each dialect sees its own overrides and objects, and the type stays neutral") {
  const char* text = R"(
[tables.t]
postgresql.comment = "there"
[tables.t.columns]
a = { type = "jsonb", sqlite.type = "text", sqlite.default = 1, default = 2 }
b = { type = "integer", dialects = ["postgresql"], index = { dialects = ["sqlite"] } }
[tables.only]
dialects = ["sqlite"]
[tables.only.columns]
a = { sqlite.type = "text", unique = true, postgresql.unique = false }
)";
  auto lite = good(text, "sqlite"), post = good(text, "postgresql");
  CHECK(lite.tables.size() == 2);
  CHECK(post.tables.size() == 1);
  const Table &t = lite.tables.at({"", "t"}), &p = post.tables.at({"", "t"});
  CHECK(t.columns.size() == 1);
  CHECK(t.columns[0].type == parse_type("jsonb"));
  CHECK(t.columns[0].native_type == parse_type("text"));
  CHECK(t.columns[0].default_value == DefaultValue{Literal{Literal::Kind::Integer, "1"}});
  CHECK_FALSE(t.comment);
  CHECK(p.columns.size() == 2);
  CHECK_FALSE(p.columns[0].native_type);
  CHECK(p.columns[0].default_value == DefaultValue{Literal{Literal::Kind::Integer, "2"}});
  CHECK(p.comment == "there");
  CHECK(p.indexes.empty());
  CHECK(lite.tables.at({"", "only"}).uniques.size() == 1);
}

TEST_CASE("a default is the literal that TOML says, unless it is marked") {
  using Kind = Literal::Kind;
  struct Case {
    const char* text;
    DefaultValue expected;
  };
  const Case cases[] = {
      {"\"now()\"", Literal{Kind::String, "now()"}},
      {"true", Literal{Kind::Boolean, "true"}},
      {"0x10", Literal{Kind::Integer, "16"}},
      {"+1_0.50", Literal{Kind::Real, "10.50"}},
      {"2026-01-01", Literal{Kind::String, "2026-01-01"}},
      {"{ b = [1, 2.50, \"x\"], a = {} }", Literal{Kind::Json, R"({"b":[1,2.50,"x"],"a":{}})"}},
      {"{ sql = \"now( )\" }", Expression{"now( )", {}}},
      {"{ sql = \"a\", b = 1 }", Literal{Kind::Json, R"({"sql":"a","b":1})"}},
      {"{ json = \"[null]\" }", Literal{Kind::Json, "[null]"}},
      {"{ null = true }", Literal{}},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    auto schema = good(std::string("[tables.t.columns]\nx = { type = \"text\", default = ") +
                       test.text + " }\n");
    CHECK(schema.tables.at({"", "t"}).columns[0].default_value == test.expected);
  }
}

TEST_CASE("columns keep the order of the file, in whatever form they are written") {
  auto schema = good(R"(
[tables.t]
comment = "x"
columns.z.type = "text"
columns.b = { type = "text" }
[tables.t.columns.a]
type = "text"
)");
  std::string names;
  for (const auto& column : schema.tables.at({"", "t"}).columns) names += column.name;
  CHECK(names == "zba");
  auto one_line = good("tables.t.columns = { z = { type = \"text\" }, a = { type = \"text\" } }\n");
  CHECK(one_line.tables.at({"", "t"}).columns[0].name == "z");
}

TEST_CASE("a name in a query is a view's only where a table may stand") {
  for (const char* query :
       {"select a.b from t a", "select extract(year from a) from t",
        "select 1 from t where x is distinct from a", "with a as (select 1) select * from a",
        "with a (x) as (select 1) select * from a", "select 'from a'",
        "select x as a from t group by a", "select * from t where a in (1, a)",
        "select * from other.a"}) {
    CAPTURE(query);
    good(std::string("[views.a]\nsql = \"") + query + "\"\n");
  }
  for (const char* query :
       {"select * from a", "select * from (t join A on true)", "select * from t, only \\\"a\\\"",
        "select (select 1 from t, a)", "select * from (select * from a) x"}) {
    CAPTURE(query);
    Diagnostics out;
    resolved(std::string("[views.a]\nsql = \"") + query + "\"\n", "sqlite", out);
    CHECK(render(out) ==
          "m.toml:1:8: error: views depend on each other: a -> a\n  [views.a]\n         ^\n");
  }
}

TEST_CASE("the model files of a folder are all below it, by path") {
  namespace fs = std::filesystem;
  auto folder = fs::temp_directory_path() / ("athanor_models_" + std::to_string(::getpid()));
  fs::create_directories(folder / "b");
  for (const char* name : {"z.toml", "b/a.toml", "notes.txt"}) std::ofstream(folder / name) << "x";
  std::vector<std::string> names;
  for (const auto& source : read_model_sources(folder.string())) {
    names.push_back(fs::path(source->name).lexically_relative(folder).string());
  }
  CHECK(names == std::vector<std::string>{"b/a.toml", "z.toml"});
  CHECK(read_model_sources((folder / "z.toml").string()).size() == 1);
  CHECK_THROWS_WITH_AS(read_model_sources("no/such"),
                       "cannot read no/such: No such file or directory", Error);
  fs::remove_all(folder);
}
