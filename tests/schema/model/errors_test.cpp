#include <doctest/doctest.h>

#include "schema/model/reader.hpp"

using namespace athanor;

namespace {

struct Case {
  const char *name, *text, *expected;
};

const Case kCases[] = {
    {"a TOML syntax error is told at its place",
     R"x([tables.a
x = 1
)x",
     R"x(m.toml:1:10: error: TOML syntax: table header: expected ']', saw '\n'
  [tables.a
           ^
)x"},
    {"an unknown kind of object",
     R"x([table.a]
)x",
     R"x(m.toml:1:2: error: unknown kind of object "table"
  [table.a]
   ^~~~~
note: did you mean "tables"?
)x"},
    {"an unknown key",
     R"x([tables.users.colums]
)x",
     R"x(m.toml:1:15: error: unknown key "colums" in table "users"
  [tables.users.colums]
                ^~~~~~
note: did you mean "columns"?
)x"},
    {"an unknown key of a column",
     R"x([tables.users.columns]
id = { typ = "integer", type = "integer" }
)x",
     R"x(m.toml:2:8: error: unknown key "typ" in column "id"
  id = { typ = "integer", type = "integer" }
         ^~~
note: did you mean "type"?
)x"},
    {"a value of the wrong type",
     R"x([tables.users]
strict = "yes"
columns = []
)x",
     R"x(m.toml:2:10: error: "strict" expects true or false, found a string
  strict = "yes"
           ^~~~~
m.toml:3:11: error: "columns" expects a table, found an array
  columns = []
            ^~
)x"},
    {"an element of the wrong type",
     R"x([enums.e]
values = ["a", 1]
)x",
     R"x(m.toml:2:16: error: an element of "values" expects a string, found an integer
  values = ["a", 1]
                 ^
)x"},
    {"a word that is no choice",
     R"x([tables.a.columns]
id = { type = "integer", identity = "allways", storage = "zzz", references = "a", on_delete = "cascad", primary_key = true }
)x",
     R"x(m.toml:2:37: error: "identity" cannot be "allways"
  id = { type = "integer", identity = "allways", storage = "zzz", references = "a", on_delete = "cascad", primary_key = true }
                                      ^~~~~~~~~
note: did you mean "always"?
m.toml:2:58: error: "storage" cannot be "zzz"
  id = { type = "integer", identity = "allways", storage = "zzz", references = "a", on_delete = "cascad", primary_key = true }
                                                           ^~~~~
note: it is one of "plain", "external", "extended", "main", "default"
m.toml:2:95: error: "on_delete" cannot be "cascad"
  id = { type = "integer", identity = "allways", storage = "zzz", references = "a", on_delete = "cascad", primary_key = true }
                                                                                                ^~~~~~~~
note: did you mean "cascade"?
)x"},
    {"an unknown dialect in a list and before a key",
     R"x([tables.a]
dialects = ["postgres"]
[tables.a.columns]
id = { type = "integer", sqlit.type = "text" }
)x",
     R"x(m.toml:2:13: error: unknown dialect "postgres"
  dialects = ["postgres"]
              ^~~~~~~~~~
note: did you mean "postgresql"?
m.toml:4:26: error: unknown dialect "sqlit" in column "id"
  id = { type = "integer", sqlit.type = "text" }
                           ^~~~~
note: did you mean "sqlite"?
)x"},
    {"a list of no dialects",
     R"x([tables.a]
dialects = []
)x",
     R"x(m.toml:2:12: error: "dialects" is empty
  dialects = []
             ^~
)x"},
    {"an override of what is the same everywhere",
     R"x([tables.a.columns]
id = { type = "integer", sqlite.dialects = ["sqlite"] }
)x",
     R"x(m.toml:2:33: error: "dialects" of a column is the same in every dialect
  id = { type = "integer", sqlite.dialects = ["sqlite"] }
                                  ^~~~~~~~
)x"},
    {"indexes of one name",
     R"x([tables.a.columns]
x = { type = "text", unique = { name = "n" }, check = { name = "n", expression = "x > 0" }, index = { name = "i" } }
[[tables.a.indexes]]
name = "i"
columns = ["x"]
)x",
     R"x(m.toml:3:1: error: index "i" stands twice in table "a"
  [[tables.a.indexes]]
  ^~~~~~~~~~~~~~~~~~~~
