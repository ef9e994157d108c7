#!/usr/bin/env python3
"""What `check --against git:main` costs beside reading the models twice, with 1,000 tables.

A project is made whose models hold that many tables of seven columns, with a first revision that
makes them on the branch main; a second branch adds a column to a table, with its revision. Best of a
few runs each:

- `athanor diff --from models --to models`, which reads the models twice (and compares them);
- `athanor check --against git:main`, which also reads main's models and replays both histories.

usage: check.py --athanor PROGRAM [--tables N ...] [--runs N]
"""
import argparse
import os
import shutil
import subprocess
import tempfile
import time

TOML = """
[project]
models = "models"
migrations = "migrations"
dialects = ["{dialect}"]
"""

TABLE = """
[tables.table_{i:05d}.columns]
id = {{ type = "integer", primary_key = true }}
code = {{ type = "varchar(40)", nullable = false, index = true }}
title = {{ type = "text" }}
amount = {{ type = "numeric(12,2)", default = 0, check = "amount >= 0" }}
is_active = {{ type = "boolean", nullable = false, default = true }}
parent_id = {{ type = "integer", references = "table_{parent:05d}(id)" }}
created_at = {{ type = "timestamp", default = {{ sql = "now()" }}, index = true }}
"""


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def git(folder, *words):
    run(folder, "git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_project(athanor, folder, tables, dialect):
    run(folder, athanor, "init")
    write(folder, "athanor.toml", TOML.format(dialect=dialect))
    for i in range(tables):
        write(folder, f"models/table_{i:05d}.toml", TABLE.format(i=i, parent=max(0, i - 1)))
    run(folder, athanor, "revision", "-m", "all tables")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all tables")
    git(folder, "checkout", "-qb", "feature")
    with open(os.path.join(folder, "models/table_00007.toml"), "a", encoding="utf-8") as file:
        file.write('nickname = { type = "text" }\n')
    run(folder, athanor, "revision", "-m", "nicknames")
    git(folder, "commit", "-qam", "nicknames")


def best(folder, runs, *command):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run(folder, *command)
        times.append(time.perf_counter() - start)
    return min(times)


def measure(athanor, tables, runs, dialect):
    folder = tempfile.mkdtemp(prefix="athanor-bench-")
    try:
        make_project(athanor, folder, tables, dialect)
        reading = best(folder, runs, athanor, "diff", "--from", "models", "--to", "models",
                       "--dialect", dialect)
        check = best(folder, runs, athanor, "check", "--against", "git:main")
        print(f"{tables:>6} tables, {dialect:<10}: models read twice {reading:.3f} s, "
              f"check {check:.3f} s ({check - reading:.3f} s more)", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--athanor", required=True)
    parser.add_argument("--tables", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    for tables in args.tables:
        for dialect in ("sqlite", "postgresql"):
            measure(os.path.abspath(args.athanor), tables, args.runs, dialect)


if __name__ == "__main__":
    main()
