/// Operations on columns, constraints, indexes and comments, as Alembic's `--sql` prints them.

#include <doctest/doctest.h>

#include "tests/engine/operations/say.hpp"

namespace athanor::testing {
namespace {

using namespace alembic;

const std::string no_alter =
    "error: No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode "
    "feature which allows for SQLite migrations using a copy-and-move strategy.";

AddColumn add(const char* table_name, SaColumn column) {
  AddColumn operation;
  operation.table = table(table_name);
  operation.column = std::move(column);
  return operation;
}

AlterColumn alter(const char* column) {
  AlterColumn operation;
  operation.table = table("t");
  operation.column = column;
  return operation;
}

SaIdentity identity(const SaidNamed& options) {
  return {keywords(options), {}};
}

}  // namespace

TEST_CASE("a column is added with what hangs on it") {
  auto guarded = add("t", column("x", sa("Integer")));
  guarded.table.schema = "foo";
  guarded.if_not_exists = true;
  guarded.column.index = true;
  guarded.column.comment = "it's";
  auto with_default = add("t", column("x", sa("Enum", {"a", "b"}, {{"name", "ee"}})));
  with_default.column.server_default = std::string("a");
  with_default.column.nullable = false;
  auto inlined = add("t", key_column("x", sa("Integer")));
  inlined.inline_references = inlined.inline_primary_key = true;
  inlined.column.foreign_keys = {key("u.id")};
  inlined.column.foreign_keys[0].rules.on_delete = "CASCADE";
  auto keyed = add("t", column("x", sa("Integer")));
  keyed.column.foreign_keys = {key("s.u.id", "fk")};
  auto checked = add("t", column("x", sa("Boolean", {}, {{"create_constraint", true}})));
  check({
      {"guarded", guarded,
       "ALTER TABLE foo.t ADD COLUMN IF NOT EXISTS x INTEGER; CREATE INDEX ix_foo_t_x ON foo.t "
       "(x); COMMENT ON COLUMN foo.t.x IS 'it''s';",
       "ALTER TABLE foo.t ADD COLUMN IF NOT EXISTS x INTEGER; CREATE INDEX foo.ix_foo_t_x ON t "
       "(x);"},
      {"default", with_default, "ALTER TABLE t ADD COLUMN x ee DEFAULT 'a' NOT NULL;",
       "ALTER TABLE t ADD COLUMN x VARCHAR(1) DEFAULT 'a' NOT NULL;"},
      {"inline", inlined,
       "ALTER TABLE t ADD COLUMN x INTEGER NOT NULL PRIMARY KEY REFERENCES u (id) ON DELETE "
       "CASCADE;",
       "ALTER TABLE t ADD COLUMN x INTEGER NOT NULL PRIMARY KEY REFERENCES u (id) ON DELETE "
       "CASCADE;"},
      {"key", keyed,
       "ALTER TABLE t ADD COLUMN x INTEGER; ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(x) "
       "REFERENCES s.u (id);",
       no_alter},
      {"check of a type", checked, "ALTER TABLE t ADD COLUMN x BOOLEAN;",
       "ALTER TABLE t ADD COLUMN x BOOLEAN;"},
  });
}

TEST_CASE("a column is altered in Alembic's order") {
  auto all = alter("c");
  all.nullable = false;
  all.server_default = ServerDefault{text("5")};
  all.type = sa("String", {4});
  all.new_name = "D";
  all.comment = std::string("x");
  all.keywords = keywords({{"postgresql_using", "c::int"}});
  auto parts = alter("c");
  parts.nullable = true;
  parts.server_default = ServerDefault{std::string("it's")};
  parts.type = sa("Text");
  auto dropped = alter("c");
  dropped.table.schema = "Foo.bar";
  dropped.server_default = Removed{};
  auto retyped = alter("c");
  retyped.existing_type =
      sa("Enum", {"z"}, {{"name", "q0"}, {"native_enum", false}, {"create_constraint", true}});
  retyped.type =
      sa("Enum", {"a"}, {{"name", "q"}, {"native_enum", false}, {"create_constraint", true}});
  auto lone_using = alter("c");
  lone_using.keywords = keywords({{"postgresql_using", "x"}});
  check({
      {"all", all,
       "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(4) USING c::int; ALTER TABLE t ALTER COLUMN c "
       "SET NOT NULL; ALTER TABLE t ALTER COLUMN c SET DEFAULT 5; COMMENT ON COLUMN t.c IS 'x'; "
       "ALTER TABLE t RENAME c TO \"D\";",
       "error: Compiler can't render element of type <class 'alembic.ddl.base.ColumnComment'>: "
       "<class 'alembic.ddl.base.ColumnComment'> construct has no default compilation handler."},
      {"parts", parts,
       "ALTER TABLE t ALTER COLUMN c TYPE TEXT; ALTER TABLE t ALTER COLUMN c DROP NOT NULL; ALTER "
       "TABLE t ALTER COLUMN c SET DEFAULT 'it''s';",
       "ALTER TABLE t ALTER COLUMN c DROP NOT NULL; ALTER TABLE t ALTER COLUMN c SET DEFAULT "
       "'it''s'; ALTER TABLE t ALTER COLUMN c TYPE TEXT;"},
      {"dropped", dropped, "ALTER TABLE \"Foo\".bar.t ALTER COLUMN c DROP DEFAULT;",
       "ALTER TABLE \"Foo\".bar.t ALTER COLUMN c DROP DEFAULT;"},
      {"retyped", retyped,
       "ALTER TABLE t DROP CONSTRAINT q0; ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(1); ALTER "
       "TABLE t ADD CONSTRAINT q CHECK (c IN ('a'));",
       "ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(1);"},
      {"using", lone_using, "error: postgresql_using must be used with the type_ parameter", ""},
  });
}

TEST_CASE("identities of columns are added, changed and dropped") {
  const std::string refusal =
      "error: Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, "
      "to or from an existing column is not supported in this dialect.";
  auto added = alter("c");
  added.server_default = ServerDefault{identity({{"always", true}})};
  auto changed = alter("c");
  changed.server_default = ServerDefault{identity({{"always", true}, {"start", 4}})};
  changed.existing_server_default = ServerDefault{identity({{"start", 3}})};
  auto dropped = alter("c");
  dropped.server_default = Removed{};
  dropped.existing_server_default = ServerDefault{identity({})};
  auto computed = alter("c");
  computed.server_default = ServerDefault{SaComputed{text("1"), {}, {}}};
  const std::string no_computed =
      "error: Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an "
      "existing column is not supported.";
  check({
      {"added", added, "ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY;", refusal},
      {"changed", changed, "ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET START WITH 4;",
       refusal},
      {"dropped", dropped, "ALTER TABLE t ALTER COLUMN c DROP IDENTITY;", refusal},
      {"computed", computed, no_computed, no_computed},
  });
}

TEST_CASE("constraints are added to a table and dropped from it") {
  CreateUniqueConstraint unique{table("t", "s"), {}, {}};
  unique.unique.name = named("u");
  unique.unique.columns = {"a", "Order"};
  unique.unique.deferrable = true;
  unique.unique.initially = "DEFERRED";
  unique.unique.keywords = keywords({{"postgresql_nulls_not_distinct", true}});
  CreateForeignKey foreign;
  foreign.name = named("f");
  foreign.source = table("t", "s1");
  foreign.referent = table("u", "s2");
  foreign.local_columns = {"a"};
  foreign.remote_columns = {"b"};
  foreign.rules = {"CASCADE", "SET NULL", "FULL", false, "IMMEDIATE"};
  foreign.keywords = keywords({{"postgresql_not_valid", true}});
  CreatePrimaryKey primary{table("t"), {}, {}};
  primary.key.columns = {"a", "b"};
  CreateCheckConstraint checked{table("t"), {}, {}};
  checked.check.name = named("ck");
  checked.check.condition = text("a > 5 AND b LIKE 'x%'");
  DropConstraint dropped;
  dropped.name = named("Ck");
  dropped.table = table("t", "s");
  dropped.if_exists = true;
  DropConstraint nameless;
  nameless.table = table("t");
  nameless.kind = ConstraintKind::Unique;
  check({
      {"unique", unique,
       "ALTER TABLE s.t ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a, \"Order\") DEFERRABLE "
       "INITIALLY DEFERRED;",
       no_alter},
      {"foreign key", foreign,
       "ALTER TABLE s1.t ADD CONSTRAINT f FOREIGN KEY(a) REFERENCES s2.u (b) MATCH FULL ON DELETE "
       "SET NULL ON UPDATE CASCADE NOT DEFERRABLE INITIALLY IMMEDIATE NOT VALID;",
       no_alter},
      {"primary key", primary, "ALTER TABLE t ADD PRIMARY KEY (a, b);", no_alter},
      {"check", checked, "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 5 AND b LIKE 'x%');",
       no_alter},
      {"dropped", dropped, "ALTER TABLE s.t DROP CONSTRAINT IF EXISTS \"Ck\";", no_alter},
      {"nameless", nameless,
       "error: Can't emit DROP CONSTRAINT for constraint UniqueConstraint(); it has no name",
       no_alter},
  });
}

TEST_CASE("an exclusion constraint is PostgreSQL's alone") {
  CreateExcludeConstraint exclude;
  exclude.table = table("t", "s");
  exclude.exclude.name = named("ex");
  exclude.exclude.elements = {{std::string("during"), "&&"}, {col("room"), "="}};
  exclude.exclude.using_method = "gist";
  exclude.exclude.where = made(SqlOperator::Greater, {col("x"), value(1)});
  exclude.exclude.deferrable = true;
  exclude.exclude.initially = "deferred";
  exclude.exclude.keywords =
      keywords({{"ops", ConstantDict{{{"during", Constant{std::string("range_ops")}}}}}});
  check({{"exclusion", exclude,
          "ALTER TABLE s.t ADD CONSTRAINT ex EXCLUDE USING gist (during range_ops WITH &&, room "
          "WITH =) WHERE (x > 1) DEFERRABLE INITIALLY deferred;",
          no_alter}});
}

TEST_CASE("an index is made with what each dialect reads of it") {
  CreateIndex rich;
  rich.table = table("t", "s");
  rich.index.name = named("ix");
  rich.index.unique = true;
  rich.if_not_exists = true;
  rich.index.elements = {
      std::string("a"),
      text("lower(b)"),
      made(SqlOperator::Desc, {col("c")}),
      call("lower", {col("D")}),
      made(SqlOperator::Add, {col("a"), col("b")}),
      made(SqlOperator::NullsLast, {made(SqlOperator::Desc, {col("a")})}),
  };
  rich.index.keywords = keywords({
      {"postgresql_using", "GIN"},
      {"postgresql_where", text("a > 0")},
      {"sqlite_where", text("a > 1")},
      {"postgresql_include", ConstantList{{Constant{std::string("x")}}}},
      {"postgresql_concurrently", true},
      {"postgresql_ops", ConstantDict{{{"a", Constant{std::string("text_pattern_ops")}}}}},
      {"postgresql_with", ConstantDict{{{"fillfactor", Constant{ConstantInteger{"50"}}}}}},
      {"postgresql_nulls_not_distinct", true},
      {"postgresql_tablespace", "TS"},
  });
  CreateIndex nameless;
  nameless.table = table("t", "s");
  nameless.index.elements = {std::string("a"), std::string("b")};
  DropIndex dropped;
  dropped.name = named("Ix");
  dropped.schema = "s";
  dropped.if_exists = true;
  dropped.keywords = keywords({{"postgresql_concurrently", true}});
  check({
      {"rich", rich,
       "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON s.t USING gin (a text_pattern_ops, "
       "lower(b), c DESC, lower(\"D\"), (a + b), a DESC NULLS LAST) INCLUDE (x) NULLS NOT DISTINCT "
       "WITH (fillfactor = 50) TABLESPACE \"TS\" WHERE a > 0;",
       "CREATE UNIQUE INDEX IF NOT EXISTS s.ix ON t (a, lower(b), c DESC, lower(\"D\"), a + b, a "
       "DESC NULLS LAST) WHERE a > 1;"},
      {"nameless", nameless, "CREATE INDEX ix_s_t_a ON s.t (a, b);",
       "CREATE INDEX s.ix_s_t_a ON t (a, b);"},
      {"dropped", dropped, "DROP INDEX CONCURRENTLY IF EXISTS s.\"Ix\";",
       "DROP INDEX IF EXISTS s.\"Ix\";"},
  });
}

TEST_CASE("a name that is too long is cut only where a convention made it") {
  CreateIndex index;
  index.table = table("t");
  index.index.elements = {std::string("a")};
  const std::string name =
      "ix_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_for_ever";
  auto on_sqlite = "CREATE INDEX " + name + " ON t (a);";
  index.index.name = ItemName{name, true, {}};
  auto cut = index;
  index.index.name->final = false;
  check({
      {"marked by op.f", cut,
       "CREATE INDEX ix_very_long_name_that_goes_on_and_on_and_on_and_on_and_f88c ON t (a);",
       on_sqlite},
      {"plain", index, "error: Identifier '" + name + "' exceeds maximum length of 63 characters",
       on_sqlite},
  });
}

TEST_CASE("tables and columns are renamed, dropped and commented on") {
  RenameTable renamed{table("t", "s"), "U", {}};
  DropTable dropped{table("order", "s"), true, {}, {}};
  DropColumn column{table("t", "s"), "Col", true, {}, {}, {}};
  CreateTableComment comment{table("t", "s"), "it's \\ :x %", {}, {}};
  DropTableComment uncommented{table("t"), {}, {}};
  check({
      {"renamed", renamed, "ALTER TABLE s.t RENAME TO \"U\";", "ALTER TABLE s.t RENAME TO \"U\";"},
      {"dropped", dropped, "DROP TABLE IF EXISTS s.\"order\";",
       "DROP TABLE IF EXISTS s.\"order\";"},
      {"column", column, "ALTER TABLE s.t DROP COLUMN IF EXISTS \"Col\";",
       "ALTER TABLE s.t DROP COLUMN IF EXISTS \"Col\";"},
      {"comment", comment, "COMMENT ON TABLE s.t IS 'it''s \\ :x %';",
       "COMMENT ON TABLE s.t IS 'it''s \\ :x %';"},
      {"uncommented", uncommented, "COMMENT ON TABLE t IS NULL;", "COMMENT ON TABLE t IS NULL;"},
  });
}

TEST_CASE("expressions are grouped as SQLAlchemy groups them") {
  using Op = SqlOperator;
  const std::vector<std::pair<SqlExpression, std::string>> cases = {
      {made(Op::Greater, {made(Op::Divide, {col("a"), value(2)}), value(1)}),
       "a / CAST(2 AS NUMERIC) > 1"},
      {made(Op::Greater, {made(Op::Add, {col("a"), made(Op::Multiply, {value(2), col("b")})}),
                          made(Op::Multiply, {made(Op::Subtract, {col("c"), value(1)}),
                                              made(Op::Negative, {col("d")})})}),
       "a + 2 * b > (c - 1) * (-d)"},
      {made(Op::Or,
            {made(Op::And, {made(Op::Between, {col("a"), value(1), value(5)}),
                            made(Op::Not, {made(Op::Between, {col("b"), value(1), value(2)})})}),
             col("c")}),
       "a BETWEEN 1 AND 5 AND b NOT BETWEEN 1 AND 2 OR c"},
      {made(Op::And,
            {made(Op::Like, {col("a"), value("x%")}), made(Op::ILike, {col("b"), value("y")}),
             made(Op::Not, {made(Op::And, {made(Op::Equal, {col("e"), value(true)}),
                                           made(Op::Is, {col("f"), value(false)})})}),
             made(Op::NotIn, {col("g"), value("a")})}),
       "a LIKE 'x%' AND b ILIKE 'y' AND NOT (e = true AND f IS false) AND (g NOT IN ('a'))"},
      {made(Op::Equal, {made(Op::Concat, {col("a"), value("x")}), col("b")}), "(a || 'x') = b"},
      {made(Op::Greater,
            {made(Op::Subtract, {made(Op::Subtract, {col("a"), value(2)}), value(3)}), value(4)}),
       "(a - 2) - 3 > 4"},
      {made(Op::Equal, {made(Op::Modulo, {col("a"), value(2)}), value(0)}), "a % 2 = 0"},
      {made(Op::Not, {made(Op::Greater, {col("a"), value(3)})}), "a <= 3"},
      {made(Op::Not, {made(Op::Is, {col("a"), {SqlWord::Null, {}}})}), "a IS NOT NULL"},
      {made(Op::And, {{SqlWord::True, {}}, made(Op::Equal, {col("a"), value(1)})}), "a = 1"},
      {made(Op::Greater, {{SqlCast{{col("a")}, sa("Integer")}, {}},
                          call("coalesce", {col("b"), value(0), value("x")})}),
       "CAST(a AS INTEGER) > coalesce(b, 0, 'x')"},
      {made(Op::Equal, {col("a"), call("current_date")}), "a = CURRENT_DATE"},
  };
  for (const auto& [condition, expected] : cases) {
    CreateCheckConstraint operation{table("t"), {}, {}};
    operation.check.name = named("c");
    operation.check.condition = condition;
    CHECK(rendered("postgresql", operation) ==
          "ALTER TABLE t ADD CONSTRAINT c CHECK (" + expected + ");");
  }
}

}  // namespace athanor::testing
