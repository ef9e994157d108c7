#include "tests/protection/form.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

const char* const kScript = R"sql(
CREATE TABLE floors (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE rooms (id INTEGER PRIMARY KEY, label TEXT, floor_id INTEGER
  REFERENCES floors (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT, room_id INTEGER
  REFERENCES rooms (id) ON DELETE SET NULL);
CREATE TABLE results (id INTEGER PRIMARY KEY, points INTEGER DEFAULT 0, user_id INTEGER
  REFERENCES users (id), room_id INTEGER REFERENCES rooms ON DELETE CASCADE ON UPDATE CASCADE);
CREATE INDEX ix_results ON results (points);
CREATE TRIGGER tr_results AFTER INSERT ON results BEGIN SELECT 1; END;
CREATE TABLE statistics (id INTEGER PRIMARY KEY AUTOINCREMENT, seen INTEGER);
CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, results TEXT);
CREATE TABLE results_archive (id INTEGER PRIMARY KEY, points INTEGER);
CREATE TABLE events (id INTEGER PRIMARY KEY, what TEXT);
CREATE TRIGGER tr_events AFTER INSERT ON events BEGIN INSERT INTO statistics (seen) VALUES (1); END;
CREATE TABLE chain (id INTEGER PRIMARY KEY);
CREATE TRIGGER tr_chain AFTER DELETE ON chain BEGIN DELETE FROM floors WHERE id = OLD.id; END;
CREATE VIEW points_of AS SELECT id, points FROM results;
CREATE TRIGGER tr_points INSTEAD OF DELETE ON points_of
  BEGIN DELETE FROM results WHERE id = OLD.id; END;
INSERT INTO floors VALUES (1, 'ground'), (2, 'first');
INSERT INTO rooms VALUES (1, 'red', 1), (2, 'blue', 2);
INSERT INTO users VALUES (1, 'ann@x', 'Ann', 1), (2, 'bob@x', 'Bob', 2);
INSERT INTO results VALUES (1, 10, 1, 1), (2, 20, 2, 2);
INSERT INTO statistics VALUES (1, 5);
INSERT INTO notes VALUES (1, 'one', 'x'), (2, 'results', NULL);
INSERT INTO results_archive VALUES (1, 1);
INSERT INTO events VALUES (1, 'first');
INSERT INTO chain VALUES (1);
)sql";

