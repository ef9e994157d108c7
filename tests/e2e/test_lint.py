"""Risks, from the command line."""
import json

import shop
from harness import Project, equal, expect

TOML = '''[project]
dialects = ["sqlite"]
[environments.dev]
url = "sqlite:///app.db"
'''

SCRIPT = '''"""by hand

Revision ID: {id}
Revises: {parent}
Create Date: 2026-01-01 10:00:00

"""
from alembic import op

revision = "{id}"
down_revision = {parent!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
{up}

def downgrade() -> None:
{down}
'''


def by_hand(project, name, parent, up, down="    op.execute('SELECT 1')\n"):
    return project.write(f"migrations/versions/{name}.py",
                         SCRIPT.format(id=name, parent=parent, up=up, down=down))


def codes(project, *words):
    result = project.athanor("lint", *words, "--format", "json")
    report = json.loads(result.out)
    equal(report["version"], 1)
    return [(f["severity"], f["code"], f["object"]) for f in report["findings"]], result.code


def test_a_revision_of_models_alone_has_no_dangers():
    with Project(toml=TOML) as project:
        project.revision("first", shop.FIRST)
        found, code = codes(project)
        equal(code, 0)
        expect(all(severity in ("note", "warn") for severity, _, _ in found), found)


def test_a_danger_stops_until_it_is_allowed():
    with Project(toml=TOML) as project:
        by_hand(project, "a", None, "    op.execute('CREATE TABLE t (id INTEGER, v TEXT)')\n",
                "    op.execute('DROP TABLE t')\n")
        by_hand(project, "b", "a", "    op.execute('ALTER TABLE t DROP COLUMN v')\n")
        said = project.athanor("lint")
        equal(said.code, 3)
        expect("versions/b.py:17:16: danger DAT103 t.v: its values are gone for good" in said.out, said)
        expect("--allow DAT103:t.v" in said.out, said)
        expect("2 revisions: 1 danger" in said.out, said)
        sql = project.athanor("lint", "--format", "sql").out
        expect("versions/b.py:17: stops DAT103: t.v: its values are gone for good\n--   instead: " in sql, sql)
        expect(sql.endswith("\nALTER TABLE t DROP COLUMN v;\n") and sql.count("ALTER TABLE") == 1, sql)
        equal(codes(project, "a"), ([], 0))
        equal(codes(project, "a:b")[1], 3)
        project.ok("lint", "--allow", "DAT103:t.v")
        project.ok("lint", "--allow", "DAT103")
        equal(project.athanor("lint", "--allow", "DAT103:t.id").code, 3)
        project.write("athanor.toml", TOML + '[risk]\nallow = ["DAT103:t"]\n')
        project.ok("lint")
        project.write("athanor.toml", TOML + '[risk]\nDAT103 = "warn"\n')
        project.ok("lint")
        project.write("athanor.toml", TOML + '[risk]\nDAT = "off"\n')
        equal(codes(project), ([], 0))


def test_a_comment_beside_the_statement_allows_it_and_is_shown():
    for up in ("    # athanor: allow DAT103 never filled\n"
               "    op.execute('ALTER TABLE t DROP COLUMN v')\n",
               "    op.execute('''-- athanor: allow DAT103 never filled\n"
               "ALTER TABLE t DROP COLUMN v''')\n"):
        with Project(toml=TOML) as project:
            by_hand(project, "a", None, "    op.execute('CREATE TABLE t (id INTEGER, v TEXT)')\n",
                    "    op.execute('DROP TABLE t')\n")
            by_hand(project, "b", "a", up)
            said = project.ok("lint", "b")
            expect("allowed by a comment: never filled" in said, said)


def test_the_history_is_judged_as_well():
    with Project(toml=TOML) as project:
        long = "a" * 33
        by_hand(project, long, None, "    op.execute('CREATE TABLE t (id INTEGER)')\n", "    pass\n")
        by_hand(project, "b", long, "    import sys\n    sys.exit(1)\n")
        by_hand(project, "c", long, "    op.execute('CREATE TABLE u (id INTEGER)')\n",
                "    raise NotImplementedError()\n")
        found, code = codes(project)
        equal(code, 0)
        for expected in (("warn", "HIS102", ""), ("warn", "HIS104", long), ("warn", "HIS105", long),
                         ("note", "HIS106", "b"), ("warn", "HIS105", "c")):
            expect(expected in found, expected, found)


