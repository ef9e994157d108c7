#!/usr/bin/env python3
"""What a diff of a SQLite database against its models costs, beside `sqlite3 DB .schema`.

Databases of 1,000 and 10,000 tables, each with seven columns, a primary key, a foreign key, a check
and two indexes, are pulled into models; then `diff` is run against them. Prints the best of a few
runs of each, their ratio, and the peak of memory.

usage: sqlite_diff.py --athanor PROGRAM [--tables N ...] [--runs N]
"""
import argparse
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time


def make_database(path, tables):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA page_size=1024")
    db.execute("BEGIN")
    for i in range(tables):
        db.execute(
            f"""CREATE TABLE table_{i:05d} (
    id INTEGER NOT NULL PRIMARY KEY,
    code VARCHAR(40) NOT NULL,
    title TEXT,
    amount NUMERIC(12,2) DEFAULT 0,
    is_active BOOLEAN NOT NULL DEFAULT 1,
    parent_id INTEGER REFERENCES table_{max(0, i - 1):05d} (id),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT amount_positive_{i} CHECK (amount >= 0)
)"""
        )
        db.execute(f"CREATE INDEX ix_table_{i:05d}_code ON table_{i:05d} (code)")
        db.execute(f"CREATE INDEX ix_table_{i:05d}_made ON table_{i:05d} (created_at, is_active)")
    db.execute("COMMIT")
    db.close()


def run(command, cwd):
    """(seconds, peak KiB) of one run; the command must succeed."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{command}: status {status}")
    return seconds, usage.ru_maxrss


def best(command, cwd, runs):
    results = [run(command, cwd) for _ in range(runs)]
    return min(r[0] for r in results), max(r[1] for r in results)


def measure(athanor, tables, runs):
    folder = tempfile.mkdtemp(prefix="athanor-bench-")
    try:
        database = os.path.join(folder, "bench.db")
        make_database(database, tables)
        url = "sqlite:///" + database
        subprocess.run([athanor, "pull", url, "--out", "models"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        schema, _ = best(["sqlite3", database, ".schema"], folder, runs)
        diff, peak = best([athanor, "diff", "--from", url, "--to", "models", "--exit-code"],
                          folder, runs)
        print(f"{tables:>6} tables: .schema {schema:.3f} s, diff {diff:.3f} s "
              f"({diff / schema:.1f} times), peak {peak / 1024:.0f} MiB", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--athanor", required=True)
    parser.add_argument("--tables", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    for tables in args.tables:
        measure(os.path.abspath(args.athanor), tables, args.runs)


if __name__ == "__main__":
    main()
