#!/usr/bin/env python3
"""Random histories, given to Alembic and to athanor: the same lines, version rows and errors.

usage: run.py [--histories N] [--seed N] [--only NUMBER] [--keep]
ATHANOR names the program, ATHANOR_TEST_PYTHON a Python with Alembic 1.19 or newer; without one,
all is skipped (exit 77). A history depends on the seed and its number alone: what failed is seen
again with `--seed SEED --only NUMBER`. The last line is `N passed, N failed, N skipped`, a history
each.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def skip(why):
    print(f"skipped: {why}\n0 passed, 0 failed, 1 skipped")
    sys.exit(SKIPPED)


def go_over_to_test_python():
    """Alembic runs in this process, which must be the Python that has it."""
    python = os.environ.get("ATHANOR_TEST_PYTHON", "")
    if not os.access(python, os.X_OK):
        skip("no Python with Alembic: name one in ATHANOR_TEST_PYTHON")
    if os.environ.get("ATHANOR_DIFFERENTIAL") != python:
        os.environ["ATHANOR_DIFFERENTIAL"] = python
        os.execv(python, [python, "-B", str(HERE / "run.py"), *sys.argv[1:]])


go_over_to_test_python()
sys.path.insert(0, str(HERE))

try:
    import oracle  # noqa: E402
except ImportError as missing:
    skip(missing)
if oracle.VERSION < (1, 19):
    skip(f"Alembic {oracle.VERSION} is older than 1.19")

import commands  # noqa: E402
from histories import Arguments, make_history  # noqa: E402
from project import Project  # noqa: E402

HISTORIES = 300


class Difference(Exception):
    pass


def ids_sorted(text):
    """Some messages name revisions in the order of a set."""
    match = re.fullmatch(r"(Requested revision )(\S+)( overlaps with other requested revisions )(.*)",
                         text, re.S)
    return match[1] + match[3] if match else text


def same(what, theirs, ours):
    if theirs != ours:
        raise Difference(f"{what}\n--- alembic\n{theirs}\n--- athanor\n{ours}")


def running(text):
    """The lines about what is run, among others; a docstring may make one of several lines."""
    at = text.find("Running ")
    return text[at:] if at >= 0 else ""


class Trial:
    """One history, and what the two programs make of it."""

    def __init__(self, seed, number):
        self.rng = random.Random(f"{seed}/{number}")
        self.history = make_history(self.rng)
        self.arguments = Arguments(self.rng, self.history)
        self.crashes = []

    def run(self):
        with Project(self.history, self.rng) as project:
            self.project = project
            theirs = f"sqlite:///{project.theirs}"
            self.oracle = oracle.Oracle(str(project.root / "alembic.ini"), theirs)
            for _ in range(6):
                self.compare(commands.listing(self.rng, self.arguments))
                self.compare(commands.move(self.rng, self.arguments))
            for url in (None, "postgresql://nobody@nowhere/nothing"):
                self.compare(commands.offline(self.rng, self.arguments, url))
            self.compare_writing(commands.writing(self.rng, self.arguments))

    def both(self, command):
        """What Alembic and athanor make of a command, at the same time."""
        words = command.words
        if command.url:
            self.project.write("athanor.toml", f'[environments.other]\nurl = "{command.url}"\n')
            words = ["-e", "other", *words]
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            ours = pool.submit(self.project.athanor, *words)
            theirs = self.oracle.run(command.name, *command.arguments, url=command.url,
                                     **command.options)
            return theirs, ours.result()

    def compare(self, command):
        before = self.project.rows(self.project.theirs)
        theirs, ours = self.both(command)
        try:
            self.same_answer(command, theirs, ours)
        except Difference as difference:
            raise Difference(f"{command}\nfrom rows {before}: {difference}") from None

    def same_answer(self, command, theirs, ours):
        if ours.code not in (0, 1):
            raise Difference(f"athanor ended with {ours.code}\n{ours.out}{ours.err}")
        if theirs.crash:
            self.crashes.append(f"{command}: {theirs.crash}")
            self.project.level()
            return
        if theirs.error is not None:
            said = ours.err.removeprefix(running(ours.err)).removeprefix("error: ").rstrip("\n")
            same("error", ids_sorted(theirs.error), ids_sorted(said))
            same("exit code of an error", 1, ours.code)
        else:
            same("standard error", "", "" if ours.code == 0 else ours.err)
            out = ours.out.replace(str(self.project.ours), str(self.project.theirs))
            same("standard output", theirs.out, out)
            if not command.options.get("sql"):
                same("log", "".join(line + "\n" for line in theirs.log), running(ours.err))
        rows = self.project.rows(self.project.theirs)
        same("version rows", rows, self.project.rows(self.project.ours))

    def written(self, before):
        """The scripts that are new, as {path: text}, taken away again."""
        out = {}
        for path in self.project.scripts() - before:
            out[str(path)] = re.sub(r"(?m)^Create Date: .*$", "Create Date: then", path.read_text())
            path.unlink()
        return out

    def compare_writing(self, command):
        before = self.project.scripts()
        self.oracle.forget()
        theirs = self.oracle.run(command.name, *command.arguments, **command.options)
        their_files = self.written(before)
        ours = self.project.athanor(*command.words)
        our_files = self.written(before)
        try:
            self.same_answer(command, theirs, ours)
            if not theirs.crash and theirs.error is None:
                same("scripts", their_files, our_files)
        except Difference as difference:
            raise Difference(f"{command}\n{difference}") from None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--histories", type=int,
                        default=int(os.environ.get("ATHANOR_HISTORIES", HISTORIES)))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("ATHANOR_SEED", 0)))
    parser.add_argument("--only", type=int, help="the number of one history")
    parser.add_argument("--crashes", action="store_true", help="list where Alembic crashes")
    options = parser.parse_args()
    seed = options.seed or random.SystemRandom().randrange(1, 10**6)
    oracle.set_up()
    started, failed, crashes = time.monotonic(), 0, []
    numbers = range(options.histories) if options.only is None else [options.only]
    for number in numbers:
        trial = Trial(seed, number)
        try:
            trial.run()
        except Difference as difference:
            failed += 1
            print(f"FAIL  --seed {seed} --only {number}: athanor {difference}\n", flush=True)
        crashes += trial.crashes
    if options.crashes:
        print("\n".join(crashes))
    print(f"seed {seed}: {len(numbers)} histories in {time.monotonic() - started:.0f} s; Alembic "
          f"crashed {len(crashes)} times, where athanor answered")
    print(f"{len(numbers) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
