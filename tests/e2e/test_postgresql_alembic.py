"""Our revisions for PostgreSQL run by Alembic itself, and by either program in turn."""
import itertools
import pathlib
import shutil

import stock
from harness import Skipped, alembics, clean_environment, equal, run
from stock import Warehouse


def programs():
    """The alembic programs that can talk to PostgreSQL."""
    found = []
    for which, (command, env) in alembics().items():
        python = "/usr/bin/python3" if which == "debian" else str(pathlib.Path(command).with_name("python3"))
        if run([python, "-c", "import psycopg2"], "/", env=env).code == 0:
            found.append(which)
    if not found:
        raise Skipped("no alembic with psycopg2")
    return found


def address(project):
    """The database's, with the driver: SQLAlchemy 2.1 takes another where none is named."""
    return project.server.url(project.database).replace("postgresql:", "postgresql+psycopg2:")


def project_for_both(**options):
    """A project whose alembic.ini names the server."""
    project = Warehouse(**options)
    ini = project.read("alembic.ini").replace("sqlite:///app.db", address(project))
    project.write("alembic.ini", ini)
    return project


def step(project, which, verb, target):
    if which == "athanor":
        project.prod(verb, target)
    else:
        project.alembic(which, verb, target)


def states(project, ids, hands):
    """The schema and the rows after each step up and each step down, by those programs in turn."""
    out, hands = [], itertools.cycle(hands)
    project.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    for number, revision in enumerate(ids):
        step(project, next(hands), "upgrade", revision)
        if number == 0:
            project.psql(stock.ROWS)
        out.append(project.dump())
    for revision in [*reversed(ids[:-1]), "base"]:
        step(project, next(hands), "downgrade", revision)
        out.append(project.dump())
    return out


def test_alembic_leaves_the_same_database_as_athanor_and_either_may_do_any_step():
    for which in programs():
        with project_for_both() as project:
            ids = stock.history(project)
            ours = states(project, ids, ["athanor"])
            for hands in [which], [which, "athanor"], ["athanor", which]:
                for number, (got, wanted) in enumerate(zip(states(project, ids, hands), ours)):
                    equal(got, wanted, f"after step {number}, by {hands}")


def test_alembic_runs_online_forms_outside_its_transaction():
    one = stock.FIRST
    two = one.replace('name = { type = "text",', 'name = { type = "text", index = true, nullable = false,')
    for which in programs():
        with project_for_both(online=True) as project:
            project.revision("one", one)
            project.revision("two", two)
            project.alembic(which, "upgrade", "head")
            equal(project.prod("diff", "--exit-code", "--format", "sql"), "")
            project.alembic(which, "downgrade", "-1")
            project.prod("upgrade", "head")


EXAMPLE = pathlib.Path(__file__).parents[2] / "examples/mathakine"


def example_states(project, hand):
    """The example's database after each step of its history, up and down, by one program."""
    out = []
    project.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    where = {"DATABASE_URL": address(project)}
    ids = ["initial_snapshot", "20250513_baseline", "19399f776f09"]
    for verb, targets in ("upgrade", ids), ("downgrade", [*reversed(ids[:-1]), "base"]):
        for target in targets:
            if hand == "athanor":
                result = project.athanor("-e", "prod", verb, target, env=clean_environment() | where)
            else:
                command, env = alembics()[hand]
                result = run([command, verb, target], project.root, env=env | where)
            equal(result.code, 0, f"{hand} {verb} {target}", result)
            out.append(project.dump())
    return out


def test_the_example_s_history_is_the_same_by_either_program():
    for which in programs():
        with Warehouse() as project:
            shutil.copytree(EXAMPLE, project.root, dirs_exist_ok=True)
            ours = example_states(project, "athanor")
            for number, (got, wanted) in enumerate(zip(example_states(project, which), ours)):
                equal(got, wanted, f"after step {number}, by {which}")