note: the first is at m.toml:2:101
)x"},
    {"two primary keys",
     R"x([tables.a.columns]
x = { type = "text", primary_key = true }
y = { type = "text", primary_key = true }
)x",
     R"x(m.toml:3:36: error: table "a" has two primary keys
  y = { type = "text", primary_key = true }
                                     ^~~~
note: the first is at m.toml:2:36
note: a key of several columns is written primary_key = ["a", "b"] in the table
)x"},
    {"columns that are not there",
     R"x([tables.a]
primary_key = ["idd"]
[tables.a.columns]
id = { type = "text" }
[[tables.a.indexes]]
columns = ["id", "namee"]
[[tables.a.foreign_keys]]
columns = ["ix"]
references = "a(id)"
[[tables.a.triggers]]
name = "t"
when = "update of q"
execute = "f()"
)x",
     R"x(m.toml:2:16: error: unknown column "idd"
  primary_key = ["idd"]
                 ^~~~~
note: did you mean "id"?
m.toml:6:18: error: unknown column "namee"
  columns = ["id", "namee"]
                   ^~~~~~~
m.toml:8:12: error: unknown column "ix"
  columns = ["ix"]
             ^~~~
note: did you mean "id"?
m.toml:9:14: error: column "ix" references (id) of table "a", which is not unique
  references = "a(id)"
               ^~~~~~~
note: table "a" needs a primary key or a unique constraint of exactly these columns; or the foreign key says unchecked = true
m.toml:12:8: error: unknown column "q"
  when = "update of q"
         ^~~~~~~~~~~~~
)x"},
    {"a reference to an unknown table",
     R"x([tables.orders.columns]
id = { type = "integer", primary_key = true }
[tables.lines.columns]
total = { type = "integer", references = "order(id)" }
)x",
     R"x(m.toml:4:42: error: column "total" references unknown table "order"
  total = { type = "integer", references = "order(id)" }
                                           ^~~~~~~~~~~
note: did you mean "orders"?
)x"},
    {"a reference to an unknown column",
     R"x([tables.rooms.columns]
id = { type = "integer", primary_key = true }
[tables.b.columns]
room = { type = "integer", references = "rooms(idd)" }
)x",
     R"x(m.toml:4:41: error: column "room" references unknown column "idd" of table "rooms"
  room = { type = "integer", references = "rooms(idd)" }
                                          ^~~~~~~~~~~~
note: did you mean "id"?
)x"},
    {"a reference with too few columns",
     R"x([tables.rooms.columns]
id = { type = "integer", primary_key = true }
[tables.b.columns]
x = { type = "integer" }
y = { type = "integer" }
[[tables.b.foreign_keys]]
columns = ["x", "y"]
references = "rooms"
)x",
     R"x(m.toml:8:14: error: foreign key (x, y) has 2 columns but references 1 of table "rooms"
  references = "rooms"
               ^~~~~~~
)x"},
    {"a reference to what is not unique",
     R"x([tables.rooms.columns]
id = { type = "integer", primary_key = true }
code = { type = "text" }
[tables.b.columns]
room = { type = "text", references = "rooms(code)" }
)x",
     R"x(m.toml:5:38: error: column "room" references (code) of table "rooms", which is not unique
  room = { type = "text", references = "rooms(code)" }
                                       ^~~~~~~~~~~~~
