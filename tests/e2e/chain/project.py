"""A project of Alembic's, with a chain of 34 revisions as people write them: 7 of literal operations,
2 with a loop, 23 that ask what is there, 2 that import the application. Their docstrings, in French,
name other ids than their variables do."""
import os
import pathlib
import random
import shutil

from harness import Project, Skipped, alembics, equal, run

HERE = pathlib.Path(__file__).resolve().parent
IDS = sorted(path.stem for path in (HERE / "versions").glob("*.py"))
#: Its downgrade raises an exception: nobody comes further down.
LAST_DOWN = "20250204_default_roles"
NEED_PYTHON = {LAST_DOWN, "20250321_recompute_points"}

ROWS = """
INSERT INTO users (id, username, email, hashed_password, created_at)
  VALUES (1, 'ada', 'ada@example.org', 'x', '2025-01-11 10:00:00'),
         (2, 'blaise', NULL, 'it''s', '2025-01-11 11:00:00');
"""


def newest_alembic():
    if "new" not in alembics():
        raise Skipped("no alembic from PyPI: name one in ATHANOR_ALEMBIC")
    return alembics()["new"]


class Chain(Project):
    """The chain in a folder of its own, on a database of `url`."""

    def __init__(self, url="sqlite:///app.db", python=None):
        self.command, self.env = newest_alembic()
        super().__init__(init=False)
        for name in ("versions", "env.py"):
            copy = shutil.copytree if (HERE / name).is_dir() else shutil.copy
            (self.root / "migrations").mkdir(exist_ok=True)
            copy(HERE / name, self.root / "migrations" / name)
        shutil.copytree(HERE / "school", self.root / "school")
        self.write("alembic.ini", "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"
                   f"sqlalchemy.url = {url.replace('%', '%%')}\n")
        program = self.command if python is None else python
        self.write("athanor.toml", f'[environments.dev]\nurl = "{url}"\n\n'
                   f'[python]\nalembic = "{program}"\n')

    def step(self, program, verb, target):
        if program == "athanor":
            self.ok(verb, target)
        else:
            result = run([self.command, verb, target], self.root, env=self.env)
            equal(result.code, 0, f"alembic {verb} {target}", result)

    def fails_to_go_down(self, program):
        command = [os.environ["ATHANOR"]] if program == "athanor" else [self.command]
        result = run([*command, "downgrade", "-1"], self.root, env=self.env)
        equal(result.code, 1, f"{program} downgrade -1", result)

    def walk(self, hands, look, rows):
        """What `look` sees after each single step up and down again; `hands` says who does it."""
        seen = []
        for number, revision in enumerate(IDS):
            self.step(hands(), "upgrade", revision)
            if number == 2:
                rows()
            seen.append((f"up to {revision}", look()))
        for revision in reversed(IDS[IDS.index(LAST_DOWN):-1]):
            self.step(hands(), "downgrade", revision)
            seen.append((f"down to {revision}", look()))
        return seen


def by(program):
    return lambda: program


def by_either(seed):
    draw = random.Random(seed)
    return lambda: draw.choice(["athanor", "alembic"])


def same(seen, wanted, who):
    for (step, got), (_, expected) in zip(seen, wanted, strict=True):
        equal(got, expected, f"{step}, by {who}")
