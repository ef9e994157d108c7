#include "schema/model/reader.hpp"

#include <doctest/doctest.h>

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
        std::map<std::string, std::string>{{"deterministic", "false"}, {"provider", "icu"}});
  CHECK(schema.composites.at({"", "address"}).fields.size() == 2);
  CHECK(schema.ranges.at({"", "span"}).subtype.name.name == "timestamptz");
  CHECK(schema.virtual_tables.at({"", "docs"}).arguments.size() == 2);
  CHECK(schema.grants.size() == 1);
}