note: table "rooms" needs a primary key or a unique constraint of exactly these columns; or the foreign key says unchecked = true
)x"},
    {"a reference to a table without a primary key",
     R"x([tables.rooms.columns]
code = { type = "text", unique = true }
[tables.b.columns]
room = { type = "text", references = "rooms" }
)x",
     R"x(m.toml:4:38: error: column "room" references table "rooms", which has no primary key
  room = { type = "text", references = "rooms" }
                                       ^~~~~~~
)x"},
    {"a malformed reference and an action that sets nothing",
     R"x([tables.b.columns]
id = { type = "text", primary_key = true }
x = { type = "text", references = "rooms(" }
y = { type = "text", references = "b", on_delete = "cascade (y)" }
z = { type = "text", on_delete = "cascade" }
)x",
     R"x(m.toml:3:35: error: malformed reference "rooms("
  x = { type = "text", references = "rooms(" }
                                    ^~~~~~~~
note: it is written "table(column)"
m.toml:4:52: error: malformed action "cascade (y)"
  y = { type = "text", references = "b", on_delete = "cascade (y)" }
                                                     ^~~~~~~~~~~~~
note: columns go with "set null" and "set default": "set null (room)"
m.toml:5:34: error: "on_delete" needs "references"
  z = { type = "text", on_delete = "cascade" }
                                   ^~~~~~~~~
)x"},
    {"an enum without values, and one that says a value twice",
     R"x([enums.a]
values = []
[enums.b]
values = ["x", "y", "x"]
renamed_values = { x = "z", old = "yy" }
)x",
     R"x(m.toml:2:10: error: enum "a" has no values
  values = []
           ^~
m.toml:4:21: error: value "x" stands twice in enum "b"
  values = ["x", "y", "x"]
                      ^~~
m.toml:5:20: error: value "x" still stands in enum "b"
  renamed_values = { x = "z", old = "yy" }
                     ^
m.toml:5:24: error: enum "b" has no value "z"
  renamed_values = { x = "z", old = "yy" }
                         ^~~
note: did you mean "x"?
m.toml:5:35: error: enum "b" has no value "yy"
  renamed_values = { x = "z", old = "yy" }
                                    ^~~~
note: did you mean "y"?
)x"},
    {"views in a circle",
     R"x([views.a]
sql = "select * from b"
[views.b]
sql = "select * from t join c on true"
[materialized_views.c]
sql = "select (select 1 from A)"
)x",
     R"x(m.toml:1:8: error: views depend on each other: a -> b -> c -> a
  [views.a]
         ^
)x"},
    {"two origins of a value",
     R"x([tables.a.columns]
x = { type = "integer", identity = true, default = 1 }
y = { type = "integer", generated = "x + 1", default = 1 }
)x",
     R"x(m.toml:2:36: error: column "x" has both "identity" and "default"
  x = { type = "integer", identity = true, default = 1 }
                                     ^~~~
m.toml:3:37: error: column "y" has both "generated" and "default"
  y = { type = "integer", generated = "x + 1", default = 1 }
                                      ^~~~~~~
)x"},
    {"renamed from what is still there",
     R"x([tables.a]
renamed_from = "b"
[tables.a.columns]
x = { type = "text", renamed_from = "y" }
y = { type = "text" }
[tables.b.columns]
x = { type = "text" }
)x",
     R"x(m.toml:1:9: error: table "a" is renamed from "b", which is still in the models
  [tables.a]
          ^
m.toml:4:1: error: column "x" is renamed from "y", which is still in the models
  x = { type = "text", renamed_from = "y" }
  ^
)x"},
    {"one name for two relations, and for two types",
     R"x([tables.a.columns]
x = { type = "text" }
[views.a]
sql = "select 1"
[enums.e]
values = ["x"]
[domains.e]
type = "text"
)x",
     R"x(m.toml:3:8: error: view "a" is defined twice
  [views.a]
         ^
note: table "a" stands at m.toml:1:9
m.toml:7:10: error: domain "e" is defined twice
  [domains.e]
           ^
