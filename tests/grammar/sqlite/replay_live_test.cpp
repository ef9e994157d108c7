#include "tests/grammar/sqlite/facts.hpp"
#include "tests/grammar/sqlite/live_sqlite.hpp"
#include "tests/grammar/sqlite/reading.hpp"

using namespace athanor;
using namespace athanor::sqlite;

namespace {

/// Both end with the same schema, and both refused something or neither did.
void check_same(const std::string& script) {
  CAPTURE(script);
  auto live = run_in_sqlite(script);
  auto replayed = run_in_replay(script);
  CAPTURE(live.error);
  CAPTURE(replayed.error);
  CHECK(live.error.empty() == replayed.error.empty());
  CHECK(facts(canonical(replayed.schema)) == facts(canonical(live.schema)));
}

/// What the scripts below alter: tables with everything that can name a column or a table.
const std::string kShop = R"(
CREATE TABLE customers (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "E mail" TEXT CHECK ("E mail" LIKE '%@%'),
  score INT DEFAULT 0, level INT AS (score / 10) STORED,
  CONSTRAINT score_range CHECK (customers.score BETWEEN 0 AND 100));
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer INT REFERENCES customers (id) ON DELETE CASCADE,
  parent INT REFERENCES orders, note TEXT COLLATE NOCASE, score INT,
  FOREIGN KEY (customer, note) REFERENCES customers (id, name));
CREATE UNIQUE INDEX ix_mail ON customers (lower("E mail"), score DESC) WHERE customers.score > 0;
CREATE INDEX ix_note ON orders (note COLLATE RTRIM, customer);
CREATE VIEW best AS SELECT c.name, max(o.score) AS top FROM customers c JOIN orders o
  ON o.customer = c.id WHERE c.score > 1 GROUP BY c.name ORDER BY top;
CREATE VIEW every_order (a, b) AS SELECT id, (SELECT name FROM customers WHERE id = orders.customer)
  FROM orders;
CREATE TRIGGER touch AFTER UPDATE OF score, note ON orders WHEN new.score <> old.score BEGIN
  UPDATE customers SET score = new.score + 1 WHERE id = new.customer;
  INSERT INTO orders (note, score) SELECT name, score FROM customers WHERE customers.score > 5;
  DELETE FROM orders WHERE score IS NULL;
END;
CREATE TRIGGER lift INSTEAD OF UPDATE ON best BEGIN
  UPDATE customers SET name = new.name WHERE name = old.name;
END;
)";

}  // namespace

TEST_CASE("a replay of definitions holds what SQLite holds") {
  check_same(kShop);
  check_same(
      "CREATE TABLE T(A); CREATE TABLE IF NOT EXISTS t(b); CREATE INDEX i ON t(a);"
      "CREATE INDEX IF NOT EXISTS I ON t(a); DROP INDEX i; DROP TABLE IF EXISTS u;");
  check_same(
      "CREATE TABLE t(a); CREATE INDEX i ON t(a); CREATE TRIGGER r AFTER INSERT ON t BEGIN "
      "SELECT 1; END; DROP TABLE t; CREATE TABLE t(b); CREATE INDEX i ON t(b);");
  check_same("CREATE VIRTUAL TABLE f USING fts5(x, y); CREATE TABLE IF NOT EXISTS f_data(a);");
}

TEST_CASE("a replayed rename of a table goes where SQLite's goes") {
  check_same(kShop + "ALTER TABLE customers RENAME TO clients;");
  check_same(kShop + "ALTER TABLE orders RENAME TO \"all orders\";");
  check_same(kShop + "ALTER TABLE CUSTOMERS RENAME TO Clients; ALTER TABLE clients RENAME TO c2;");
  check_same(
      "CREATE TABLE t(a, b REFERENCES t(a)); CREATE VIEW v AS WITH t AS (SELECT 1 AS a) "
      "SELECT t.a FROM t; ALTER TABLE t RENAME TO u;");
  check_same(
      "CREATE TABLE t(a); CREATE VIEW v AS SELECT x.a FROM t AS x WHERE EXISTS "
      "(SELECT 1 FROM main.t WHERE t.a = x.a); ALTER TABLE t RENAME TO u;");
  check_same(
      "CREATE TABLE t(a); CREATE TABLE s(a); CREATE TRIGGER r AFTER INSERT ON s BEGIN "
      "UPDATE t SET a = new.a WHERE t.a = 1; INSERT INTO t VALUES (new.a) ; DELETE FROM t "
      "WHERE a IN (SELECT t.a FROM t); END; ALTER TABLE t RENAME TO u;");
}

