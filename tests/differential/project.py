"""A history on disk, with a database for each of the two programs."""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from histories import script_of

ATHANOR = os.path.abspath(os.environ.get("ATHANOR", "athanor"))

ENV_PY = '''
from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True,
                      dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.",
                                poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
'''

MAKO = '''"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

# revision identifiers, used by Alembic.
revision: str = ${repr(up_revision)}
down_revision: Union[str, Sequence[str], None] = ${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = ${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = ${repr(depends_on)}


def upgrade() -> None:
    """Upgrade schema."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Downgrade schema."""
    ${downgrades if downgrades else "pass"}
'''


def clean_environment():
    kept = {key: value for key, value in os.environ.items()
            if not key.startswith(("PYTHON", "ATHANOR", "ALEMBIC", "VIRTUAL"))}
    return {**kept, "NO_COLOR": "1"}


class Ran:
    def __init__(self, process):
        self.code, self.out, self.err = process.returncode, process.stdout, process.stderr


class Project:
    """Gone at the end of a `with`."""

    def __init__(self, history, rng):
        fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="athanor_diff_", dir=fast))
        self.ours, self.theirs = self.root / "ours.db", self.root / "theirs.db"
        self.locations = [self.root / f"migrations/{name}"
                          for name in ["versions", "apart", "more"][:history.locations]]
        self.write("migrations/env.py", ENV_PY)
        self.write("migrations/script.py.mako", MAKO)
        self.write("alembic.ini", self.ini(history))
        for location in self.locations:
            location.mkdir(parents=True, exist_ok=True)
        for revision in history.revisions:
            path = self.locations[revision.location] / revision.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(script_of(rng, revision))
        for database in (self.ours, self.theirs):
            self.sql(database, "CREATE TABLE base_table (note TEXT)")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def ini(self, history):
        lines = ["[alembic]", "script_location = %(here)s/migrations",
                 f"sqlalchemy.url = sqlite:///{self.ours}"]
        if history.locations > 1:
            lines += ["path_separator = os", "version_locations = " +
                      ":".join(str(path) for path in self.locations)]
        if history.recursive:
            lines += ["recursive_version_locations = true"]
        return "\n".join(lines) + "\n"

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def athanor(self, *words, **environment):
        process = subprocess.run([ATHANOR, *words], cwd=self.root, capture_output=True, text=True,
                                 stdin=subprocess.DEVNULL, timeout=120,
                                 env={**clean_environment(), **environment})
        return Ran(process)

    @staticmethod
    def sql(database, *statements):
        connection = sqlite3.connect(database, isolation_level=None)
        try:
            for statement in statements:
                rows = connection.execute(statement).fetchall()
            return rows
        finally:
            connection.close()

    def rows(self, database):
        if not self.sql(database, "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"):
            return []
        return sorted(row[0] for row in self.sql(database, "SELECT version_num FROM alembic_version"))

    def level(self):
        """Gives athanor the database that Alembic has."""
        shutil.copyfile(self.theirs, self.ours)

    def scripts(self):
        return {path for location in self.locations for path in location.rglob("*.py")}