def test_a_revision_put_below_an_applied_one_is_told_when_connected():
    with Project(toml=TOML) as project:
        by_hand(project, "a", None, "    op.execute('CREATE TABLE t (id INTEGER)')\n",
                "    op.execute('DROP TABLE t')\n")
        second = by_hand(project, "b", "a", "    op.execute('CREATE TABLE u (id INTEGER)')\n",
                         "    op.execute('DROP TABLE u')\n")
        project.ok("upgrade", "head")
        equal(codes(project, "--connect"), ([], 0))
        between = by_hand(project, "m", "a", "    op.execute('CREATE TABLE w (id INTEGER)')\n",
                          "    op.execute('DROP TABLE w')\n")
        between.write_text(between.read_text().replace("2026-01-01", "2026-02-01"))
        second.write_text(second.read_text().replace("down_revision = 'a'", "down_revision = 'm'"))
        equal(codes(project, "--connect"), ([("danger", "HIS103", "m")], 3))
        said = project.athanor("lint", "--connect").out
        expect("(below b, which the database has run, by Create Date)\n" in said, said)
        equal(codes(project), ([("note", "HIS103", "m")], 0), "it may have run nowhere")
        expect("(below b, by Create Date alone)\n" in project.ok("lint"))
        project.ok("stamp", "a")
        equal(codes(project, "--connect"), ([], 0), "b has not run there")


def test_views_and_partitions_of_earlier_revisions_are_known():
    with Project(toml=TOML.replace('"sqlite"', '"postgresql"')) as project:
        by_hand(project, "a", None,
                "    op.execute('CREATE TABLE t (id integer, note text)')\n"
                "    op.execute('CREATE VIEW v AS SELECT id, note FROM t')\n"
                "    op.execute('CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1)')\n")
        by_hand(project, "b", "a", "    op.execute('SELECT 1')\n")
        by_hand(project, "c", "b", "    op.execute('CREATE OR REPLACE VIEW v AS SELECT id FROM t')\n")
        by_hand(project, "d", "c", "    op.execute('DROP TABLE t_1')\n")
        for revision in ("c", "b:c", ""):
            found, code = codes(project, revision)
            expect(("danger", "CMP106", "v") in found and code == 3, revision, found)
        expect(("danger", "DAT107", "t_1") in codes(project, "d")[0])
        expect(("danger", "CMP106", "v") not in codes(project, "a:b")[0])


def test_a_script_is_judged_on_what_was_there():
    with Project(toml=TOML) as project:
        project.write("old.sql", "CREATE TABLE t (id INTEGER, v TEXT);")
        project.write("new.sql", "CREATE TABLE fresh (id INTEGER);\nDROP TABLE fresh;\n"
                                 "ALTER TABLE t RENAME COLUMN v TO w;\n")
        equal(codes(project, "new.sql", "--from", "old.sql"),
              ([("danger", "CMP102", "t.v")], 3))
        project.write("bad.sql", "CREATE TABEL t (id INTEGER);")
        found, code = codes(project, "bad.sql")
        equal(([c for _, c, _ in found], code), (["UNR101"], 3))


def test_sizes_are_asked_for_when_connected():
    with Project(toml=TOML) as project:
        project.sql("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL)")
        project.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                    "INSERT INTO t SELECT i, 'x' FROM n")
        project.write("models/all.toml", '[tables.t.columns]\nid = { type = "integer", primary_key = true }\n'
                                         'v = { type = "text" }\n')
        said = project.ok("diff")
        expect("warn LIT104 t:" in said, said)


def test_rules_are_explained():
    with Project(toml=TOML) as project:
        said = project.ok("lint", "--explain", "LCK101")
        expect("LCK101 (danger) on postgresql" in said and "CREATE INDEX CONCURRENTLY" in said, said)
        said = project.fails(64, "lint", "--explain", "LCK999")
        expect("there is no rule" in said, said)


def test_diff_shows_the_risks_of_each_step():
    with Project(toml=TOML) as project:
        project.revision("first", shop.FIRST)
        project.ok("upgrade", "head")
        project.write("models/all.toml", shop.FIRST.split("[tables.orders")[0])
        said = project.athanor("diff").out
        expect("\n      danger DAT102 orders: its rows are gone for good\n" in said, said)
        steps = json.loads(project.ok("diff", "--format", "json"))["steps"]
        expect("DAT102" in [risk["code"] for step in steps for risk in step["risks"]], steps)


def test_policy_refuses_a_dangerous_revision_and_records_what_was_allowed():
    with Project(toml=TOML + '[policy]\ndrops = "allow"\ndangers = "refuse"\n') as project:
        project.revision("first", shop.FIRST)
        project.write("models/all.toml", shop.FIRST.split("[tables.orders")[0])
        said = project.fails(3, "revision", "-m", "no orders")
        expect("refused: DAT102: orders" in said and "--allow DAT102:orders" in said, said)
        before = set(project.versions())
        project.ok("revision", "-m", "no orders", "--allow", "DAT102:orders")
        made, = set(project.versions()) - before
        expect("-- athanor: allow DAT102:orders" in made.read_text(), made.read_text())
        project.ok("lint")


def test_a_wrong_setting_is_named():
    with Project(toml=TOML + '[risk]\nLCK1O1 = "note"\nDAT103 = "loud"\nallow = ["DAT999"]\n') as project:
        said = project.fails(1, "lint")
        for part in ('unknown rule or key "LCK1O1"', '"loud" is no severity', 'unknown rule "DAT999"'):
            expect(part in said, part, said)