note: enum "e" stands at m.toml:5:8
)x"},
    {"what must be there and is not",
     R"x([tables.a.columns]
x = { nullable = true }
[[tables.a.checks]]
name = "c"
[views.v]
comment = "x"
[types.t]
comment = "neither"
)x",
     R"x(m.toml:2:1: error: column "x" has no "type"
  x = { nullable = true }
  ^
m.toml:3:1: error: check constraint has no "expression"
  [[tables.a.checks]]
  ^~~~~~~~~~~~~~~~~~~
m.toml:5:8: error: view has no "sql"
  [views.v]
         ^
m.toml:7:8: error: type "t" has neither "fields" nor "subtype"
  [types.t]
         ^
)x"},
    {"text that is empty or does not close",
     R"x([tables.a.columns]
x = { type = "numeric(10", check = " " }
y = { type = "text", default = { sql = "" } }
z = { type = "text", default = { json = "{" } }
w = { type = "text", default = [nan] }
)x",
     R"x(m.toml:2:14: error: malformed type "numeric(10"
  x = { type = "numeric(10", check = " " }
               ^~~~~~~~~~~~
m.toml:2:36: error: the expression is empty
  x = { type = "numeric(10", check = " " }
                                     ^~~
m.toml:3:40: error: "sql" is empty
  y = { type = "text", default = { sql = "" } }
                                         ^~
m.toml:4:41: error: this is not JSON
  z = { type = "text", default = { json = "{" } }
                                          ^~~
m.toml:5:33: error: JSON has no number "nan"
  w = { type = "text", default = [nan] }
                                  ^~~
)x"},
    {"autoincrement without a key, an owner without a column",
     R"x([tables.a]
inherits = ["bb"]
[tables.a.columns]
x = { type = "integer", autoincrement = true }
[sequences.s]
owned_by = "a.z"
[sequences.t]
owned_by = "z"
)x",
     R"x(m.toml:1:9: error: table "a" inherits from unknown table "bb"
  [tables.a]
          ^
m.toml:4:41: error: "autoincrement" needs "primary_key"
  x = { type = "integer", autoincrement = true }
                                          ^~~~
m.toml:5:12: error: sequence "s" is owned by unknown column "z" of table "a"
  [sequences.s]
             ^
note: did you mean "x"?
m.toml:8:12: error: malformed column "z"
  owned_by = "z"
             ^~~
note: it is written "table.column"
)x"},
    {"an action that a column and its reference both say",
     R"x([tables.a.columns]
x = { type = "integer", references = { table = "a", on_delete = "cascade" }, on_delete = "restrict" }
[tables.a]
primary_key = ["x"]
)x",
     R"x(m.toml:2:90: error: "on_delete" is said here and in "references"
  x = { type = "integer", references = { table = "a", on_delete = "cascade" }, on_delete = "restrict" }
                                                                                           ^~~~~~~~~~
)x"},
    {"an exclusion, a trigger and a key that are malformed",
     R"x([tables.a]
primary_key = ["lower(x)"]
[tables.a.columns]
x = { type = "text" }
[[tables.a.exclusions]]
elements = ["x ="]
[[tables.a.triggers]]
name = "t"
when = "sometimes"
[[tables.a.indexes]]
columns = ["", { column = "x", expression = "y" }]
)x",
     R"x(m.toml:2:16: error: a key is over columns, not "lower(x)"
  primary_key = ["lower(x)"]
                 ^~~~~~~~~~
m.toml:6:13: error: malformed exclusion element "x ="
  elements = ["x ="]
              ^~~~~
note: it is written "column with operator"
m.toml:9:8: error: malformed "when" of a trigger
  when = "sometimes"
         ^~~~~~~~~~~
note: it is written "before insert or update of a, b"
m.toml:11:12: error: the index column is empty
  columns = ["", { column = "x", expression = "y" }]
             ^~
