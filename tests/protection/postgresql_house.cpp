#include "tests/protection/form.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

const char* const kScript = R"sql(
CREATE SCHEMA vault;
CREATE SCHEMA attic;
CREATE TYPE mood AS ENUM ('calm', 'keen');
CREATE DOMAIN score AS integer CHECK (VALUE >= 0);
CREATE DOMAIN high AS score;
CREATE TYPE spot AS (x integer, feel mood);
CREATE COLLATION plain FROM "C";
CREATE SEQUENCE ticket_seq;
CREATE TABLE ledger (entry integer);
CREATE TABLE counters (id serial PRIMARY KEY, label text);
CREATE TABLE floors (id integer PRIMARY KEY, name text);
CREATE TABLE rooms (id integer PRIMARY KEY, label text, door integer,
  floor_id integer REFERENCES floors (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE UNIQUE INDEX rooms_door ON rooms (door);
CREATE TABLE users (id integer PRIMARY KEY, email text, name text, feel mood,
  room_id integer REFERENCES rooms (id));
CREATE TABLE results (id integer PRIMARY KEY, points score DEFAULT 0, best high, feel mood,
  place spot, note text COLLATE plain,
  ticket integer DEFAULT nextval('ticket_seq'),
  number integer DEFAULT nextval('counters_id_seq'),
  user_id integer REFERENCES users (id),
  door integer REFERENCES rooms (door),
  room_id integer REFERENCES rooms (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE INDEX ix_results ON results (points);
CREATE SEQUENCE results_seq OWNED BY results.id;
CREATE TABLE statistics (id integer PRIMARY KEY, seen integer) INHERITS (ledger);
CREATE TABLE notes (id integer PRIMARY KEY, body text, results text);
CREATE TABLE results_archive (id integer PRIMARY KEY, points integer);
CREATE TABLE vault.gold (id integer PRIMARY KEY, bars integer);
CREATE TABLE vault.silver (id integer PRIMARY KEY);
CREATE TABLE attic.gold (id integer PRIMARY KEY);
CREATE TABLE gold (id integer PRIMARY KEY);
INSERT INTO floors VALUES (1, 'ground'), (2, 'first');
INSERT INTO rooms VALUES (1, 'red', 11, 1), (2, 'blue', 12, 2);
INSERT INTO users VALUES (1, 'ann@x', 'Ann', 'calm', 1), (2, 'bob@x', 'Bob', 'keen', 2);
INSERT INTO results (id, points, feel, place, user_id, door, room_id) VALUES
  (1, 10, 'calm', ROW(1, 'keen'), 1, 11, 1), (2, 20, 'keen', ROW(2, 'calm'), 2, 12, 2);
INSERT INTO statistics VALUES (7, 1, 5);
INSERT INTO ledger VALUES (3);
INSERT INTO notes VALUES (1, 'one', 'x'), (2, 'results', NULL);
INSERT INTO vault.gold VALUES (1, 100);
INSERT INTO gold VALUES (1);
)sql";

const char* const kLive = R"sql(
CREATE VIEW points_of AS SELECT id, points FROM results;
CREATE VIEW all_gold AS SELECT id, bars FROM vault.gold;
CREATE ROLE keeper;
CREATE ROLE vault SUPERUSER;
)sql";

const std::vector<Form> kLegacy = {
    {"DROP TABLE {T}"},
    {"DROP TABLE IF EXISTS {T} CASCADE"},
    {"DROP TABLE notes, {T}"},
    {"DROP TABLE notes, results_archive, {T} CASCADE"},
    {"TRUNCATE {T}"},
    {"TRUNCATE TABLE ONLY {T} RESTART IDENTITY CASCADE"},
    {"TRUNCATE notes, {T}"},
    {"TRUNCATE ONLY ({T})"},
    {"DELETE FROM {T}"},
    {"DELETE FROM ONLY {T} WHERE id = 1"},
    {"DELETE FROM ONLY ({T})"},
    {"DELETE FROM {T} * USING notes WHERE notes.id = 1"},
    {"UPDATE {T} SET points = 0"},
    {"UPDATE ONLY ({T}) SET points = 0 WHERE id = 1"},
    {"UPDATE {T} AS r SET points = n.id FROM notes AS n"},
    {"INSERT INTO {T} (id) VALUES (9)"},
    {"INSERT INTO {T} (id) SELECT id + 100 FROM notes"},
    {"INSERT INTO {T} (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET points = 99"},
    {"MERGE INTO {T} USING notes ON notes.id = 1 WHEN MATCHED THEN DELETE"},
    {"MERGE INTO {T} AS r USING notes AS n ON n.id = r.id WHEN MATCHED THEN UPDATE SET points = 0"},
    {"MERGE INTO ONLY {T} AS r USING notes AS n ON n.id = 50 + r.id WHEN NOT MATCHED THEN "
     "INSERT (id) VALUES (n.id + 60)"},
    {"WITH gone AS (DELETE FROM {T} RETURNING id) SELECT * FROM gone"},
    {"WITH gone AS MATERIALIZED (DELETE FROM {T} RETURNING id) INSERT INTO notes (id, body) SELECT "
     "id + 50, 'x' FROM gone"},
    {"WITH a AS (SELECT 1), b AS (UPDATE {T} SET points = 0 RETURNING id) SELECT * FROM a, b"},
    {"WITH a AS (SELECT 1 AS id) DELETE FROM {T} USING a"},
    {"WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 3) SEARCH DEPTH "
     "FIRST BY n SET deep DELETE FROM {T}"},
    {"INSERT INTO notes (id) WITH gone AS (DELETE FROM {T} RETURNING id) SELECT id + 70 FROM gone"},
    {"UPDATE notes SET body = 'x'; WITH gone AS (DELETE FROM {T}) SELECT 1"},
    {"EXPLAIN ANALYZE DELETE FROM {T}"},
    {"EXPLAIN (ANALYZE, FORMAT JSON) UPDATE {T} SET points = 0"},
    {"PREPARE p AS DELETE FROM {T}; EXECUTE p"},
    {"PREPARE p (integer) AS UPDATE {T} SET points = $1; EXECUTE p (0)"},
    {"PREPARE p AS WITH gone AS (DELETE FROM {T} RETURNING 1) SELECT * FROM gone; EXECUTE p"},
    {"CREATE TEMP TABLE t AS WITH gone AS (DELETE FROM {T} RETURNING id) SELECT * FROM gone"},
    {"CREATE TABLE t AS WITH gone AS (DELETE FROM {T} RETURNING id) SELECT * FROM gone", "results",
     Stop::Unread},
    {"SELECT id INTO t FROM {T}", "results", Stop::Unread},
    {"COPY {T} FROM '/dev/null'"},
    {"COPY {T} (id, points) FROM '/dev/null' WITH (FORMAT csv)"},
    {"COPY BINARY {T} FROM '/dev/null'"},
    {"COPY (DELETE FROM {T} RETURNING id) TO '/dev/null'"},
    {"COPY (WITH gone AS (DELETE FROM {T} RETURNING id) SELECT * FROM gone) TO '/dev/null'"},
    {"COPY notes TO PROGRAM 'psql -c \"DROP TABLE results\"'"},
    {"ALTER TABLE {T} RENAME TO gone"},
    {"ALTER TABLE IF EXISTS ONLY {T} RENAME COLUMN points TO score"},
    {"ALTER TABLE {T} ADD COLUMN more text"},
    {"ALTER TABLE {T} ADD more text, DROP note"},
    {"ALTER TABLE {T} DROP COLUMN IF EXISTS user_id CASCADE"},
    {"ALTER TABLE {T} ALTER COLUMN points SET DEFAULT 5"},
    {"ALTER TABLE {T} ALTER points TYPE bigint"},
    {"ALTER TABLE {T} ALTER points SET NOT NULL"},
    {"ALTER TABLE {T} ADD CONSTRAINT positive CHECK (points > 0) NOT VALID"},
    {"ALTER TABLE {T} DROP CONSTRAINT results_pkey CASCADE"},
    {"ALTER TABLE {T} SET SCHEMA attic"},
    {"ALTER TABLE {T} OWNER TO keeper"},
    {"ALTER TABLE {T} SET (fillfactor = 50)"},
    {"ALTER TABLE {T} SET UNLOGGED"},
    {"ALTER TABLE {T} CLUSTER ON results_pkey", "results", Stop::Unread},
    {"ALTER TABLE {T} INHERIT ledger"},
    {"ALTER TABLE {T} NO INHERIT ledger", "statistics"},
    {"ALTER TABLE {T} ENABLE ROW LEVEL SECURITY", "results", Stop::Unread},
    {"ALTER TABLE {T} DISABLE TRIGGER ALL", "results", Stop::Unread},
    {"ALTER TABLE {T} REPLICA IDENTITY FULL", "results", Stop::Unread},
    {"ALTER TABLE notes RENAME TO {T}"},
    {"ALTER INDEX {T} RENAME TO gone"},
    {"ALTER INDEX IF EXISTS {T} RENAME TO gone"},
    {"ALTER TABLE {T} RENAME TO gone", "ix_results"},
    {"ALTER INDEX {T} RENAME TO gone", "ix_results"},
    {"ALTER INDEX {T} RENAME TO gone", "results_pkey"},
    {"ALTER TABLE {T} RENAME TO gone", "results_pkey"},
    {"ALTER INDEX {T} SET (fillfactor = 50)", "ix_results"},
    {"DROP INDEX {T}", "ix_results"},
    {"DROP INDEX IF EXISTS {T} CASCADE", "ix_results"},
    {"DROP INDEX {T} CASCADE", "rooms_door"},
    {"CREATE INDEX ix_more ON {T} (points)"},
    {"CREATE UNIQUE INDEX IF NOT EXISTS ix_more ON ONLY {T} USING btree (id)"},
    {"CREATE TABLE {T} (id integer)"},
    {"CREATE TABLE IF NOT EXISTS {T} (id integer)"},
    {"CREATE UNLOGGED TABLE heir () INHERITS ({T})"},
    {"CREATE TABLE heir () INHERITS (ledger, {T})"},
    {"ALTER TABLE notes INHERIT {T}"},
    {"CREATE TABLE part PARTITION OF {T} DEFAULT", "results", Stop::Unread},
    {"ALTER TABLE ledger ATTACH PARTITION {T} DEFAULT", "results", Stop::Unread},
    {"CREATE TABLE copied AS SELECT * FROM {T}; DROP TABLE {T}; ALTER TABLE copied RENAME TO {T}",
     "results", Stop::Unread},
    {"CREATE TABLE copied (LIKE {T}); DROP TABLE {T}; ALTER TABLE copied RENAME TO {T}"},
    {"COMMENT ON TABLE {T} IS 'x'"},
    {"COMMENT ON COLUMN {T}.points IS 'x'"},
    {"COMMENT ON CONSTRAINT results_pkey ON {T} IS 'x'"},
    {"COMMENT ON INDEX {T} IS 'x'", "ix_results"},
    {"CLUSTER {T} USING results_pkey"},
    {"CLUSTER VERBOSE {T} USING results_pkey"},
    {"VACUUM FULL {T}"},
    {"VACUUM (FULL, ANALYZE) {T}"},
    {"REASSIGN OWNED BY CURRENT_USER TO keeper"},
    {"DROP OWNED BY CURRENT_USER CASCADE", "results", Stop::Unread},
    {"LOAD 'auto_explain'"},
    {"GRANT ALL ON {T} TO keeper", "results", Stop::Unread},
    {"REVOKE ALL ON TABLE {T} FROM PUBLIC", "results", Stop::Unread},
    {"GRANT ALL ON ALL TABLES IN SCHEMA public TO keeper", "results", Stop::Unread},
    {"SECURITY LABEL ON TABLE {T} IS 'x'", "results", Stop::Unread},
    {"CREATE RULE r AS ON INSERT TO notes DO ALSO DELETE FROM {T}", "results", Stop::Unread},
    {"CREATE TRIGGER t BEFORE INSERT ON {T} FOR EACH ROW EXECUTE FUNCTION "
     "suppress_redundant_updates_trigger()",
     "results", Stop::Unread},
    {"CREATE POLICY p ON {T} USING (false)", "results", Stop::Unread},
    {"CREATE STATISTICS s ON points, note FROM {T}", "results", Stop::Unread},
    {"CREATE PUBLICATION p FOR TABLE {T}", "results", Stop::Unread},
    {"DO $$ BEGIN DROP TABLE results CASCADE; END $$", "results", Stop::Unread},
    {"DO LANGUAGE plpgsql $x$ BEGIN EXECUTE 'DELETE FROM ' || 'res' || 'ults'; END $x$", "results",
     Stop::Unread},
    {"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM results'; SELECT f()",
     "results", Stop::Unread},
    {"CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE sql AS 'DELETE FROM results'; SELECT "
     "pg_temp.f()",
     "results", Stop::Unread},
    {"CREATE PROCEDURE p() LANGUAGE sql AS 'DELETE FROM results'; CALL p()", "results",
     Stop::Unread},
    {"CALL p()", "results", Stop::Unread},
    {"SELECT * FROM dblink('dbname=app', 'DELETE FROM results') AS t (x text)"},
    {"SELECT dblink_exec('dbname=app', 'DROP TABLE results')"},
    {"CREATE TEMP VIEW v AS SELECT id, points FROM {T}; DELETE FROM v"},
    {"CREATE TEMP VIEW v AS SELECT id, points FROM {T}; UPDATE v SET points = 0"},
    {"CREATE VIEW v AS SELECT id, points FROM {T}; DELETE FROM v", "results", Stop::Unread},
    {"DELETE FROM {T}", "points_of"},
    {"UPDATE {T} SET points = 0", "points_of"},
    {"INSERT INTO {T} (id) VALUES (9)", "points_of"},
    {"UPDATE {T} SET bars = 0", "all_gold"},
    {"UPDATE {T} SET relname = 'gone' WHERE relname = 'results'", "pg_class"},
    {"DELETE FROM pg_catalog.{t} WHERE attrelid = 'results'::regclass AND attnum = 2",
     "pg_attribute"},
    {"WITH c AS (UPDATE {T} SET relname = 'gone' WHERE relname = 'results' RETURNING 1) SELECT 1",
     "pg_class"},
    // Types, sequences, collations, schemas, extensions.
    {"DROP TYPE {T} CASCADE", "mood"},
    {"DROP TYPE IF EXISTS {T} CASCADE", "spot"},
    {"DROP DOMAIN {T} CASCADE", "score"},
    {"DROP DOMAIN {T} CASCADE", "high"},
    {"ALTER TYPE {T} RENAME VALUE 'calm' TO 'still'", "mood"},
    {"ALTER TYPE {T} RENAME TO temper", "mood"},
    {"ALTER TYPE {T} RENAME TO temper; DROP TYPE temper CASCADE", "mood"},
    {"ALTER TYPE {T} SET SCHEMA attic", "mood"},
    {"ALTER TYPE {T} DROP ATTRIBUTE x CASCADE", "spot"},
    {"ALTER DOMAIN {T} ADD CONSTRAINT small CHECK (VALUE < 1000)", "score"},
    {"ALTER DOMAIN {T} SET DEFAULT 4", "score"},
    {"DROP COLLATION {T} CASCADE", "plain"},
    {"DROP SEQUENCE {T} CASCADE", "ticket_seq"},
    {"ALTER SEQUENCE {T} RESTART WITH 900", "ticket_seq"},
    {"ALTER SEQUENCE {T} RENAME TO gone", "ticket_seq"},
    {"ALTER TABLE {T} RENAME TO gone", "ticket_seq"},
    {"ALTER SEQUENCE {T} OWNED BY NONE", "results_seq"},
    {"DROP SEQUENCE {T}", "results_seq"},
    {"DROP SEQUENCE {T} CASCADE", "counters_id_seq"},
    {"DROP TABLE {T} CASCADE", "counters"},
    {"ALTER TABLE {T} DROP COLUMN id CASCADE", "counters"},
    {"CREATE SEQUENCE s OWNED BY {T}.id"},
    {"CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY {T}.id"},
    {"DROP SCHEMA public CASCADE"},
    {"DROP SCHEMA IF EXISTS attic, \"public\" CASCADE"},
    {"ALTER SCHEMA public RENAME TO old"},
    {"DROP SCHEMA {t} CASCADE", "vault"},
    {"ALTER SCHEMA {t} RENAME TO old", "vault"},
    {"DROP EXTENSION citext CASCADE"},
    // Through keys and parents.
    {"DROP TABLE {T} CASCADE", "rooms"},
    {"DROP TABLE {T}", "rooms"},
    {"DROP TABLE notes, {T} CASCADE", "rooms"},
    {"TRUNCATE {T} CASCADE", "rooms"},
    {"TRUNCATE {T} CASCADE", "floors"},
    {"TRUNCATE notes, {T} CASCADE", "floors"},
    {"DELETE FROM {T}", "rooms"},
    {"DELETE FROM {T} WHERE id = 1", "rooms"},
    {"DELETE FROM {T} WHERE id = 1", "floors"},
    {"WITH gone AS (DELETE FROM {T} RETURNING 1) SELECT 1", "floors"},
    {"MERGE INTO {T} AS r USING notes AS n ON n.id = r.id WHEN MATCHED THEN DELETE", "rooms"},
    {"MERGE INTO {T} AS r USING notes AS n ON n.id = r.id WHEN MATCHED THEN UPDATE SET id = 40 + "
     "n.id",
     "rooms"},
    {"UPDATE {T} SET id = id + 10", "rooms"},
    {"UPDATE {T} SET label = 'x', id = 10 WHERE id = 1", "rooms"},
    {"UPDATE {T} SET (label, id) = ('x', 10) WHERE id = 1", "rooms"},
    {"INSERT INTO {T} (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 70", "rooms"},
    {"ALTER TABLE {T} RENAME TO halls; DELETE FROM halls", "rooms"},
    {"ALTER TABLE {T} RENAME TO halls; DROP TABLE halls CASCADE", "rooms"},
    {"ALTER TABLE {T} DROP CONSTRAINT rooms_pkey CASCADE", "rooms"},
    {"ALTER TABLE {T} DROP COLUMN id CASCADE", "rooms"},
    {"ALTER TABLE {T} DROP COLUMN door CASCADE", "rooms"},
    {"DROP TABLE {T} CASCADE", "ledger"},
    {"TRUNCATE {T}", "ledger"},
    {"DELETE FROM {T}", "ledger"},
    {"UPDATE {T} SET entry = 0", "ledger"},
    {"ALTER TABLE {T} ADD COLUMN more text", "ledger"},
    {"ALTER TABLE {T} DROP COLUMN entry", "ledger"},
    {"ALTER TABLE {T} ALTER COLUMN entry TYPE bigint", "ledger"},
    {"ALTER TABLE {T} RENAME COLUMN entry TO row_number", "ledger"},
    {"ALTER TABLE {T} ADD CONSTRAINT c CHECK (entry > 0)", "ledger"},
    // Through functions that are given names.
    {"SELECT setval('results_seq', 99)"},
    {"SELECT pg_catalog.setval('public.results_seq'::regclass, 99, false)"},
    {"SELECT setval('\"results_seq\"', 99)"},
    {"SELECT setval(pg_get_serial_sequence('public.results', 'id'), 99)"},
    {"INSERT INTO notes (id) SELECT setval('results_seq', 99)"},
    {"SELECT setval(c.oid::regclass, 99) FROM pg_class AS c WHERE relname = 'results_seq'"},
    // Where names lead.
    {"DROP TABLE vault.gold"},
    {"DROP TABLE \"vault\".\"gold\""},
    {"SET search_path = vault; DROP TABLE gold"},
    {"SET search_path TO vault, public; DELETE FROM gold"},
    {"SET LOCAL search_path = 'vault'; UPDATE gold SET bars = 0"},
    {"SET SCHEMA 'vault'; TRUNCATE gold"},
    {"SELECT set_config('search_path', 'vault', false); DROP TABLE gold"},
    {"SELECT 1, set_config('search_path', 'vault', false); DROP TABLE gold"},
    {"SET ROLE vault; DROP TABLE gold"},
    {"SET SESSION AUTHORIZATION vault; DROP TABLE gold"},
    {"SET LOCAL SESSION AUTHORIZATION 'vault'; DELETE FROM gold"},
    {"ALTER ROLE keeper SET search_path = vault"},
    {"ALTER USER keeper SET search_path TO public, 'vault'"},
    {"ALTER ROLE ALL IN DATABASE template1 SET search_path TO \"vault\""},
    {"ALTER ROLE keeper SET search_path FROM CURRENT"},
    {"ALTER ROLE keeper SET role = vault"},
    {"ALTER ROLE keeper SET standard_conforming_strings = off"},
    {"ALTER DATABASE template1 SET search_path = vault, public"},
    {"ALTER SYSTEM SET search_path = 'vault'"},
    {"ALTER TABLE vault.silver RENAME TO gold"},
    {"ALTER TABLE gold SET SCHEMA vault"},
    {"SET search_path = attic; DROP TABLE public.results"},
    {"SET search_path = public; DROP TABLE results CASCADE"},
    {"RESET search_path; DROP TABLE results"},
    // Where texts end.
    {"SELECT ';'; DROP TABLE {T}; SELECT ';'"},
    {"SELECT $$;$$; DROP TABLE {T}; SELECT $$;$$"},
    {"SELECT $a$ $b$ $a$; DROP TABLE {T}"},
    {"SELECT E'\\''; DROP TABLE {T}; SELECT '--'"},
    {"SELECT '\\'; DROP TABLE {T}; SELECT '--'"},
    {"SELECT /* /* */ */ 1; DROP TABLE {T}"},
    {"SET standard_conforming_strings = off; SELECT 'a\\''; DROP TABLE results; --'"},
    {"SET standard_conforming_strings TO 'off'; SELECT 'a\\''; DELETE FROM results; --'"},
    {"DROP TABLE {T}", "statistics"},
    {"DELETE FROM {T}", "statistics"},
    {"TRUNCATE {T}", "statistics"},
    {"UPDATE {T} SET seen = 0", "statistics"},
};

const std::vector<Form> kCritical = {
    {"DROP TABLE {T}", "users"},
    {"DROP TABLE notes, {T} CASCADE", "users"},
    {"ALTER TABLE {T} RENAME TO people", "users"},
    {"ALTER TABLE {T} SET SCHEMA attic", "users"},
    {"ALTER TABLE {T} DROP COLUMN email", "users"},
    {"ALTER TABLE {T} ADD COLUMN x text, DROP email", "users"},
    {"ALTER TABLE {T} RENAME COLUMN email TO mail; ALTER TABLE {T} DROP COLUMN mail", "users"},
    {"ALTER TABLE {T} ADD COLUMN IF NOT EXISTS email text; ALTER TABLE {T} DROP COLUMN email",
     "users"},
    {"TRUNCATE {T} CASCADE", "users"},
    {"TRUNCATE {T} CASCADE", "rooms"},
    {"DELETE FROM {T}", "users"},
    {"WITH gone AS (DELETE FROM {T}) SELECT 1", "users"},
    {"DROP TYPE {T} CASCADE", "mood"},
    {"DROP SCHEMA public CASCADE", "users"},
    {"SET search_path = attic; DROP TABLE public.users CASCADE", "users"},
};

const std::vector<std::string> kInnocents = {
    "SELECT * FROM results",
    "SELECT count(*) FROM public.results WHERE points > 3",
    "SELECT * FROM results FOR UPDATE",
    "SELECT * FROM results r JOIN notes n ON n.id = r.id FOR NO KEY UPDATE OF n SKIP LOCKED",
    "WITH r AS (SELECT id FROM results) SELECT * FROM r",
    "TABLE results",
    "EXPLAIN SELECT * FROM results",
    "COPY results TO '/dev/null'",
    "COPY (SELECT * FROM results) TO '/dev/null'",
    "COPY notes FROM '/dev/null'",
    "ANALYZE results",
    "LOCK TABLE results IN ACCESS SHARE MODE",
    "PREPARE p AS SELECT * FROM results; EXECUTE p; DEALLOCATE p",
    "DECLARE c CURSOR FOR SELECT * FROM results",
    "SET search_path = public",
    "SET search_path = attic; DROP TABLE gold",
    "SET lock_timeout = '5s'",
    "SET standard_conforming_strings = on",
    "SET application_name = 'DROP TABLE results'",
    "SHOW search_path",
    "SET SESSION AUTHORIZATION keeper; RESET SESSION AUTHORIZATION",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "ALTER ROLE keeper SET search_path = \"$user\", public",
    "ALTER ROLE keeper RESET search_path; ALTER ROLE keeper SET lock_timeout = '5s'",
    "ALTER DATABASE template1 SET search_path TO DEFAULT",
    "ALTER ROLE keeper PASSWORD 'set search_path = vault'",
    "CREATE SEQUENCE s; SELECT setval('s', 5); SELECT pg_catalog.setval('public.s'::regclass, 6)",
    "INSERT INTO notes (id, body) VALUES (7, 'DROP TABLE results')",
    "INSERT INTO notes (id, body, results) VALUES (7, 'results', 'DELETE FROM results;')",
    "INSERT INTO notes (id) SELECT id + 100 FROM results",
    "INSERT INTO notes (id, body) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET results = 'x'",
    "WITH r AS (SELECT id FROM results) INSERT INTO notes (id) SELECT id + 100 FROM r",
    "WITH gone AS (DELETE FROM notes RETURNING id) SELECT results.id FROM results, gone",
    "UPDATE notes SET results = 'results' WHERE body = 'results'",
    "UPDATE notes SET body = (SELECT max(points) FROM results)",
    "UPDATE notes SET body = r.points FROM results AS r WHERE r.id = notes.id",
    "DELETE FROM notes WHERE id IN (SELECT id FROM results)",
    "DELETE FROM notes USING results WHERE results.id = notes.id",
    "MERGE INTO notes AS n USING results AS r ON n.id = r.id WHEN MATCHED THEN UPDATE SET body = "
    "'x' WHEN NOT MATCHED THEN INSERT (id) VALUES (r.id)",
    "MERGE INTO notes AS n USING results AS r ON n.id = r.id WHEN MATCHED THEN DELETE",
    "DELETE FROM notes",
    "TRUNCATE notes",
    "SELECT 1 /* DROP TABLE results; */",
    "SELECT 1 /* /* */ ; DROP TABLE results; */",
    "SELECT 1 -- DROP TABLE results;",
    "SELECT '; DROP TABLE results; --'",
    "SELECT $$; DROP TABLE results; --$$",
    "SELECT E'it\\'s; DROP TABLE results; '",
    "SELECT \"results\" FROM notes",
    "ALTER TABLE notes DROP COLUMN results",
    "ALTER TABLE notes RENAME COLUMN results TO outcome",
    "ALTER TABLE notes ADD COLUMN statistics text",
    "ALTER TABLE notes RENAME TO results_notes",
    "ALTER TABLE notes ADD CONSTRAINT results CHECK (id > 0)",
    "ALTER TABLE notes SET SCHEMA attic",
    "DROP TABLE results_archive",
    "DROP TABLE results_archive, notes CASCADE",
    "ALTER TABLE results_archive RENAME TO old_results",
    "ALTER TABLE results_archive ADD COLUMN results integer",
    "CREATE TABLE result (id integer)",
    "CREATE TABLE my_results (id integer, results text)",
    "CREATE TABLE \"Results\" (id integer)",
    "CREATE TABLE \"Results\" (id integer); DROP TABLE \"Results\"",
    "CREATE TABLE marks (id integer, result_id integer REFERENCES results (id) ON DELETE CASCADE)",
    "CREATE TABLE alike (LIKE results)",
    "CREATE TEMP TABLE t AS SELECT * FROM results",
    "CREATE TEMP TABLE t (id integer); INSERT INTO t SELECT id FROM results",
    "CREATE TEMP VIEW best AS SELECT * FROM results WHERE points > 10",
    "CREATE INDEX results_ix ON notes (results)",
    "CREATE INDEX ix_notes ON notes (body); DROP INDEX ix_notes",
    "CREATE SEQUENCE results_number; DROP SEQUENCE results_number",
    "CREATE TYPE feeling AS ENUM ('results'); DROP TYPE feeling",
    "CREATE SCHEMA results; DROP SCHEMA results",
    "CREATE SCHEMA cellar CREATE TABLE wine (id integer); DROP SCHEMA cellar CASCADE",
    "DROP SCHEMA attic CASCADE",
    "DROP TABLE attic.gold",
    "DROP TABLE gold",
    "DELETE FROM gold",
    "ALTER TABLE gold ADD COLUMN bars integer",
    "TRUNCATE public.gold",
    "DROP TABLE vault.silver",
    "COMMENT ON TABLE notes IS 'next to results'",
    "COMMENT ON COLUMN notes.results IS 'x'",
    "UPDATE rooms SET label = 'new'",
    "UPDATE rooms SET label = id WHERE id = 1",
    "UPDATE rooms SET (label, floor_id) = ('id', 1) WHERE id = 1",
    "INSERT INTO rooms (id, label) VALUES (9, 'green')",
    "INSERT INTO rooms (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET label = 'y'",
    "ALTER TABLE rooms ADD COLUMN size integer",
    "ALTER TABLE rooms DROP COLUMN label",
    "CREATE INDEX ix_rooms ON rooms (label)",
    "INSERT INTO ledger VALUES (9)",
    "UPDATE users SET name = 'x' WHERE id = 1",
    "DELETE FROM users WHERE id = 77",
    "ALTER TABLE users ADD COLUMN age integer",
    "ALTER TABLE users ADD COLUMN age integer; ALTER TABLE users DROP COLUMN age",
    "ALTER TABLE users RENAME COLUMN name TO label",
    "CREATE INDEX ix_users ON users (email)",
    "SELECT log.update, log.delete FROM (SELECT 1 AS update, 2 AS delete) AS log",
    "SAVEPOINT results; RELEASE SAVEPOINT results",
};

/// Whatever the catalogue says of the three, and their rows.
constexpr const char* kSnapshot = R"sql(
WITH legacy AS (
  SELECT n.nspname || '.' || c.relname AS name, c.*
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (n.nspname, c.relname) IN
    (('public', 'results'), ('public', 'statistics'), ('vault', 'gold')))
SELECT 'table', name || ' ' || relowner || ' ' || relfilenode || ' ' || relpersistence::text || ' ' ||
  relkind::text || coalesce(reloptions::text, '') || coalesce(relacl::text, '') ||
  coalesce(pg_catalog.obj_description(oid, 'pg_class'), '') FROM legacy
UNION ALL SELECT 'column', name || '.' || attname || ' ' || attnum || ' ' ||
  pg_catalog.format_type(atttypid, atttypmod) || ' ' || attnotnull || attisdropped || ' ' ||
  coalesce(pg_catalog.pg_get_expr(adbin, adrelid), '') || ' ' || attcollation || ' ' ||
  coalesce(pg_catalog.col_description(attrelid, attnum), '')
  FROM legacy JOIN pg_catalog.pg_attribute a ON a.attrelid = legacy.oid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
UNION ALL SELECT 'constraint', k.conname || ' ' || pg_catalog.pg_get_constraintdef(k.oid) ||
  coalesce(pg_catalog.obj_description(k.oid, 'pg_constraint'), '')
  FROM legacy JOIN pg_catalog.pg_constraint k ON k.conrelid = legacy.oid
UNION ALL SELECT 'index', pg_catalog.pg_get_indexdef(i.indexrelid) || i.indisclustered ||
  coalesce(pg_catalog.obj_description(i.indexrelid, 'pg_class'), '')
  FROM legacy JOIN pg_catalog.pg_index i ON i.indrelid = legacy.oid
UNION ALL SELECT 'child', h.inhrelid::text || ' of ' || name
  FROM legacy JOIN pg_catalog.pg_inherits h ON h.inhparent = legacy.oid OR h.inhrelid = legacy.oid
UNION ALL SELECT 'sequence', d.refobjsubid || ' ' || d.objid || ' ' ||
  coalesce(pg_catalog.pg_sequence_last_value(d.objid)::text, '')
  FROM legacy JOIN pg_catalog.pg_depend d ON d.refobjid = legacy.oid AND d.deptype = 'a'
  JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
UNION ALL SELECT 'enum', enumlabel FROM pg_catalog.pg_enum
UNION ALL SELECT 'row', r::text FROM public.results r
UNION ALL SELECT 'row', s::text FROM public.statistics s
UNION ALL SELECT 'row', g::text FROM vault.gold g
ORDER BY 1, 2
)sql";

constexpr const char* kCriticalQuery =
    "SELECT 'row ' || id || ' ' || coalesce(email, '-') FROM public.users "
    "UNION ALL SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint "
    "WHERE conrelid = 'public.users'::regclass ORDER BY 1";

}  // namespace

House postgresql_house() {
  House out{postgresql(), kScript, kLive, kLegacy, kInnocents, {}, kSnapshot, kCriticalQuery};
  out.attempts.insert(out.attempts.end(), kCritical.begin(), kCritical.end());
  out.spellings = {"{t}",          "{T}",
                   "\"{t}\"",      "public.{t}",
                   "PUBLIC.{T}",   "\"public\".\"{t}\"",
                   "public . {t}", "public/**/./**/\"{t}\"",
                   "U&\"{t}\"",    "U&\"\\+000070ublic\".{t}"};
  return out;
}

}  // namespace athanor::testing
