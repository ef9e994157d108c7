"""Killed, failing, crowded: a run that does not end well leaves a file that the next one goes on with."""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import shop
from harness import ATHANOR, Project, Skipped, clean_environment, equal, expect

HAND = '''"""{id}

Revision ID: {id}
Revises: {parent}

"""
from alembic import op

revision = "{id}"
down_revision = "{parent}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{up}


def downgrade() -> None:
    pass
'''


def by_hand(project, name, parent, statements):
    up = "\n".join(f'    op.execute("""{sql}""")' for sql in statements)
    project.write(f"migrations/versions/{name}_x.py", HAND.format(id=name, parent=parent, up=up))


def start(project, *words):
    return subprocess.Popen([ATHANOR, *words], cwd=project.root, env=clean_environment(),
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def long_chain(project, length=30):
    """The shop, and after it rebuilds to and fro."""
    ids = shop.history(project)
    models = {0: shop.FOURTH, 1: shop.FOURTH.replace("varchar(255)", "varchar(300)")}
    for number in range(1, length + 1):
        ids.append(project.revision(f"turn {number}", models[number % 2]).name.split("_")[0])
    return ids


def fill(project, first):
    project.ok("upgrade", first)
    project.sql(shop.ROWS)
    project.sql("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                "INSERT INTO customers (id, email) SELECT i, 'c' || i || '@x' FROM n;")


def test_two_upgrades_at_once_one_works_and_both_end_well():
    for journal in "delete", "wal":
        with Project() as project:
            ids = long_chain(project, 6)
            fill(project, ids[0])
            project.sql(f"PRAGMA journal_mode={journal}")
            runs = [start(project, "upgrade", "head") for _ in range(4)]
            said = [process.communicate(timeout=120) for process in runs]
            equal([process.returncode for process in runs], [0] * 4, said)
            made = [line for _, err in said for line in err.splitlines() if "Running upgrade" in line]
            equal(len(made), len(ids) - 1, *made)
            equal(project.version(), ids[-1])
            equal(project.ok("diff", "--format", "sql"), "")
            equal(len(project.rows("SELECT * FROM customers")), 1903)
            project.sound()


def test_killed_at_random_moments_the_next_run_goes_on():
    chance = random.Random(int(os.environ.get("ATHANOR_SEED", "7")))
    with Project() as project:
        ids = long_chain(project)
        fill(project, ids[0])
        start_file = project.root / "start.db"
        shutil.copy(project.db, start_file)
        began = time.monotonic()
        project.ok("upgrade", "head")
        whole, wanted = time.monotonic() - began, (project.schema(), project.content())
        kills = rounds = 0
        while rounds < 5 or (kills <= 10 and rounds < 40):
            rounds += 1
            shutil.copy(start_file, project.db)
            for _ in range(6):
                process = start(project, "upgrade", "head")
                time.sleep(chance.uniform(0, whole))
                process.send_signal(signal.SIGKILL)
                process.communicate()
                kills += process.returncode == -signal.SIGKILL
                expect(project.version() in ids, project.version())
                project.sound()
            project.ok("upgrade", "head")
            equal((project.schema(), project.content()), wanted)
        expect(kills > 10, f"only {kills} runs were killed in {rounds} rounds: the chain is too short")


def test_killed_at_any_write_the_next_run_goes_on():
    """Between any two statements, and inside any of them: strace kills at the n-th write."""
    if not shutil.which("strace"):
        raise Skipped("no strace")
    with Project() as project:
        ids = shop.history(project)
        project.ok("upgrade", ids[0])
        project.sql(shop.ROWS)
        start_file = project.root / "start.db"
        shutil.copy(project.db, start_file)
        project.ok("upgrade", "head")
        wanted = project.schema(), project.content()
        for call in "pwrite64", "fdatasync", "unlink":
            for number in range(1, 400):
                shutil.copy(start_file, project.db)
                (project.root / "app.db-journal").unlink(missing_ok=True)
                traced = subprocess.run(
                    ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                     f"inject={call}:signal=KILL:when={number}", ATHANOR, "upgrade", "head"],
                    cwd=project.root, env=clean_environment(), capture_output=True, timeout=60)
                if traced.returncode == 0:
                    break
                if b"ptrace" in traced.stderr or b"PTRACE" in traced.stderr:
                    raise Skipped("strace may not trace here")
                expect(project.version() in ids, call, number, traced)
                project.sound()
                project.ok("upgrade", "head")
                equal((project.schema(), project.content()), wanted, call, number)
            expect(number > 3, f"{call}: no call was met", traced)


def test_a_failing_statement_leaves_the_file_and_the_version_as_they_were():
    with Project() as project:
        ids = shop.history(project)
        project.ok("upgrade", "head")
        project.sql("INSERT INTO customers (id, mail) VALUES (1, 'a@b')")
        by_hand(project, "bad", ids[-1], ["CREATE TABLE fine (id INTEGER)",
                                          "INSERT INTO fine VALUES (1)",
                                          "INSERT INTO customers (id, mail) VALUES (1, 'again@b')",
                                          "DROP TABLE fine"])
        before = project.schema(), project.content()
        said = project.fails(1, "upgrade", "head")
        expect("revision bad failed and was rolled back" in said, said)
        expect("UNIQUE constraint failed: customers.id" in said, said)
        expect("bad_x.py:18" in said, said)
        equal((project.schema(), project.content()), before)
        project.sound()


def test_revisions_before_the_failing_one_stay():
    with Project() as project:
        ids = shop.history(project)
        by_hand(project, "good", ids[-1], ["CREATE TABLE fine (id INTEGER)"])
        by_hand(project, "bad", "good", ["INSERT INTO fine VALUES (absent)"])
        project.fails(1, "upgrade", "head")
        equal(project.version(), "good")
        by_hand(project, "bad", "good", ["INSERT INTO fine VALUES (1)"])
        project.ok("upgrade", "head")
        equal(project.version(), "bad")


def test_rows_that_break_a_new_rule_stop_the_rebuild_and_stay():
    with Project() as project:
        first = project.revision("first", shop.FIRST)
        project.ok("upgrade", "head")
        project.sql(shop.ROWS)
        project.revision("no bob", shop.FIRST.replace('total = {', 'total = { check = "total <> \'7\'",'))
        before = project.schema(), project.content()
        said = project.fails(1, "upgrade", "head")
        expect("CHECK constraint failed" in said, said)
        equal((project.schema(), project.content()), before, first)


def test_reading_goes_on_while_another_process_writes():
    with Project(models=shop.FIRST) as project:
        project.ok("revision", "-m", "first")
        project.ok("upgrade", "head")
        project.sql("PRAGMA journal_mode=WAL")
        writer = sqlite3.connect(project.db, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE unfinished (id INTEGER)")
        try:
            equal(project.ok("diff", "--format", "sql"), "")
            project.ok("current")
            project.ok("pull", "env:dev", "--out", "pulled")
        finally:
            writer.execute("ROLLBACK")
            writer.close()


def test_reading_leaves_nothing_behind_and_needs_no_right_to_write():
    with Project(models=shop.FIRST) as project:
        project.ok("revision", "-m", "first")
        project.ok("upgrade", "head")
        before = project.db.read_bytes()
        project.db.chmod(0o444)
        equal(project.ok("diff", "--format", "sql"), "")
        project.ok("current")
        equal(project.db.read_bytes(), before)
        equal(sorted(path.name for path in project.root.glob("app.db*")), ["app.db"])


def test_an_upgrade_waits_for_a_writer():
    with Project() as project:
        ids = shop.history(project)
        project.ok("upgrade", ids[0])
        writer = sqlite3.connect(project.db, isolation_level=None, check_same_thread=False)
        writer.execute("BEGIN IMMEDIATE")
        threading.Timer(1.5, lambda: writer.execute("COMMIT")).start()
        project.ok("upgrade", "head")
        equal(project.version(), ids[-1])
        writer.close()
