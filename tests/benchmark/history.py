#!/usr/bin/env python3
"""What history, heads and current cost in a project of 5,000 revisions, beside Alembic's.

The history is mostly one line, as real ones are, with a branch that is merged again every fifty
revisions, and a dependency now and then. Prints the best of a few runs of each command, and of
`alembic` with ATHANOR_ALEMBIC in the same folder; fails where a command takes 0.3 s or longer, is
less than ten times faster than Alembic's, or prints something else.

usage: history.py --athanor PROGRAM [--revisions N] [--runs N]
"""
import argparse
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SLOWEST = 0.3
LEAST_RATIO = 10

INI = """[alembic]
script_location = %(here)s/migrations
sqlalchemy.url = sqlite:///{database}
"""

ENV_PY = """
from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
engine = engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

SCRIPT = '''"""change number {number}

Revision ID: {id}
Revises: {parents}
Create Date: 2026-01-01 00:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = {id!r}
down_revision: Union[str, Sequence[str], None] = {down!r}
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = {depends!r}


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column("accounts", sa.Column("column_{number}", sa.String(length=50), nullable=True))
    op.create_index(op.f("ix_accounts_{number}"), "accounts", ["column_{number}"], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index(op.f("ix_accounts_{number}"), table_name="accounts")
    op.drop_column("accounts", "column_{number}")
'''


def id_of(number):
    return f"{(number * 2654435761) % 2**48:012x}"


def links(number):
    """The parents and the dependency of a revision: 48 and 49 of every fifty are apart, and joined."""
    if number == 0:
        return None, None
    place = number % 50
    if place == 49:
        return id_of(number - 2), None
    if place == 0:
        return (id_of(number - 2), id_of(number - 1)), None
    depends = id_of(number - 40) if number % 500 == 45 else None
    return id_of(number - 1), depends


def make_project(folder, revisions):
    versions = folder / "migrations/versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text(INI.format(database=folder / "app.db"))
    (folder / "migrations/env.py").write_text(ENV_PY)
    for number in range(revisions):
        down, depends = links(number)
        parents = down if isinstance(down, str) else ", ".join(down or ())
        text = SCRIPT.format(number=number, id=id_of(number), parents=parents, down=down, depends=depends)
        (versions / f"{id_of(number)}_change_number_{number}.py").write_text(text)
    with sqlite3.connect(folder / "app.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (id_of(revisions - 5),))


def timed(command, folder):
    started = time.perf_counter()
    process = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, process.stdout


def best(command, folder, runs):
    results = [timed(command, folder) for _ in range(runs)]
    return min(took for took, _ in results), results[0][1]


def compare(athanor, alembic, folder, runs):
    """What is wrong, as lines."""
    wrong = []
    for name in ("history", "heads", "current"):
        ours, our_lines = best([athanor, name], folder, runs)
        line = f"{name:8} {ours:.3f} s"
        if ours >= SLOWEST:
            wrong.append(f"{name} takes {ours:.3f} s, not less than {SLOWEST} s")
        if alembic:
            theirs, their_lines = best([alembic, name], folder, 2)
            line += f", alembic {theirs:.3f} s ({theirs / ours:.0f} times as long)"
            if theirs < LEAST_RATIO * ours:
                wrong.append(f"{name} is only {theirs / ours:.1f} times faster than alembic's")
            if our_lines != their_lines:
                wrong.append(f"{name} prints other lines than alembic")
        print(line, flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--athanor", required=True)
    parser.add_argument("--revisions", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    alembic = os.environ.get("ATHANOR_ALEMBIC", "")
    if not os.access(alembic, os.X_OK):
        alembic = None
        print("no alembic to compare with: name one in ATHANOR_ALEMBIC")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="athanor-bench-"))
    try:
        make_project(folder, args.revisions)
        wrong = compare(os.path.abspath(args.athanor), alembic, folder, args.runs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
