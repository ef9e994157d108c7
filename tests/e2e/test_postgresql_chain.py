"""A chain of Alembic's own kind on PostgreSQL, run by athanor, by Alembic, and by either in turn."""
import pathlib
import random
import re
import uuid

from chain.project import IDS, LAST_DOWN, ROWS, Chain, by, by_either, newest_alembic, same
from cluster import cluster
from harness import Skipped, equal, expect, run

SEED = random.randrange(10**6)


class ServerChain(Chain):
    def __init__(self):
        command, env = newest_alembic()
        python = str(pathlib.Path(command).with_name("python3"))
        if run([python, "-c", "import psycopg2"], "/", env=env).code != 0:
            raise Skipped("no psycopg2 beside alembic")
        self.server, self.database = cluster(), f"chain_{uuid.uuid4().hex[:8]}"
        self.server.sql("postgres", f"CREATE DATABASE {self.database}")
        super().__init__(self.server.url(self.database).replace("postgresql:", "postgresql+psycopg2:"))

    def look(self):
        return self.server.dump(self.database)

    def rows(self):
        self.server.sql(self.database, ROWS)


def seen_by(hands):
    with ServerChain() as project:
        return project.walk(hands, project.look, project.rows)


def test_all_at_once_leaves_what_alembic_leaves():
    seen = []
    for program in "athanor", "alembic":
        with ServerChain() as project:
            project.step(program, "upgrade", "head")
            up = project.look()
            project.step(program, "downgrade", LAST_DOWN)
            seen.append((up, project.look()))
            project.fails_to_go_down(program)
    equal(seen[0], seen[1])


def test_each_step_is_the_same_by_either_program_in_any_alternation():
    wanted = seen_by(by("alembic"))
    same(seen_by(by("athanor")), wanted, "athanor alone")
    same(seen_by(by_either(SEED)), wanted, f"either, seed {SEED}")


def test_a_project_is_adopted_from_a_dump_and_goes_on():
    with ServerChain() as project:
        project.step("alembic", "upgrade", "head")
        (project.root / "athanor.toml").unlink()
        project.write("dump.sql", project.server.dump(project.database))
        out = project.ok("init", "--from", "dump.sql", "--dialect", "postgresql")
        expect(f"migrations/baseline/{IDS[-1]}.postgresql.sql" in out, out)
        expect("No new upgrade operations detected." in out, out)
        equal(project.ok("diff").splitlines()[-1], "no difference")
        users = "models/users.toml"
        project.write(users, project.read(users).replace(
            "[tables.users.columns]\n", '[tables.users.columns]\nnickname = { type = "text" }\n'))
        before = project.look()
        project.ok("revision", "-m", "nicknames", "--rev-id", "n1")
        project.ok("upgrade", "head")
        project.ok("check", "--database", "env:default")
        project.step("alembic", "downgrade", "-1")
        equal(project.look(), before)


def adopted_from_both(first):
    """The chain at its head on both dialects, adopted; `first` gives the models."""
    with ServerChain() as project:
        project.step("alembic", "upgrade", "head")
        ini = project.read("alembic.ini")
        project.write("alembic.ini", re.sub("(?m)^sqlalchemy.url = .*$",
                                            "sqlalchemy.url = sqlite:///app.db", ini))
        project.step("alembic", "upgrade", "head")
        project.write("alembic.ini", ini)
        (project.root / "athanor.toml").unlink()
        sources = {"postgresql": project.server.url(project.database), "sqlite": "sqlite:///app.db"}
        order = sorted(sources, key=lambda dialect: dialect != first)
        out = project.ok("init", "--from", sources[order[0]], "--from", sources[order[1]])
        for dialect in sources:
            expect(f"migrations/baseline/{IDS[-1]}.{dialect}.sql" in out, out)
            expect(f"ok    the history gives the models on {dialect}" in out, out)
            expect("no difference" in project.ok("diff", "--from", sources[dialect]), dialect)
        expect("No new upgrade operations detected." in out, out)
        badges, enums = project.read("models/badges.toml"), project.read("models/enums.toml")
        expect('postgresql.type = "badge_level"' in badges or 'sqlite.type = "' in badges, badges)
        expect('dialects = ["postgresql"]' in enums, enums)
        pulled = project.ok("pull", *(sources[dialect] for dialect in order), "--out", "again")
        expect(pulled.count("12 tables from") == 2, pulled)
        for path in sorted((project.root / "again").iterdir()):
            equal(path.read_text(), project.read(f"models/{path.name}"), path)
        path = "models/users.toml"
        project.write(path, project.read(path).replace(
            "[tables.users.columns]\n", '[tables.users.columns]\nnickname = { type = "text" }\n'))
        project.ok("revision", "-m", "nicknames")
        project.ok("upgrade", "head")
        project.ok("check")


def test_a_project_is_adopted_from_both_of_its_databases_at_once():
    adopted_from_both("postgresql")
    adopted_from_both("sqlite")
