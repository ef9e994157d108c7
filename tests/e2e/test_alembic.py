"""Our revisions run by Alembic itself, and by either program in turn."""
import itertools

import shop
from harness import Project, Skipped, alembics, equal, expect

FOREIGN_KEYS = '''
from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def enforce_keys(connection, _):
    connection.execute("PRAGMA foreign_keys=ON")
'''


def programs():
    found = list(alembics())
    if not found:
        raise Skipped("no alembic: name one in ATHANOR_ALEMBIC")
    return found


def step(project, which, verb, target):
    if which == "athanor":
        project.ok(verb, target)
    else:
        project.alembic(which, verb, target)


def states(project, ids, which):
    """The schema and the rows after each step up and each step down, run by one program."""
    out = []
    project.db.unlink(missing_ok=True)
    for number, revision in enumerate(ids):
        step(project, which, "upgrade", revision)
        if number == 0:
            project.sql(shop.ROWS)
        project.sound()
        out.append((project.schema(), project.content()))
    for revision in [*reversed(ids[:-1]), "base"]:
        step(project, which, "downgrade", revision)
        project.sound()
        out.append((project.schema(), project.content()))
    return out


def compare(project, ids, which):
    for number, (ours, theirs) in enumerate(zip(states(project, ids, "athanor"),
                                                states(project, ids, which))):
        equal(theirs[0], ours[0], f"schema after step {number} by alembic ({which})")
        equal(theirs[1], ours[1], f"rows after step {number} by alembic ({which})")


def test_alembic_leaves_the_same_schema_and_rows_as_athanor():
    for which in programs():
        with Project() as project:
            compare(project, shop.history(project), which)


def test_with_foreign_keys_enforced_in_env_py_no_child_row_is_lost():
    for which in programs():
        with Project() as project:
            project.write("migrations/env.py", FOREIGN_KEYS + project.read("migrations/env.py"))
            compare(project, shop.history(project), which)


def test_all_at_once_is_as_one_by_one():
    for which in programs():
        with Project() as project:
            ids = shop.history(project)
            project.ok("upgrade", ids[0])
            project.sql(shop.ROWS)
            project.alembic(which, "upgrade", "head")
            equal(project.version(), ids[-1])
            by_alembic = project.schema(), project.content()
            project.alembic(which, "downgrade", ids[0])
            project.ok("upgrade", "head")
            equal((project.schema(), project.content()), by_alembic)
            project.alembic(which, "downgrade", "base")
            equal(project.rows("SELECT name FROM sqlite_master WHERE name <> 'alembic_version' "
                               "AND name NOT LIKE 'sqlite%'"), [])


def test_either_program_does_any_step_in_turn():
    for which in programs():
        with Project() as project:
            ids = shop.history(project)
            expected = states(project, ids, "athanor")
            for turn in ("athanor", which), (which, "athanor"):
                project.db.unlink()
                hands = itertools.cycle(turn)
                seen = []
                for number, revision in enumerate(ids):
                    step(project, next(hands), "upgrade", revision)
                    if number == 0:
                        project.sql(shop.ROWS)
                    seen.append((project.schema(), project.content()))
                for revision in [*reversed(ids[:-1]), "base"]:
                    step(project, next(hands), "downgrade", revision)
                    seen.append((project.schema(), project.content()))
                for number, (got, wanted) in enumerate(zip(seen, expected)):
                    equal(got, wanted, f"after step {number}, {turn} in turn")


def test_alembic_prints_the_same_history_heads_and_current():
    for which in programs():
        with Project() as project:
            shop.history(project)
            project.ok("upgrade", "+2")
            for words in (["history"], ["history", "-r", "base:head"], ["heads"], ["current"],
                          ["branches"], ["history", "-i"], ["history", "-v"], ["show", "head"],
                          ["heads", "-v"], ["current", "-v"]):
                ours = project.ok(*words)
                theirs = project.alembic(which, *words)
                equal(ours.strip(), theirs.strip(), f"{' '.join(words)}, alembic ({which})")


def test_revisions_are_plain_scripts_with_op_execute_only():
    with Project() as project:
        shop.history(project)
        for path in project.versions():
            text = path.read_text()
            expect("from alembic import op" in text, text)
            expect("import athanor" not in text, text)
