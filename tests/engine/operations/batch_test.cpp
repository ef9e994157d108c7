/// Batch mode on SQLite: the statements that Alembic sends to a database, its reflection aside.

#include <doctest/doctest.h>

#include "tests/engine/operations/say.hpp"

namespace athanor::testing {
namespace {

using namespace alembic;

AddColumn added(SaColumn column) {
  AddColumn operation;
  operation.table = table("t");
  operation.column = std::move(column);
  return operation;
}

AlterColumn altered(const char* column) {
  AlterColumn operation;
  operation.table = table("t");
  operation.column = column;
  return operation;
}

DropColumn dropped(const char* column) {
  return {table("t"), column, {}, {}, {}, {}};
}

DropConstraint dropped_constraint(const char* name) {
  DropConstraint operation;
  operation.name = named(name);
  operation.table = table("t");
  return operation;
}

DropIndex dropped_index(const char* name) {
  DropIndex operation;
  operation.name = named(name);
  operation.table = "t";
  return operation;
}

CreateIndex index(const char* name, const char* column) {
  CreateIndex operation;
  operation.table = table("t");
  operation.index.name = named(name);
  operation.index.elements = {std::string(column)};
  return operation;
}

BatchAlterTable batch(std::vector<BatchOperation> operations) {
  BatchAlterTable made;
  made.table = table("t");
  made.operations = std::move(operations);
  return made;
}

std::string on(const char* script, const BatchAlterTable& operation) {
  return rendered("sqlite", operation, schema_from("sqlite", script));
}

constexpr const char* plain = "CREATE TABLE t (id INTEGER NOT NULL, a varchar(50), b INTEGER);";

}  // namespace

TEST_CASE("a batch that SQLite's ALTER TABLE can do makes no table anew") {
  auto column = sa("Integer");
  auto defaulted = testing::column("n", column);
  defaulted.server_default = std::string("0");
  defaulted.nullable = false;
  CHECK(on(plain, batch({added(defaulted), index("ixn", "n")})) ==
        "ALTER TABLE t ADD COLUMN n INTEGER DEFAULT '0' NOT NULL; CREATE INDEX ixn ON t (n);");
  auto renamed = altered("b");
  renamed.new_name = "c";
  auto never = batch({added(testing::column("x", column)), dropped("a"), renamed});
  never.recreate = BatchAlterTable::Recreate::Never;
  CHECK(on(plain, never) ==
        "ALTER TABLE t ADD COLUMN x INTEGER; ALTER TABLE t DROP COLUMN a; ALTER TABLE t RENAME "
        "COLUMN b TO c;");
}

TEST_CASE("a table is made anew with what reflection knows of it") {
  const auto* script =
      "CREATE TABLE u (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (id INTEGER NOT NULL, a varchar(50) DEFAULT 'x' NOT NULL, b INTEGER DEFAULT "
      "(1+1), c TIMESTAMP DEFAULT CURRENT_TIMESTAMP, d NUMERIC(10, 2) DEFAULT 5, f FOO(3) DEFAULT "
      "-1, g BOOLEAN DEFAULT 10, h TEXT COLLATE NOCASE, PRIMARY KEY (id), CONSTRAINT ck CHECK (b > "
      "1), CHECK (b < 100), CONSTRAINT uq UNIQUE (a), UNIQUE (b, d), CONSTRAINT fk FOREIGN KEY(b) "
      "REFERENCES u (id) ON DELETE CASCADE, CONSTRAINT ck2 CHECK (a <> 'x'));"
      "CREATE INDEX ix_a ON t (a);"
      "CREATE UNIQUE INDEX ix_b ON t (b, d) WHERE b > 0;"
      "CREATE INDEX ix_e ON t (lower(a));";
  auto added_column = testing::column("n", sa("Integer"));
  added_column.nullable = false;
  added_column.server_default = std::string("0");
  auto renamed = altered("a");
  renamed.type = sa("Text");
  renamed.nullable = true;
  renamed.new_name = "A2";
  auto retyped = altered("b");
  retyped.type = sa("String", {5});
  retyped.server_default = Removed{};
  CreateUniqueConstraint unique{table("t"), {}, {}};
  unique.unique.name = named("uqq");
  unique.unique.columns = {"n"};
  CHECK(on(script, batch({added(added_column), renamed, retyped, dropped_constraint("ck"),
                          index("ixn", "n"), unique})) ==
        "CREATE TABLE _alembic_tmp_t ( id INTEGER NOT NULL, \"A2\" TEXT DEFAULT 'x', b VARCHAR(5), "
        "c TIMESTAMP DEFAULT (CURRENT_TIMESTAMP), d NUMERIC(10, 2) DEFAULT 5, f NUMERIC(3) DEFAULT "
        "(-1), g BOOLEAN DEFAULT (10), h TEXT, n INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id), "
        "CONSTRAINT fk FOREIGN KEY(b) REFERENCES u (id) ON DELETE CASCADE, CONSTRAINT uq UNIQUE "
        "(\"A2\"), CONSTRAINT ck2 CHECK (a <> 'x'), CONSTRAINT uqq UNIQUE (n), UNIQUE (b, d) ); "
        "INSERT INTO _alembic_tmp_t (id, \"A2\", b, c, d, f, g, h) SELECT t.id, t.a, CAST(t.b AS "
        "VARCHAR(5)) AS b, t.c, t.d, t.f, t.g, t.h FROM t; DROP TABLE t; ALTER TABLE "
        "_alembic_tmp_t RENAME TO t; CREATE INDEX ix_a ON t (\"A2\"); CREATE UNIQUE INDEX ix_b ON "
        "t (b, d) WHERE b > 0; CREATE INDEX ixn ON t (n);");
}

TEST_CASE("columns are put where a batch wants them") {
  auto first = added(testing::column("x", sa("Integer")));
  auto after_id = added(testing::column("y", sa("Integer")));
  after_id.insert_after = "id";
  auto after_y = added(testing::column("z", sa("Integer")));
  after_y.insert_after = "y";
  auto before_id = added(testing::column("w", sa("Integer")));
  before_id.insert_before = "id";
  auto operation = batch({first, after_id, after_y, before_id});
  operation.recreate = BatchAlterTable::Recreate::Always;
  CHECK(on(plain, operation) ==
        "CREATE TABLE _alembic_tmp_t ( w INTEGER, id INTEGER NOT NULL, y INTEGER, z INTEGER, a "
        "VARCHAR(50), b INTEGER, x INTEGER ); INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, "
        "t.a, t.b FROM t; DROP TABLE t; ALTER TABLE _alembic_tmp_t RENAME TO t;");
  operation.recreate = BatchAlterTable::Recreate::Auto;
  CHECK(on(plain, operation) ==
        "error: Can't specify insert_before or insert_after when using ALTER; please specify "
        "recreate='always'");
}

TEST_CASE("what a batch drops must be there and have a name") {
  CHECK(on(plain, batch({dropped_constraint("nope")})) == "error: No such constraint: 'nope'");
  CHECK(on(plain, batch({dropped_index("nope"), dropped("a")})) == "error: No such index: 'nope'");
  CHECK(on(plain, batch({dropped("zz")})) == "error: no column 'zz' in table 't'");
  auto unique = testing::column("q", sa("Integer"));
  unique.unique = true;
  CHECK(on(plain, batch({added(unique)})) == "error: Constraint must have a name");
}

TEST_CASE("a naming convention names what reflection finds without a name") {
  auto operation = batch({dropped_constraint("uq_t_b"), dropped_constraint("pk_t")});
  operation.naming_convention = {{"uq", "uq_%(table_name)s_%(column_0_name)s"},
                                 {"fk",
                                  "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)"
                                  "s"},
                                 {"pk", "pk_%(table_name)s"}};
  CreatePrimaryKey key{table("t"), {}, {}};
  key.key.name = named("pk2");
  key.key.columns = {"id"};
  operation.operations.push_back(key);
  CHECK(on("CREATE TABLE t (id INTEGER NOT NULL, a varchar(50), b int, PRIMARY KEY (id, a), "
           "UNIQUE(b), FOREIGN KEY(b) REFERENCES t(id));",
           operation) ==
        "CREATE TABLE _alembic_tmp_t ( id INTEGER NOT NULL, a VARCHAR(50), b INTEGER, CONSTRAINT "
        "pk2 PRIMARY KEY (id), CONSTRAINT fk_t_b_t FOREIGN KEY(b) REFERENCES t (id) ); INSERT INTO "
        "_alembic_tmp_t (id, a, b) SELECT t.id, t.a, t.b FROM t; DROP TABLE t; ALTER TABLE "
        "_alembic_tmp_t RENAME TO t;");
}

TEST_CASE("a table of the script stands for the database's") {
  SaTable given;
  given.name = "t";
  auto checked = testing::column("a", sa("String", {50}));
  checked.checks = {SaCheck{text("a>1"), named("cka"), {}, {}, {}, {}}};
  auto keyed = testing::column("b", sa("Integer"));
  keyed.foreign_keys = {key("u.id")};
  keyed.unique = true;
  auto listed =
      testing::column("e", sa("Enum", {"p", "q"}, {{"name", "pq"}, {"create_constraint", true}}));
  given.items = {key_column("id", sa("Integer")), checked, keyed,
                 SaCheck{text("b>2"), {}, {}, {}, {}, {}}, listed};
  auto retyped = altered("e");
  retyped.type = sa("Integer");
  auto operation = batch({dropped_constraint("cka"), retyped});
  operation.copy_from = given;
  CHECK(on(plain, operation) ==
        "CREATE TABLE _alembic_tmp_t ( id INTEGER NOT NULL, a VARCHAR(50), b INTEGER, e INTEGER, "
        "PRIMARY KEY (id), CHECK (b>2), UNIQUE (b), FOREIGN KEY(b) REFERENCES u (id) ); INSERT "
        "INTO _alembic_tmp_t (id, a, b, e) SELECT t.id, t.a, t.b, CAST(t.e AS INTEGER) AS e FROM "
        "t; DROP TABLE t; ALTER TABLE _alembic_tmp_t RENAME TO t;");
}

TEST_CASE("on PostgreSQL a batch is plain ALTERs") {
  auto nullable = altered("a");
  nullable.nullable = false;
  CHECK(rendered("postgresql", batch({nullable, dropped("b"), dropped_constraint("ck")})) ==
        "ALTER TABLE t ALTER COLUMN a SET NOT NULL; ALTER TABLE t DROP COLUMN b; ALTER TABLE t "
        "DROP CONSTRAINT ck;");
}

}  // namespace athanor::testing
