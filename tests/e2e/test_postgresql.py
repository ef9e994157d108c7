"""Upgrading, downgrading, stamping and looking, on a PostgreSQL server."""
import stock
from harness import equal, expect
from stock import Warehouse

BUSY = '''"""an index beside the traffic"""
from alembic import op

revision = "busy"
down_revision = "{parent}"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix_busy ON customers (id, mail)")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("DROP INDEX CONCURRENTLY ix_busy")
'''

def test_a_history_goes_up_and_down_and_says_so():
    with Warehouse() as project:
        ids = stock.history(project)
        result = project.athanor("-e", "prod", "upgrade", "head")
        equal(result.code, 0, result)
        lines = [f"Running upgrade {a} -> {b}, {message}" for a, b, (message, _) in
                 zip(["", *ids], ids, stock.STEPS)]
        equal(result.err.splitlines(), lines)
        equal(project.at(), [ids[-1]])
        equal(project.prod("current"), f"{ids[-1]} (head)\n")
        project.prod("downgrade", "-1")
        equal(project.at(), [ids[-2]])
        project.prod("upgrade", ids[-1][:5])
        equal(project.at(), [ids[-1]])
        project.prod("downgrade", "base")
        equal(project.at(), [])
        equal(project.psql("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
                           "AND relkind IN ('r', 'S') AND relname <> 'alembic_version'"), [])
        equal(project.psql("SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace "
                           "AND typtype IN ('e', 'd')"), [])


def test_every_state_is_the_same_on_the_way_up_and_down_and_rows_stay():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[0])
        project.psql(stock.ROWS)
        rows = project.rows_of("customers", "orders")
        up = {ids[0]: project.dump("-s")}
        for revision in ids[1:]:
            project.prod("upgrade", revision)
            up[revision] = project.dump("-s")
        equal(project.psql("SELECT count(*), sum(total) FROM purchases"), ["2|10.50"])
        for revision in reversed(ids[:-1]):
            project.prod("downgrade", revision)
            equal(sorted(project.dump("-s").split("\n")), sorted(up[revision].split("\n")), revision)
        equal(project.rows_of("customers", "orders")["customers"], rows["customers"])
        equal(project.psql("SELECT id, total::numeric FROM orders ORDER BY id"), ["1|3.50", "4|7.00"])


def test_a_sequence_goes_on_where_it_was():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[0])
        project.psql("INSERT INTO customers (id, email) VALUES (1, 'a@b');"
                     "INSERT INTO orders (customer) VALUES (1), (1), (1);")
        project.prod("upgrade", "head")
        equal(project.psql("INSERT INTO purchases (customer) VALUES (1) RETURNING id"), ["4"])
        project.prod("downgrade", ids[0])
        equal(project.psql("INSERT INTO orders (customer) VALUES (1) RETURNING id"), ["5"])


def test_stamp_writes_the_version_alone():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("stamp", "head")
        equal(project.at(), [ids[-1]])
        equal(project.psql("SELECT to_regclass('customers')"), [""])
        project.prod("stamp", "base")
        equal(project.at(), [])
        project.prod("stamp", ids[0][:6])
        equal(project.prod("current"), f"{ids[0]}\n")


def test_diff_and_pull_find_what_the_history_made():
    with Warehouse() as project:
        stock.history(project)
        project.prod("upgrade", "head")
        equal(project.prod("diff", "--exit-code", "--format", "sql"), "")
        project.prod("pull", "env:prod", "--out", "pulled")
        equal(project.ok("diff", "--from", "env:prod", "--to", "pulled", "--format", "sql",
                         "--exit-code"), "")
        project.write("dump.sql", project.dump("-s"))
        equal(project.ok("diff", "--from", "dump.sql", "--to", "env:prod", "--format", "sql",
                         "--exit-code"), "")


def test_the_script_of_a_diff_runs_in_psql():
    with Warehouse(models=stock.FOURTH) as project:
        project.psql(project.prod("diff", "--format", "sql"))
        equal(project.prod("diff", "--exit-code", "--format", "sql"), "")


def test_a_plan_is_told_from_the_server_and_changes_nothing():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[0])
        project.psql("INSERT INTO customers (id, email) SELECT i, 'c' || i FROM generate_series(1, 50000) i;"
                     "ANALYZE customers")
        project.write("migrations/versions/busy.py",
                      BUSY.format(parent=ids[-1]).replace("(id, mail)", "(id, email)"))
        expect("does not fit what is there: " in project.prod("plan"), "email is mail by then")
        project.write("migrations/versions/busy.py", BUSY.format(parent=ids[-1]))
        before = project.dump("-s"), project.at()
        said = project.prod("plan")
        expect(f"  at {ids[0]}\n" in said and f"would run {len(ids)} revisions" in said, said)
        expect("-- outside any transaction\n   CREATE INDEX CONCURRENTLY ix_busy" in said, said)
        expect("needs Python" not in said and "not fit what is there" not in said, said)
        equal((project.dump("-s"), project.at()), before)
        project.psql(project.prod("plan", ids[1], "--format", "sql"))
        equal(project.at(), [ids[1]])
        project.prod("upgrade", "head")
        equal(project.prod("plan", "--exit-code").split("\n", 1)[1], "nothing to run\n")


def test_verify_tries_the_plan_out_and_leaves_nothing_behind():
    with Warehouse() as project:
        stock.history(project)
        project.prod("upgrade", "+3")
        before = project.server.sql("postgres", "SELECT datname FROM pg_database ORDER BY 1")
        project.prod("diff", "--verify")
        equal(project.server.sql("postgres", "SELECT datname FROM pg_database ORDER BY 1"), before)


def test_one_revision_serves_both_dialects():
    with Warehouse(dialects=("sqlite", "postgresql")) as project:
        ids = stock.history(project)
        for words in ["upgrade", ids[0]], ["upgrade", "head"], ["downgrade", ids[1]], ["upgrade", "head"]:
            for environment in "dev", "prod":
                project.ok("-e", environment, *words)
        equal((project.version(), project.at()), (ids[-1], [ids[-1]]))
        for environment in "dev", "prod":
            equal(project.ok("diff", "--from", f"env:{environment}", "--exit-code", "--format", "sql"), "")
        text = project.versions()[0].read_text()
        expect('dialect.name == "postgresql"' in text and 'dialect.name == "sqlite"' in text, text)


def test_one_transaction_a_run_or_a_revision():
    bad = '''
from alembic import op
revision = "bad"
down_revision = "{parent}"
def upgrade():
    op.execute("CREATE TABLE fine (id integer)")
    op.execute("SELECT 1 / 0")
def downgrade():
    pass
'''
    for scope, left in ("per run", []), ("per revision", "head"):
        with Warehouse() as project:
            ids = stock.history(project)
            toml = project.read("athanor.toml")
            project.write("athanor.toml", toml.replace("[policy]", f'[policy]\ntransactions = "{scope}"'))
            project.write("migrations/versions/bad_x.py", bad.format(parent=ids[-1]))
            said = project.prod_fails("upgrade", "head")
            for part in "revision bad failed and was rolled back", "division by zero", "22012", "bad_x.py:7":
                expect(part in said, said)
            # Values that are used at once are committed by themselves: what is before them stays.
            at = project.at()
            equal(at, [ids[-1]] if left else at[:1], scope, said)
            equal(project.psql("SELECT to_regclass('fine')"), [""])
