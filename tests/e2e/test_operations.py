"""Alembic's operations run by athanor: the SQL and the schema are those of Alembic itself."""
import os

from harness import Project, Skipped, alembics, equal, expect
from operations import EVERYWHERE, POSTGRESQL, normalized, script

SCRIPTS = 25
LENGTH = 14

HEADER = '''"""operations of seed {seed}"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "r{seed}"
down_revision = None


def upgrade():
    {body}


def downgrade():
    pass
'''

ENVIRONMENT = '''
from alembic import context
from sqlalchemy import create_engine

url = context.config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, dialect_opts={"paramstyle": "named"}, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
'''

URLS = {"postgresql": "postgresql://nobody@nowhere/none", "sqlite": "sqlite:///app.db"}
KINDS = {"postgresql": POSTGRESQL, "sqlite": EVERYWHERE}


def project(seed, dialect):
    """An Alembic project of one revision."""
    made = Project(init=False)
    made.write("alembic.ini", f"[alembic]\nscript_location = migrations\n"
                              f"sqlalchemy.url = {URLS[dialect]}\n")
    made.write("migrations/env.py", ENVIRONMENT)
    made.write("migrations/script.py.mako", "")
    made.write("migrations/versions/one.py", HEADER.format(
        seed=seed, body="\n    ".join(script(seed, KINDS[dialect], LENGTH))))
    return made


def new_alembic():
    if "new" not in alembics():
        raise Skipped("no alembic: name one in ATHANOR_ALEMBIC")
    return "new"


def seeds():
    first = int(os.environ.get("ATHANOR_TEST_SEED", "1"))
    return range(first, first + SCRIPTS)


def ours(made, *words):
    result = made.athanor(*words)
    equal(result.code, 0, f"athanor {' '.join(words)}", result, made.read(
        "migrations/versions/one.py"))
    return result.out


def compare_sql(dialect):
    alembic = new_alembic()
    for seed in seeds():
        with project(seed, dialect) as made:
            theirs = normalized(made.alembic(alembic, "upgrade", "head", "--sql"))
            got = normalized(ours(made, "upgrade", "head", "--sql"))
            for number, (left, right) in enumerate(zip(theirs, got)):
                equal(right, left, f"seed {seed}, statement {number}, {dialect}")
            equal(len(got), len(theirs), f"seed {seed}, {dialect}: number of statements")


def test_operations_send_the_sql_of_alembic_on_sqlite():
    compare_sql("sqlite")


def test_operations_send_the_sql_of_alembic_on_postgresql():
    compare_sql("postgresql")


BLOCKS = [
    "with op.get_context().autocommit_block():", "    op.execute('CREATE TABLE a (x integer)')",
    "    op.execute('CREATE TABLE b (x integer)')",
    "with op.get_context().autocommit_block():", "    op.execute('CREATE TABLE c (x integer)')",
    "op.execute('CREATE TABLE d (x integer)')",
    "with op.get_context().autocommit_block():", "    op.execute('CREATE TABLE e (x integer)')"]


def test_each_autocommit_block_ends_a_transaction_and_begins_one_as_alembics_does():
    for dialect in URLS:
        with project(1, dialect) as made:
            made.write("migrations/versions/one.py",
                       HEADER.format(seed=1, body="\n    ".join(BLOCKS)))
            theirs = normalized(made.alembic(new_alembic(), "upgrade", "head", "--sql"))
            equal(normalized(ours(made, "upgrade", "head", "--sql")), theirs, dialect)


def test_a_script_without_an_id_is_known_by_the_name_of_its_file_as_alembic_knows_it():
    with project(1, "sqlite") as made:
        text = made.read("migrations/versions/one.py").replace('revision = "r1"\n', "")
        (made.root / "migrations/versions/one.py").unlink()
        made.write("migrations/versions/12ab.py", text)
        equal(made.ok("heads"), made.alembic(new_alembic(), "heads"))
        expect("12ab (head)" in made.ok("heads"), made.ok("heads"))


def test_operations_and_batches_leave_the_schema_of_alembic_on_sqlite():
    # A batch of Alembic's loses indexes on expressions, so that nothing can be done with them after.
    alembic = new_alembic()
    for seed in seeds():
        with project(seed, "sqlite") as made:
            made.write("migrations/versions/one.py", HEADER.format(seed=seed, body="\n    ".join(
                script(seed, EVERYWHERE + ["batch", "batch"], LENGTH, expressions=False))))
            made.alembic(alembic, "upgrade", "head")
            theirs = schema(made)
            made.db.unlink()
            ours(made, "upgrade", "head")
            got = schema(made)
            expect(theirs, f"seed {seed}: alembic made nothing")
            equal(got, theirs, f"seed {seed}")


def schema(made):
    """What sqlite_master has, a table's constraints in one order."""
    rows = made.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
                     "ORDER BY type, name")
    return [(kind, name, normalized(sql)) for kind, name, sql in rows]