TEST_CASE("PRAGMA legacy_alter_table keeps a rename to the table itself") {
  std::string shop;
  for (std::size_t i = 0; i < kShop.size(); ++i) {
    if (kShop.compare(i, 10, "customers.") == 0) i += 10;
    shop += kShop[i];
  }
  for (const char* keys : {"ON", "OFF"}) {
    for (const char* legacy : {"ON", "OFF", "1", "'no'"}) {
      check_same(kShop + "PRAGMA legacy_alter_table=" + legacy +
                 "; ALTER TABLE customers RENAME TO clients;");
      check_same(shop + "PRAGMA foreign_keys=" + keys + "; PRAGMA legacy_alter_table=" + legacy +
                 "; ALTER TABLE customers RENAME TO clients;");
    }
  }
  check_same(shop +
             "BEGIN; PRAGMA foreign_keys=ON; PRAGMA legacy_alter_table=ON; "
             "ALTER TABLE customers RENAME TO clients; COMMIT;");
}

TEST_CASE("a replayed rename of a column goes where SQLite's goes") {
  for (const char* rename :
       {"customers RENAME COLUMN score TO points", "customers RENAME id TO \"the id\"",
        "customers RENAME COLUMN \"E mail\" TO mail", "orders RENAME COLUMN score TO points",
        "orders RENAME COLUMN customer TO buyer", "orders RENAME COLUMN note TO \"order\"",
        "orders RENAME COLUMN id TO number", "orders RENAME COLUMN parent TO Parent"}) {
    check_same(kShop + "ALTER TABLE " + rename + ";");
  }
  const char* scripts[] = {
      "CREATE VIEW v AS SELECT c FROM t UNION SELECT a FROM t ORDER BY c",
      "CREATE VIEW v AS SELECT c + 1 AS c FROM t ORDER BY c",
      "CREATE VIEW v AS SELECT a AS c FROM t WHERE t.c = 1 ORDER BY c + 1",
      "CREATE VIEW v AS SELECT x.c FROM t AS x, u WHERE u.a = x.c",
      "CREATE VIEW v AS SELECT (SELECT max(c) FROM u WHERE u.b = t.c) FROM t",
      "CREATE VIEW v AS WITH q(c) AS (SELECT c FROM t) SELECT c FROM q",
      "CREATE VIEW v AS SELECT sum(c) OVER (PARTITION BY a ORDER BY c) FROM t GROUP BY c HAVING c",
      "CREATE VIEW v AS SELECT * FROM t",
      "CREATE VIEW v AS SELECT a FROM t JOIN u USING (a)",
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO t (a, c) VALUES (new.a, new.c) "
      "ON CONFLICT (c) DO UPDATE SET c = excluded.c WHERE t.c > 1; END",
      "CREATE TRIGGER r AFTER UPDATE OF a, c ON t BEGIN UPDATE u SET b = old.c WHERE a = new.c; "
      "UPDATE t SET (a, c) = (1, c) WHERE c; DELETE FROM t WHERE c IN (SELECT c FROM t); END",
      "CREATE TRIGGER r AFTER INSERT ON u BEGIN UPDATE t SET c = new.b FROM u WHERE u.b = t.c; END",
  };
  for (const char* script : scripts) {
    check_same(std::string("CREATE TABLE t(a, c UNIQUE); CREATE TABLE u(a, b);") + script +
               "; ALTER TABLE t RENAME COLUMN c TO d;");
  }
}

TEST_CASE("columns are added and dropped as SQLite does") {
  for (const char* change :
       {"customers ADD COLUMN extra INT NOT NULL DEFAULT 1 CHECK (extra > 0) REFERENCES orders",
        "customers ADD plain", "orders DROP COLUMN parent", "customers DROP COLUMN level",
        "orders ADD twice AS (score * 2)"}) {
    check_same(kShop + "ALTER TABLE " + change + ";");
  }
  check_same(
      "CREATE TABLE t(a, b INT CHECK (b IN (0, 1)) REFERENCES t(a), c CHECK (c > 0)); "
      "ALTER TABLE t DROP COLUMN b; ALTER TABLE t DROP COLUMN c;");
  check_same("CREATE TABLE t(a); ALTER TABLE t ADD b CHECK (b > a); ALTER TABLE t DROP b;");
  check_same("CREATE TABLE t(a, b); CREATE VIEW v AS SELECT * FROM t; ALTER TABLE t DROP b;");
}

TEST_CASE("the usual way to rebuild a table is replayed") {
  check_same(kShop + R"(
PRAGMA foreign_keys=OFF; PRAGMA legacy_alter_table=ON;
BEGIN;
CREATE TABLE _new (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, score INT);
INSERT INTO _new SELECT id, name, score FROM customers;
DROP TABLE customers;
ALTER TABLE _new RENAME TO customers;
CREATE INDEX ix_name ON customers (name);
COMMIT;
)");
}

TEST_CASE("temporary objects come and go without a trace") {
  check_same("CREATE TABLE t(a); CREATE TEMP TABLE t(b); DROP TABLE t; CREATE INDEX i ON t(a);");
  check_same(
      "CREATE TEMP TABLE s(b); CREATE INDEX i ON s(b); CREATE TABLE t(i); "
      "DROP TABLE temp.s; CREATE INDEX i ON t(i);");
  check_same(
      "CREATE TABLE t(a); CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END; "
      "CREATE TRIGGER r2 AFTER INSERT ON t BEGIN SELECT 1; END; DROP TRIGGER temp.r;");
  check_same("CREATE TEMP VIEW v AS SELECT 1; CREATE VIEW main.v AS SELECT 2; DROP VIEW temp.v;");
  check_same("CREATE TEMP TABLE s(b); ALTER TABLE s RENAME TO t; CREATE TABLE s(c); DROP TABLE t;");
}

