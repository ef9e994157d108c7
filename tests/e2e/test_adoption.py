"""An Alembic project taken over in one command, and worked on afterwards."""
from chain.project import IDS, Chain
from harness import equal, expect

HEAD = IDS[-1]

HOOK = '''
LEGACY_TABLES = {"results", "statistics"}


def include_object(object, name, type_, reflected, compare_to):
    return not (type_ == "table" and name in LEGACY_TABLES)
'''


class Adopted(Chain):
    """The chain at its head, with tables that its env.py leaves alone, before athanor comes."""

    def __init__(self):
        super().__init__()
        (self.root / "athanor.toml").unlink()
        env = self.read("migrations/env.py").replace(
            "config = context.config\n", "config = context.config\n" + HOOK).replace(
            "connection=connection", "connection=connection, include_object=include_object")
        self.write("migrations/env.py", env)
        self.step("alembic", "upgrade", "head")
        self.sql("CREATE TABLE results (id INTEGER PRIMARY KEY, score INTEGER);"
                 "CREATE TABLE statistics (day TEXT); INSERT INTO results VALUES (1, 7);")

    def files(self):
        return {path: path.read_bytes() for path in self.root.rglob("*")
                if path.is_file() and "__pycache__" not in path.parts}


def test_one_command_takes_the_project_over_and_changes_nothing_of_it():
    with Adopted() as project:
        before = project.files()
        out = project.ok("init")
        after = project.files()
        equal({path: after[path] for path in before}, before)
        new = {str(path.relative_to(project.root)) for path in after if path not in before}
        expect(f"migrations/baseline/{HEAD}.sqlite.sql" in new, new)
        expect("models/users.toml" in new and "models/results.toml" not in new, new)
        expect("No new upgrade operations detected." in out, out)
        expect("script_location              migrations               alembic.ini:2" in out, out)
        expect("legacy table                 results                  migrations/env.py:7" in out, out)
        expect('legacy = ["results", "statistics"]' in project.read("athanor.toml"))
        expect("no difference" in project.ok("diff").splitlines())


def test_what_follows_is_written_from_the_baseline_and_run_by_either():
    with Adopted() as project:
        project.ok("init")
        path = "models/users.toml"
        project.write(path, project.read(path).replace(
            "[tables.users.columns]\n", '[tables.users.columns]\nnickname = { type = "text" }\n'))
        failed = project.athanor("check")
        equal(failed.code, 2, failed)
        expect("add column users.nickname" in failed.out, failed)
        project.ok("revision", "-m", "nicknames", "--rev-id", "n1")
        project.ok("check")
        project.ok("upgrade", "head")
        project.ok("check", "--database", "env:default")
        project.step("alembic", "downgrade", "-1")
        equal(project.version(), HEAD)
        project.step("alembic", "upgrade", "head")
        project.ok("downgrade", "-1")
        equal(project.rows("SELECT * FROM results"), [(1, 7)])


def test_check_tells_drift_pending_revisions_and_heads():
    with Adopted() as project:
        project.ok("init")
        project.sql("CREATE INDEX ix_by_hand ON users (username)")
        failed = project.athanor("check", "--database", "env:default")
        equal(failed.code, 2, failed)
        expect("drop index ix_by_hand" in failed.out, failed)
        project.ok("check")
        project.write("migrations/versions/two.py", "revision = 'two'\ndown_revision = None\n\n\n"
                      "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n")
        failed = project.athanor("check", "--database", "env:default")
        expect("FAIL  the history has one head" in failed.out, failed)
        expect("pending: two" in failed.out, failed)


def test_a_downgrade_that_does_not_lead_back_fails_the_check():
    with Adopted() as project:
        project.ok("init")
        project.write("migrations/versions/next.py", f"""
from alembic import op

revision = "next"
down_revision = "{HEAD}"


def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY)")
    op.execute("DROP TABLE extra")
    op.execute("ALTER TABLE users ADD COLUMN nickname TEXT")


def downgrade():
    pass
""")
        failed = project.athanor("check")
        equal(failed.code, 3, failed)
        expect("next: drop column users.nickname" in failed.out, failed)


def test_without_a_database_it_says_what_is_left_to_do():
    with Adopted() as project:
        project.db.unlink()
        out = project.ok("init")
        expect("athanor baseline SOURCE" in out, out)
        expect(not (project.root / "app.db").exists(), "a database was made")