m.toml:11:16: error: an index column has either "column" or "expression"
  columns = ["", { column = "x", expression = "y" }]
                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)x"},
};

}  // namespace

TEST_CASE("every mistake in a model file is told at its place") {
  for (const auto& test : kCases) {
    CAPTURE(test.name);
    Diagnostics out;
    auto source = std::make_shared<SourceText>(SourceText{"m.toml", test.text});
    auto model = Model::read({source}, {"postgresql", "sqlite"}, out);
    model.resolve("sqlite", out);
    model.resolve("postgresql", out);
    CHECK(render(out) == test.expected);
  }
}

TEST_CASE("no two columns are renamed from the same one") {
  auto source = std::make_shared<SourceText>(
      SourceText{"m.toml",
                 "[tables.t.columns]\nx = { type = \"text\", renamed_from = \"z\" }\n"
                 "y = { type = \"text\", renamed_from = \"z\" }\n"});
  Diagnostics out;
  Model::read({source}, {"sqlite"}, out).resolve("sqlite", out);
  CHECK(render(out) ==
        "m.toml:3:1: error: column \"y\" is renamed from \"z\", as another is\n"
        "  y = { type = \"text\", renamed_from = \"z\" }\n"
        "  ^\n");
}

TEST_CASE("a name may be taken over from what was renamed itself, but not in a circle") {
  auto source = std::make_shared<SourceText>(
      SourceText{"m.toml",
                 "[tables.t.columns]\nb = { type = \"text\", renamed_from = \"a\" }\n"
                 "c = { type = \"text\", renamed_from = \"b\" }\n"
                 "x = { type = \"text\", renamed_from = \"y\" }\n"
                 "y = { type = \"text\", renamed_from = \"x\" }\n"});
  Diagnostics out;
  Model::read({source}, {"sqlite"}, out).resolve("sqlite", out);
  CHECK(render(out) ==
        "m.toml:4:1: error: column \"x\" is renamed from \"y\", in a circle\n"
        "  x = { type = \"text\", renamed_from = \"y\" }\n"
        "  ^\n"
        "m.toml:5:1: error: column \"y\" is renamed from \"x\", in a circle\n"
        "  y = { type = \"text\", renamed_from = \"x\" }\n"
        "  ^\n");
}

TEST_CASE("a table in two files is told with both places") {
  auto one = std::make_shared<SourceText>(
      SourceText{"a.toml", "[tables.t.columns]\nx = { type = \"text\" }\n"});
  auto other = std::make_shared<SourceText>(
      SourceText{"b.toml", "\n[tables.t.columns]\nx = { type = \"text\" }\n"});
  Diagnostics out;
  Model::read({one, other}, {"sqlite"}, out).resolve("sqlite", out);
  CHECK(render(out) ==
        "b.toml:2:9: error: table \"t\" is defined twice\n"
        "  [tables.t.columns]\n"
        "          ^\n"
        "note: table \"t\" stands at a.toml:1:9\n");
}

TEST_CASE("after a syntax error the other files are read, and its names are not missed") {
  auto broken = std::make_shared<SourceText>(SourceText{"a.toml", "[tables.rooms\n"});
  auto other = std::make_shared<SourceText>(SourceText{
      "b.toml",
      "[tables.t.columns]\nx = { type = \"text\", references = \"rooms(id)\", typ = 1 }\n"});
  Diagnostics out;
  auto schema = Model::read({broken, other}, {"sqlite"}, out).resolve("sqlite", out);
  CHECK(schema.tables.size() == 1);
  CHECK(render(out) ==
        "a.toml:1:14: error: TOML syntax: table header: expected ']', saw '\\n'\n"
        "  [tables.rooms\n"
        "               ^\n"
        "b.toml:2:48: error: unknown key \"typ\" in column \"x\"\n"
        "  x = { type = \"text\", references = \"rooms(id)\", typ = 1 }\n"
        "                                                 ^~~\n"
        "note: did you mean \"type\"?\n");
}
