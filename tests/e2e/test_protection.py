"""Legacy and critical tables, from the command line."""
import shop
from harness import Project, equal, expect

TOML = '''[project]
dialects = ["sqlite"]
[protect]
legacy = ["results"]
critical = ["customers"]
[policy]
drops = "refuse"
[environments.dev]
url = "sqlite:///app.db"
'''

LEGACY = '''CREATE TABLE results (id INTEGER PRIMARY KEY, points INTEGER, customer INTEGER);
INSERT INTO results VALUES (1, 10, 7), (2, 20, 9);'''

SCRIPT = '''"""by hand

Revision ID: {id}
Revises: {parent}

"""
from alembic import op

revision = "{id}"
down_revision = "{parent}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""CREATE TABLE extra (id INTEGER)""")
    op.execute("""{sql}""")


def downgrade() -> None:
    pass
'''


def guarded():
    project = Project(toml=TOML)
    project.first = project.revision("first", shop.FIRST).name.split("_")[0]
    project.sql(LEGACY)
    project.ok("upgrade", "head")
    project.sql(shop.ROWS)
    return project


def by_hand(project, sql):
    project.write("migrations/versions/hand_by_hand.py",
                  SCRIPT.format(id="hand", parent=project.first, sql=sql))


def test_a_legacy_table_is_invisible_to_diff_and_pull():
    with guarded() as project:
        equal(project.ok("diff", "--format", "sql"), "")
        expect("= legacy, left alone: results" in project.ok("diff"))
        project.ok("pull", "env:dev", "--out", "pulled", "--single")
        expect("results" not in project.read("pulled/schema.toml"))


def test_a_hand_written_revision_that_touches_a_legacy_table_is_refused():
    for sql, code, how in [
            ("DROP TABLE results", "PRO101", "drops results"),
            ("ALTER TABLE results ADD COLUMN more TEXT", "PRO101", "alters results"),
            ("DELETE FROM results", "PRO101", "empties or overwrites results"),
            ("ALTER TABLE customers RENAME TO results", "PRO101", "takes the name of results"),
            ("PRAGMA writable_schema=ON", "PRO102", "makes the catalogue writable")]:
        with guarded() as project:
            by_hand(project, sql)
            before = project.schema(), project.content()
            said = project.fails(3, "upgrade", "head")
            file = project.root / "migrations/versions/hand_by_hand.py"
            expect("hand_by_hand.py:17: refused: " + code in said, said)
            expect(how in said, said)
            expect(sql in said, said)
            expect("--allow legacy:results" in said, said)
            equal((project.schema(), project.content()), before, file)


def test_a_deliberate_change_of_a_legacy_table_is_allowed_by_name():
    with guarded() as project:
        by_hand(project, "ALTER TABLE results ADD COLUMN more TEXT")
        project.fails(3, "upgrade", "head", "--allow", "legacy:others")
        project.ok("upgrade", "head", "--allow", "legacy:results")
        equal(len(project.rows("SELECT more FROM results")), 2)
    with guarded() as project:
        by_hand(project, "-- athanor: allow legacy:results asked for by ops\n"
                         "ALTER TABLE results ADD COLUMN more TEXT")
        project.ok("upgrade", "head")


def test_rows_of_a_legacy_table_survive_the_rebuild_of_a_neighbour():
    with guarded() as project:
        project.sql("ALTER TABLE results ADD COLUMN buyer INTEGER REFERENCES customers (id) "
                    "ON DELETE CASCADE; UPDATE results SET buyer = 7;")
        rows = project.rows("SELECT * FROM results")
        project.revision("wider", shop.FIRST.replace("varchar(100)", "varchar(200)"))
        project.ok("upgrade", "head")
        equal(project.rows("SELECT * FROM results"), rows)
        project.ok("downgrade", "-1")
        equal(project.rows("SELECT * FROM results"), rows)
        project.sound()


def test_a_revision_that_drops_something_critical_is_not_written():
    with guarded() as project:
        project.write("models/all.toml", shop.FIRST.replace("name = {", "label = {"))
        before = project.versions()
        said = project.fails(3, "revision", "-m", "label")
        expect("PRO103" in said and "--allow PRO103:customers.name" in said, said)
        equal(project.versions(), before)
        shown = project.athanor("diff")
        equal(shown.code, 0)
        expect("refused" in shown.out, shown)
        path = project.revision("label", project.read("models/all.toml"), "--allow",
                                "PRO103:customers.name")
        expect("-- athanor: allow PRO103:customers.name" in path.read_text(), path.read_text())
        project.ok("upgrade", "head")
        project.ok("downgrade", "-1")


def test_drops_are_refused_by_policy_and_allowed_by_name():
    with guarded() as project:
        project.write("models/all.toml", shop.FIRST.split("[tables.orders")[0])
        said = project.fails(3, "revision", "-m", "no orders")
        expect("DAT102" in said and "orders" in said, said)
        project.ok("revision", "-m", "no orders", "--allow", "DAT102:orders")
        project.ok("upgrade", "head")
        equal(project.rows("SELECT name FROM sqlite_master WHERE name = 'orders'"), [])


def test_the_models_cannot_take_a_legacy_table_over():
    with guarded() as project:
        project.write("models/all.toml", shop.FIRST + '[tables.results.columns]\nid = { type = "text" }\n')
        script = project.ok("diff", "--format", "sql")
        expect("results" not in script, script)
