"""A chain of Alembic's own kind on SQLite, run by athanor, by Alembic, and by either in turn."""
import random

from chain.project import IDS, LAST_DOWN, NEED_PYTHON, ROWS, Chain, by, by_either, same
from harness import equal, expect
from operations import normalized

SEED = random.randrange(10**6)


def seen_of(project):
    """Alembic's batches write a table's constraints in the order of a set, any order."""
    rows = project.rows("SELECT type, name, sql FROM sqlite_master "
                        "WHERE sql IS NOT NULL ORDER BY type, name")
    return [(kind, name, normalized(sql)) for kind, name, sql in rows], project.content()


def seen_by(hands):
    with Chain() as project:
        return project.walk(hands, lambda: seen_of(project), lambda: project.sql(ROWS))


def test_bodies_are_told_apart():
    with Chain() as project:
        lines = dict(line.split(": ", 1) for line in project.ok("history", "--bodies").splitlines())
        equal(sorted(lines), IDS)
        kinds = {name: line.split(";")[0].split(":")[0] for name, line in lines.items()}
        equal({name for name, kind in kinds.items() if kind == "needs Python"}, NEED_PYTHON)
        # Of the 23 that ask what is there, one asks on PostgreSQL alone.
        equal(sum(kind == "guarded" for kind in kinds.values()), 22, kinds)
        equal(sum(kind == "native" for kind in kinds.values()), 10, kinds)
        expect("import of school.defaults" in lines[LAST_DOWN], lines[LAST_DOWN])
        expect(f"migrations/versions/{LAST_DOWN}.py:11" in lines[LAST_DOWN], lines[LAST_DOWN])


def test_all_at_once_leaves_what_alembic_leaves():
    seen = []
    for program in "athanor", "alembic":
        with Chain() as project:
            project.step(program, "upgrade", "head")
            up = seen_of(project)
            project.step(program, "downgrade", LAST_DOWN)
            down = seen_of(project)
            project.fails_to_go_down(program)
            equal(project.version(), LAST_DOWN)
            seen.append((up, down))
    equal(seen[0], seen[1])


def test_each_step_is_the_same_by_either_program_in_any_alternation():
    wanted = seen_by(by("alembic"))
    same(seen_by(by("athanor")), wanted, "athanor alone")
    same(seen_by(by_either(SEED)), wanted, f"either, seed {SEED}")


def test_without_alembic_what_needs_python_is_refused_before_anything_runs():
    with Chain(python="") as project:
        error = project.fails(1, "upgrade", "head")
        expect(f"revision {LAST_DOWN} needs Python: import of school.defaults" in error, error)
        expect("name it in athanor.toml" in error, error)
        equal(project.version(), None)
        project.ok("upgrade", "20250201_attempt_columns")
        equal(project.version(), "20250201_attempt_columns")