const std::vector<Form> kLegacy = {
    {"DROP TABLE {T}"},
    {"DROP TABLE IF EXISTS {T}"},
    {"ALTER TABLE {T} RENAME TO gone"},
    {"ALTER TABLE {T} RENAME COLUMN points TO score"},
    {"ALTER TABLE {T} ADD COLUMN more TEXT"},
    {"ALTER TABLE {T} DROP COLUMN user_id"},
    {"DELETE FROM {T}"},
    {"DELETE FROM {T} WHERE id = 1"},
    {"DELETE FROM {T} AS r WHERE r.id = 1 RETURNING id"},
    {"UPDATE {T} SET points = 0"},
    {"UPDATE {T} SET points = 0 WHERE id = 1"},
    {"UPDATE OR IGNORE {T} SET points = 0"},
    {"UPDATE {T} SET (points, user_id) = (SELECT 0, NULL)"},
    {"INSERT INTO {T} (id) VALUES (9)"},
    {"INSERT INTO {T} DEFAULT VALUES"},
    {"INSERT OR REPLACE INTO {T} (id, points) VALUES (1, 99)"},
    {"INSERT INTO {T} (id) SELECT id + 100 FROM notes"},
    {"INSERT INTO {T} (id) VALUES (1) ON CONFLICT DO UPDATE SET points = 99"},
    {"REPLACE INTO {T} (id, points) VALUES (1, 99)"},
    {"WITH gone AS (SELECT 1 AS id) DELETE FROM {T} WHERE id IN (SELECT id FROM gone)"},
    {"WITH more(id) AS (VALUES (9)) INSERT INTO {T} (id) SELECT id FROM more"},
    {"CREATE INDEX ix_more ON {T} (points)"},
    {"CREATE UNIQUE INDEX IF NOT EXISTS ix_more ON {T} (id)"},
    {"CREATE TRIGGER tr AFTER INSERT ON {T} BEGIN SELECT 1; END"},
    {"CREATE TEMP TRIGGER tr BEFORE DELETE ON {T} BEGIN SELECT raise(IGNORE); END"},
    {"CREATE TRIGGER tr AFTER INSERT ON notes BEGIN DELETE FROM {T}; END"},
    {"CREATE TRIGGER tr AFTER INSERT ON notes BEGIN SELECT 1; UPDATE {T} SET points = 0; END"},
    {"CREATE TEMP TRIGGER tr AFTER INSERT ON notes BEGIN INSERT INTO {T} (id) VALUES (9); END"},
    {"CREATE TABLE {T} (id INTEGER)"},
    {"CREATE VIEW {T} AS SELECT 1"},
    {"CREATE VIRTUAL TABLE {T} USING fts5(body)"},
    {"ALTER TABLE notes RENAME TO {T}"},
    {"CREATE TABLE copied AS SELECT * FROM {T}; DROP TABLE {T}; ALTER TABLE copied RENAME TO {T}",
     "results", Stop::Unread},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY); INSERT INTO next SELECT id FROM {T}; "
     "DROP TABLE {T}; ALTER TABLE next RENAME TO {T}"},
    {"CREATE TABLE IF NOT EXISTS a (id); DROP TABLE a; DROP TABLE {T}"},
    {"EXPLAIN QUERY PLAN SELECT 1; DELETE FROM {T}"},
    {"SELECT ';'; DROP TABLE {T}; SELECT ';'"},
    {"SELECT '--'; DROP TABLE {T} --'"},
    {"SELECT 'it''s'; DROP TABLE {T}"},
    {"SELECT 1 /* /* */; DROP TABLE {T}; -- */"},
    {"DROP TABLE {T}", "statistics"},
    {"DELETE FROM {T}", "statistics"},
    {"UPDATE {T} SET seen = 0", "statistics"},
    {"ALTER TABLE {T} RENAME TO gone", "statistics"},
    {"DROP INDEX {T}", "ix_results"},
    {"DROP INDEX IF EXISTS {T}", "ix_results"},
    {"DROP TRIGGER {T}", "tr_results"},
    {"DROP TABLE {T}", "rooms"},
    {"DROP TABLE {T}", "floors"},
    {"PRAGMA foreign_keys=ON; DROP TABLE {T}", "rooms"},
    {"DELETE FROM {T}", "rooms"},
    {"DELETE FROM {T} WHERE id = 1", "rooms"},
    {"DELETE FROM {T} WHERE id = 1", "floors"},
    {"UPDATE {T} SET id = id + 10", "rooms"},
    {"UPDATE {T} SET label = 'x', id = 10 WHERE id = 1", "rooms"},
    {"UPDATE {T} SET (label, id) = ('x', 10) WHERE id = 1", "rooms"},
    {"REPLACE INTO {T} (id, label) VALUES (1, 'new')", "rooms"},
    {"INSERT OR REPLACE INTO {T} (id, label) VALUES (1, 'new')", "rooms"},
    {"UPDATE OR REPLACE {T} SET label = 'x', id = 2 WHERE id = 1", "rooms"},
    {"INSERT INTO {T} (id, label) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET id = 7", "rooms"},
    {"ALTER TABLE {T} RENAME TO halls; DELETE FROM halls", "rooms"},
    {"ALTER TABLE {T} RENAME TO halls; DROP TABLE halls", "rooms"},
    {"INSERT INTO {T} (what) VALUES ('x')", "events"},
    {"DELETE FROM {T}", "chain"},
    {"DELETE FROM {T} WHERE id = 1", "points_of"},
    {"PRAGMA foreign_keys=ON; CREATE TABLE next (id INTEGER PRIMARY KEY, label TEXT, "
     "floor_id INTEGER); INSERT INTO next SELECT * FROM {T}; DROP TABLE {T}; "
     "ALTER TABLE next RENAME TO {T}",
     "rooms"},
    {"PRAGMA writable_schema=ON; UPDATE {T} SET sql = 'x' WHERE name = 'results'", "sqlite_master",
     Stop::Unread},
    {"PRAGMA {T}=1", "writable_schema"},
    {"PRAGMA {T}(ON)", "writable_schema"},
    {"UPDATE {T} SET sql = replace(sql, 'points', 'p')", "sqlite_schema", Stop::Unread},
    {"DELETE FROM {T} WHERE name = 'results'", "sqlite_master", Stop::Unread},
    {"DELETE FROM {T}", "sqlite_sequence"},
    {"ATTACH 'app.db' AS other; DROP TABLE other.{t}"},
    {"ATTACH DATABASE 'app.db' AS other; DELETE FROM other.{T}"},
    {"DETACH DATABASE other"},
    {"SELECT load_extension('evil')"},
};

