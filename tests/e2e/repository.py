"""Git repositories with the example project in them, as CI checks them out."""
import os
import pathlib
import shutil
import tempfile

from harness import ATHANOR, clean_environment, equal, run

TREE = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = TREE / "examples/mathakine"

TIDY = '''"""tidy up

Revision ID: tidy
Revises: 19399f776f09

"""
from alembic import op

revision = "tidy"
down_revision = "19399f776f09"


def upgrade():
    op.execute("ALTER TABLE users DROP COLUMN learning_style")


def downgrade():
    op.execute("ALTER TABLE users ADD COLUMN learning_style VARCHAR(50)")
'''


def environment(**more):
    """One that has git's author and nothing of the CI that runs these tests."""
    env = {k: v for k, v in clean_environment().items() if not k.startswith(("GIT", "CI", "RUNNER"))}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in "AUTHOR", "COMMITTER":
        env |= {f"GIT_{role}_NAME": "x", f"GIT_{role}_EMAIL": "x@example.org"}
    return env | more


class Repository:
    """A clone of an `origin` whose branch main holds the example below `below`; gone after a `with`."""

    def __init__(self, below="."):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="athanor_kits_"))
        self.root = self.home / "clone"
        self.project = self.root / below
        left_out = shutil.ignore_patterns("play*", "seed*", "next", "*.db", "athanor.schema.json")
        shutil.copytree(EXAMPLE, self.project, ignore=left_out)
        self.git("init", "-q", "-b", "main")
        self.commit("all")
        self.git("clone", "-q", "--bare", ".", "../origin.git")
        self.git("remote", "add", "origin", f"file://{self.home}/origin.git")
        self.git("fetch", "-q")
        self.git("checkout", "-q", "-b", "change")
        self.bin = self.installed()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.home, ignore_errors=True)

    def installed(self):
        """The folder of the program, with the kits where `meson install` puts them."""
        prefix = self.home / "prefix"
        (prefix / "bin").mkdir(parents=True)
        (prefix / "bin/athanor").symlink_to(pathlib.Path(shutil.which(ATHANOR)).resolve())
        (prefix / "share/athanor").mkdir(parents=True)
        (prefix / "share/athanor/ci").symlink_to(TREE / "scripts/ci")
        return prefix / "bin"

    def environment(self):
        return environment(PATH=f"{self.bin}:{os.environ['PATH']}")

    def run(self, *command, folder=None, **variables):
        return run(command, folder or self.root, env=self.environment() | variables)

    def git(self, *words, folder=None):
        result = run(["git", *words], folder or self.root, env=environment())
        equal(result.code, 0, f"git {' '.join(words)}", result)
        return result.out.strip()

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def write(self, name, text):
        (self.project / name).write_text(text)

    def edit(self, name, old, new):
        text = (self.project / name).read_text()
        equal(text.count(old), 1, name, old)
        self.write(name, text.replace(old, new))

    # What a branch may bring.

    def drop_a_column(self):
        """A hand-written revision, with its models, that loses a column of a critical table."""
        self.write("migrations/versions/tidy.py", TIDY)
        self.edit("models/users.toml", 'learning_style  = { type = "varchar(50)" }\n', "")
        self.commit("tidy up")

    def change_models(self):
        self.edit("models/users.toml", "last_login_at   =", 'avatar_url = { type = "text" }\nlast_login_at =')
        self.commit("avatars")

    def add_a_column(self):
        """Models and their revision, as they should be."""
        self.change_models()
        made = self.run("athanor", "revision", "-m", "avatars", folder=self.project)
        equal(made.code, 0, made)
        self.commit("its revision")

    def break_a_model(self):
        self.edit("models/users.toml", "nullable = false, default = true", "nulable = false, default = true")
        self.commit("a slip")
