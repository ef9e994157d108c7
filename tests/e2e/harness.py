"""What the end-to-end tests share: projects in temporary folders, and the programs run in them.

Only the standard library. The binary under test is named by ATHANOR; ATHANOR_ALEMBIC names the
`alembic` of a virtual environment (1.19 or newer), and Debian's own is used where it is installed.
"""
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile

ATHANOR = os.environ.get("ATHANOR", "athanor")
SYSTEM_ALEMBIC = "/usr/bin/alembic"


class Skipped(Exception):
    """A test that cannot run here."""


def clean_environment(path=None):
    """The environment without what would lead Python astray, and without colours."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ATHANOR", "VIRTUAL"))}
    env["NO_COLOR"] = "1"
    if path:
        env["PATH"] = path
    return env


def alembics():
    """The alembic programs there are, as {name: (command, environment)}."""
    found = {}
    given = os.environ.get("ATHANOR_ALEMBIC", "")
    if os.path.isdir(given):
        given = os.path.join(given, "bin", "alembic")
    if given and os.path.exists(given):
        found["new"] = (given, clean_environment())
    if os.path.exists(SYSTEM_ALEMBIC):
        found["debian"] = (SYSTEM_ALEMBIC, clean_environment("/usr/bin:/bin"))
    return found


class Result:
    def __init__(self, process):
        self.code, self.out, self.err = process.returncode, process.stdout, process.stderr

    def __repr__(self):
        return f"exit {self.code}\n--- stdout\n{self.out}--- stderr\n{self.err}"


def run(command, folder, env=None, stdin="", timeout=120):
    return Result(subprocess.run(command, cwd=folder, env=env or clean_environment(), input=stdin,
                                 capture_output=True, text=True, timeout=timeout))


def expect(condition, *context):
    if not condition:
        raise AssertionError("\n".join(str(part) for part in context))


def equal(got, expected, *context):
    expect(got == expected, f"expected: {expected!r}\n     got: {got!r}", *context)


class Project:
    """A folder with a project in it, gone at the end of a `with`."""

    def __init__(self, models=None, toml=None, init=True):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="athanor_e2e_"))
        self.db = self.root / "app.db"
        if init:
            self.ok("init")
        if toml is not None:
            self.write("athanor.toml", toml)
        if models is not None:
            self.write("models/all.toml", models)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def read(self, name):
        return (self.root / name).read_text()

    def athanor(self, *words, **options):
        return run([ATHANOR, *words], self.root, **options)

    def ok(self, *words, **options):
        """Runs athanor, which must succeed; returns what it prints."""
        result = self.athanor(*words, **options)
        equal(result.code, 0, f"athanor {' '.join(words)}", result)
        return result.out

    def fails(self, code, *words):
        """Runs athanor, which must end with that exit code; returns what it says on stderr."""
        result = self.athanor(*words)
        equal(result.code, code, f"athanor {' '.join(words)}", result)
        return result.err

    def revision(self, message, models, *words):
        """Writes the models and a revision for them; returns its file."""
        self.write("models/all.toml", models)
        before = set(self.versions())
        self.ok("revision", "-m", message, *words)
        made = [path for path in self.versions() if path not in before]
        equal(len(made), 1, f"revision -m {message!r} wrote {made}")
        return made[0]

    def versions(self):
        return sorted((self.root / "migrations/versions").glob("*.py"))

    def alembic(self, which, *words):
        command, env = alembics()[which]
        result = run([command, *words], self.root, env=env)
        equal(result.code, 0, f"{command} {' '.join(words)}", result)
        return result.out

    def sql(self, script, file=None):
        with sqlite3.connect(file or self.db) as connection:
            connection.executescript(script)

    def rows(self, query, file=None):
        connection = sqlite3.connect(file or self.db)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def version(self):
        if not self.db.exists():
            return None
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"):
            return None
        found = self.rows("SELECT version_num FROM alembic_version")
        return found[0][0] if found else None

    def schema(self):
        """sqlite_master, without what differs by white space alone."""
        query = ("SELECT type, name, tbl_name, sql FROM sqlite_master "
                 "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name")
        return [(kind, name, table, re.sub(r"\s+", "", sql or ""))
                for kind, name, table, sql in self.rows(query)]

    def content(self):
        """Every row of every table, with its rowid where it has one."""
        out = {}
        for (table,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            try:
                out[table] = self.rows(f'SELECT rowid, * FROM "{table}" ORDER BY 1')
            except sqlite3.OperationalError:
                out[table] = self.rows(f'SELECT * FROM "{table}" ORDER BY 1')
        return out

    def sound(self):
        equal(self.rows("PRAGMA integrity_check"), [("ok",)])
        equal(self.rows("PRAGMA foreign_key_check"), [])