const std::vector<Form> kCritical = {
    {"DROP TABLE {T}", "users"},
    {"DROP TABLE IF EXISTS {T}", "users"},
    {"ALTER TABLE {T} RENAME TO people", "users"},
    {"ALTER TABLE {T} DROP COLUMN email", "users"},
    {"ALTER TABLE {T} RENAME COLUMN email TO mail; ALTER TABLE {T} DROP COLUMN mail", "users"},
    {"DELETE FROM {T}", "users"},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO next SELECT id, email "
     "FROM {T}; DROP TABLE {T}; ALTER TABLE next RENAME TO {T}",
     "users"},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT, name TEXT, room_id INTEGER); "
     "INSERT INTO next SELECT * FROM {T} WHERE id > 1; DROP TABLE {T}; "
     "ALTER TABLE next RENAME TO {T}",
     "users"},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT, name TEXT, room_id INTEGER); "
     "INSERT INTO next SELECT * FROM {T} LIMIT 0; DROP TABLE {T}; ALTER TABLE next RENAME TO {T}",
     "users"},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT, name TEXT, room_id INTEGER); "
     "INSERT INTO next (id, name, room_id) SELECT id, name, room_id FROM {T}; DROP TABLE {T}; "
     "ALTER TABLE next RENAME TO {T}",
     "users"},
    {"CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT, name TEXT, room_id INTEGER); "
     "DROP TABLE {T}; ALTER TABLE next RENAME TO {T}",
     "users"},
};

