"""What `verify` finds in a SQLite database after its migration."""
import json
import xml.etree.ElementTree as xml

import shop
from harness import Project, equal, expect

TOML = '''[project]
dialects = ["sqlite"]
[protect]
legacy = ["results"]
[environments.dev]
url = "sqlite:///app.db"
'''

QUERIES = '''
[verify]
runs = 3
[[verify.queries]]
name = "newest purchases"
sql = "SELECT * FROM purchases ORDER BY placed DESC LIMIT 10"
limit_ms = 2000
[[verify.queries]]
name = "counting"
sql = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
SELECT count(*) FROM n"""
limit_ms = {limit}
'''


def migrated(toml=TOML):
    project = Project(toml=toml)
    shop.history(project)
    project.ok("upgrade", "head")
    return project


def differs(project, *words):
    """Runs verify, which must find something; returns what it prints."""
    result = project.athanor("verify", *words)
    equal(result.code, 2, result)
    return result.out


def test_a_database_after_its_migration_is_well():
    with migrated() as project:
        before = project.content()
        equal(project.ok("verify"), "sqlite:///app.db\n"
              "ok    the database is at the head\n"
              "ok    the database holds what the models want\n"
              "ok    the file is sound\n"
              "ok    foreign keys lead to rows that are there\n"
              "ok    sequences are ahead of their columns\n"
              "ok    a row can be put into each new table\n"
              "all is well\n")
        equal(project.content(), before)
        project.sql("INSERT INTO customers (id, mail, name) VALUES (1, 'a@example.org', 'Ann')")
        before = project.content()
        project.ok("verify", "--tables", "all")
        equal(project.content(), before)
        project.sound()


def test_a_pending_revision_and_a_change_by_hand_are_told():
    with migrated() as project:
        project.ok("downgrade", "-1")
        out = differs(project)
        expect("FAIL  the database is at the head\n        pending: " in out, out)
        expect("      -> athanor upgrade heads\n" in out, out)
        expect("FAIL  the database holds what the models want\n" in out, out)
        project.ok("upgrade", "head")
        project.sql("CREATE INDEX by_hand ON purchases (total)")
        out = differs(project)
        expect("ok    the database is at the head\nFAIL  the database holds what the models want\n"
               in out, out)
        expect("1 of 6 points do not hold" in out, out)


def test_broken_keys_and_a_counter_behind_are_told():
    models = shop.FOURTH + '''
[tables.letters.columns]
id = { type = "integer", primary_key = true, autoincrement = true }
'''
    with migrated() as project:
        project.revision("letters", models)
        project.ok("upgrade", "head")
        project.sql("INSERT INTO letters (id) VALUES (5);"
                    "INSERT INTO purchases (id, customer) VALUES (1, 99);"
                    "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'letters'")
        out = differs(project)
        expect("FAIL  foreign keys lead to rows that are there\n"
               "        1 of purchases lead to no row of customers\n" in out, out)
        expect("FAIL  sequences are ahead of their columns\n"
               "        sqlite_sequence has 2 for letters, and letters.id has reached 5\n" in out,
               out)


def test_a_new_table_that_refuses_rows_is_told():
    models = shop.FOURTH + '''
[tables.parcels.columns]
id = { type = "integer", primary_key = true }
state = { type = "text", nullable = false, default = "nwe" }
[[tables.parcels.checks]]
name = "known_state"
expression = "state IN ('new', 'sent')"
'''
    with migrated() as project:
        project.revision("parcels", models)
        project.ok("upgrade", "head")
        out = differs(project)
        expect("FAIL  a row can be put into each new table\n"
               "        parcels: the default of state breaks check known_state\n" in out, out)
        expect("lines" not in out, out)
        equal(project.rows("SELECT count(*) FROM parcels"), [(0,)])
        project.ok("verify", "--tables", "products")
        expect("a row can be put" not in project.ok("verify", "--tables", "none"))


def test_protected_and_unknown_tables_are_refused():
    with migrated() as project:
        project.sql("CREATE TABLE results (id INTEGER PRIMARY KEY)")
        equal(project.fails(3, "verify", "--tables", "results"),
              "refused: results is protected: no row is tried there\n")
        equal(project.fails(1, "verify", "--tables", "lnies"),
              "error: there is no table \"lnies\": did you mean \"lines\"?\n")
        expect("results" not in project.ok("verify", "--tables", "all"))


def test_queries_are_held_to_their_limits():
    with migrated(TOML + QUERIES.format(limit=100000)) as project:
        out = project.ok("verify", "--tables", "none")
        expect("ok    queries keep their limits at the 95th percentile\n        counting: " in out, out)
        expect(" ms of 100000 ms, the slowest\n        newest purchases: " in out, out)
    with migrated(TOML + QUERIES.format(limit=1)) as project:
        out = differs(project, "--tables", "none")
        expect("FAIL  queries keep their limits at the 95th percentile\n        counting: " in out, out)
        report = json.loads(differs(project, "--format", "json"))
        equal((report["version"], report["clean"]), (1, False))
        equal([(query["name"], query["runs"], query["kept"]) for query in report["queries"]],
              [("counting", 3, False), ("newest purchases", 3, True)])
        suite = xml.fromstring(differs(project, "--format", "junit"))[0]
        equal((suite.get("name"), suite.get("failures")), ("athanor verify", "1"))
        expect("before anybody relies on this database" in differs(project, "--format", "markdown"))


def test_a_wrong_query_is_named_with_its_place():
    with migrated(TOML + QUERIES.format(limit=1).replace("SELECT * FROM", "DELETE FROM")
                  .replace(" ORDER BY placed DESC LIMIT 10", "")) as project:
        said = project.fails(1, "verify", "--tables", "none")
        expect('athanor.toml:12:7: error: query "newest purchases" does more than read' in said, said)
    with Project(toml=TOML + "[verify]\nrusn = 3\n") as project:
        said = project.fails(1, "verify")
        expect('athanor.toml:8:1: error: unknown key "rusn"' in said, said)
        expect('note: did you mean "runs"?' in said, said)