TEST_CASE("what SQLite refuses, a replay refuses, and goes on") {
  const char* scripts[] = {
      "CREATE TABLE t(b)",
      "CREATE VIEW t AS SELECT 1",
      "CREATE INDEX t ON t(a)",
      "CREATE TABLE i(a)",
      "CREATE INDEX i ON t(b)",
      "CREATE INDEX i2 ON t(nothing)",
      "CREATE INDEX i2 ON nothing(a)",
      "CREATE INDEX i2 ON v(a)",
      "CREATE TRIGGER r AFTER INSERT "
      "ON t BEGIN SELECT 1; END",
      "CREATE TRIGGER r2 AFTER INSERT ON v BEGIN SELECT 1; END",
      "CREATE TRIGGER r2 INSTEAD OF INSERT ON t BEGIN SELECT 1; END",
      "CREATE TRIGGER r2 AFTER INSERT ON nothing BEGIN SELECT 1; END",
      "DROP TABLE nothing",
      "DROP TABLE v",
      "DROP VIEW t",
      "DROP INDEX t",
      "DROP TRIGGER nothing",
      "DROP TABLE i",
      "ALTER TABLE nothing RENAME TO x",
      "ALTER TABLE v RENAME TO x",
      "ALTER TABLE t RENAME TO v",
      "ALTER TABLE t RENAME TO i",
      "ALTER TABLE t RENAME COLUMN nothing TO x",
      "ALTER TABLE t RENAME COLUMN a TO b",
      "ALTER TABLE v RENAME COLUMN a TO x",
      "ALTER TABLE t ADD a",
      "ALTER TABLE t ADD x PRIMARY KEY",
      "ALTER TABLE t ADD x UNIQUE",
      "ALTER TABLE v ADD x",
      "ALTER TABLE t DROP nothing",
      "ALTER TABLE t DROP a",
      "ALTER TABLE t DROP b",
      "ALTER TABLE t DROP k",
      "ALTER TABLE t DROP c",
      "ALTER TABLE t DROP e",
      "ALTER TABLE t DROP f",
      "ALTER TABLE only DROP a",
      "ALTER TABLE t DROP h",
      "CREATE TABLE x(a, PRIMARY KEY (b))",
      "CREATE TABLE x(a, UNIQUE (b))",
      "CREATE TABLE x(a, FOREIGN KEY (b) REFERENCES t)",
      "CREATE TABLE x(a, FOREIGN KEY (a) REFERENCES t(a, b))",
      "CREATE TABLE x(a TEXT PRIMARY KEY AUTOINCREMENT)",
      "CREATE TABLE x(a) WITHOUT ROWID",
      "CREATE TABLE x(a VARCHAR(3)) STRICT",
      "CREATE TABLE x(a) STRICT",
      "CREATE VIEW broken AS SELECT a FROM gone; ALTER TABLE t RENAME TO u",
      "CREATE VIEW v2 AS SELECT b FROM v3; CREATE VIEW v3 AS SELECT b FROM t; "
      "ALTER TABLE t RENAME COLUMN b TO x",
      "CREATE VIEW v2 AS SELECT b FROM (SELECT b FROM t); ALTER TABLE t RENAME COLUMN b TO x",
      "CREATE VIEW v2 AS WITH q AS (SELECT b FROM t) SELECT b FROM q; "
      "ALTER TABLE t RENAME COLUMN b TO x",
      "CREATE TABLE x(b); CREATE VIEW v2 AS SELECT 1 FROM t JOIN x USING (b); "
      "ALTER TABLE t RENAME COLUMN b TO y",
      "CREATE VIEW v2(p) AS SELECT b FROM t; CREATE TRIGGER r2 INSTEAD OF INSERT ON v2 BEGIN "
      "UPDATE t SET b = new.p; END; ALTER TABLE t RENAME COLUMN b TO y; SELECT nothing",
      "CREATE VIEW v2 AS SELECT b FROM t; CREATE TRIGGER r2 INSTEAD OF INSERT ON v2 BEGIN "
      "UPDATE t SET a = new.b; END; ALTER TABLE t RENAME COLUMN b TO y",
  };
  for (const char* script : scripts) {
    check_same(std::string("CREATE TABLE t(k INTEGER PRIMARY KEY, a, b, c REFERENCES t(k), e, f,"
                           " g AS (f + 1), h, FOREIGN KEY (e) REFERENCES t(k), CHECK (h > 0));"
                           "CREATE TABLE only(a); CREATE VIEW v AS SELECT a FROM t;"
                           "CREATE INDEX i ON t(b) WHERE c > 0;"
                           "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT new.a; END;") +
               script + ";");
  }
}