const std::vector<std::string> kInnocents = {
    "SELECT * FROM results",
    "SELECT count(*) FROM main.results WHERE points > 3",
    "WITH r AS (SELECT id FROM results) SELECT * FROM r",
    "EXPLAIN QUERY PLAN SELECT * FROM results",
    "ANALYZE results",
    "REINDEX results",
    "PRAGMA table_info(results)",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA foreign_keys",
    "PRAGMA writable_schema",
    "INSERT INTO notes (body) VALUES ('DROP TABLE results')",
    "INSERT INTO notes (body, results) VALUES ('results', 'DELETE FROM results;')",
    "INSERT INTO notes (body) SELECT id FROM results",
    "INSERT OR IGNORE INTO notes (id, body) VALUES (1, 'results')",
    "REPLACE INTO notes (id, body) VALUES (1, 'new')",
    "UPDATE notes SET results = 'results' WHERE body = 'results'",
    "UPDATE notes SET body = (SELECT max(points) FROM results)",
    "UPDATE notes SET body = r.points FROM results AS r WHERE r.id = notes.id",
    "DELETE FROM notes WHERE id IN (SELECT id FROM results)",
    "DELETE FROM notes",
    "SELECT 1 /* DROP TABLE results; */",
    "SELECT 1 -- DROP TABLE results;",
    "SELECT '; DROP TABLE results; --'",
    "SELECT 'it''s; DROP TABLE results'",
    "SELECT \"results\" FROM notes",
    "ALTER TABLE notes DROP COLUMN results",
    "ALTER TABLE notes RENAME COLUMN results TO outcome",
    "ALTER TABLE notes ADD COLUMN statistics TEXT",
    "ALTER TABLE notes RENAME TO results_notes",
    "DROP TABLE results_archive",
    "DELETE FROM results_archive",
    "ALTER TABLE results_archive RENAME TO old_results",
    "ALTER TABLE results_archive ADD COLUMN results INTEGER",
    "DROP TABLE notes",
    "CREATE TABLE result (id INTEGER)",
    "CREATE TABLE my_results (id INTEGER, results TEXT)",
    "CREATE TABLE marks (id INTEGER, result_id INTEGER REFERENCES results (id) ON DELETE CASCADE)",
    "CREATE TABLE \"results \" (id INTEGER)",
    "CREATE TEMP TABLE t AS SELECT * FROM results",
    "CREATE VIEW best AS SELECT * FROM results WHERE points > 10",
    "CREATE VIEW best AS SELECT * FROM results; DROP VIEW best",
    "DROP VIEW points_of",
    "CREATE INDEX results_ix ON notes (results)",
    "CREATE INDEX ix_notes ON notes (body); DROP INDEX ix_notes",
    "CREATE TRIGGER tr AFTER INSERT ON notes BEGIN SELECT * FROM results; END",
    "CREATE TRIGGER tr AFTER INSERT ON notes BEGIN DELETE FROM results_archive; END",
    "CREATE TRIGGER results AFTER INSERT ON notes BEGIN SELECT 1; END",
    "CREATE TABLE next (id INTEGER PRIMARY KEY, body TEXT, results TEXT); "
    "INSERT INTO next SELECT * FROM notes; DROP TABLE notes; ALTER TABLE next RENAME TO notes",
    "PRAGMA foreign_keys=OFF; CREATE TABLE next (id INTEGER PRIMARY KEY, label TEXT, "
    "floor_id INTEGER); INSERT INTO next SELECT * FROM rooms; DROP TABLE rooms; "
    "PRAGMA legacy_alter_table=ON; ALTER TABLE next RENAME TO rooms",
    "PRAGMA foreign_keys=OFF; CREATE TABLE next (id INTEGER PRIMARY KEY, email TEXT, name TEXT, "
    "room_id INTEGER); INSERT INTO next (id, email, name, room_id) SELECT id, email, name, room_id "
    "FROM users; DROP TABLE users; PRAGMA legacy_alter_table=ON; ALTER TABLE next RENAME TO users",
    "UPDATE rooms SET label = 'new'",
    "UPDATE rooms SET label = id WHERE id = 1",
    "INSERT INTO rooms (id, label) VALUES (9, 'green')",
    "INSERT INTO rooms (id, label) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET label = 'y'",
    "ALTER TABLE rooms ADD COLUMN size INTEGER",
    "CREATE INDEX ix_rooms ON rooms (label)",
    "UPDATE users SET name = 'x' WHERE id = 1",
    "DELETE FROM users WHERE id = 77",
    "ALTER TABLE users ADD COLUMN age INTEGER",
    "ALTER TABLE users ADD COLUMN age INTEGER; ALTER TABLE users DROP COLUMN age",
    "ALTER TABLE users RENAME COLUMN name TO label",
    "CREATE INDEX ix_users ON users (email)",
    "UPDATE events SET what = 'x'",
    "DELETE FROM events",
    "INSERT INTO chain VALUES (7)",
    "SAVEPOINT results; RELEASE results",
};

constexpr const char* kSnapshot =
    "SELECT 'ddl', type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master "
    "WHERE lower(tbl_name) IN ('results', 'statistics') "
    "UNION ALL SELECT 'temp', name FROM sqlite_temp_master "
    "WHERE lower(tbl_name) IN ('results', 'statistics') "
    "UNION ALL SELECT 'result', id || ',' || coalesce(points, '-') || ',' || "
    "coalesce(user_id, '-') || ',' || coalesce(room_id, '-') FROM main.results "
    "UNION ALL SELECT 'statistic', id || ',' || coalesce(seen, '-') FROM main.statistics "
    "ORDER BY 1, 2";

constexpr const char* kCriticalQuery =
    "SELECT 'row ' || id || ' ' || coalesce(email, '-') FROM users ORDER BY 1";

}  // namespace

House sqlite_house() {
  House out{sqlite(), kScript, "", kLegacy, kInnocents, {}, kSnapshot, kCriticalQuery};
  out.attempts.insert(out.attempts.end(), kCritical.begin(), kCritical.end());
  out.spellings = {"{t}",        "{T}",          "\"{t}\"",          "\"{T}\"",  "`{t}`",
                   "[{t}]",      "'{t}'",        "main.{t}",         "MAIN.{T}", "\"main\".\"{t}\"",
                   "[main].{t}", "main . [{T}]", "main/*.*/./**/{t}"};
  return out;
}

}  // namespace athanor::testing
