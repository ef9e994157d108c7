"""Counts the test cases of Meson's test logs, and prints the sum as its last line.

usage: tally.py PLAIN SANITIZED
Each argument is a build folder in which `meson test` has run. Of the first, test cases are
counted; of the second, executables. Exit 1 if any failed, or if nothing ran.
"""
import json
import pathlib
import re
import sys
from typing import NamedTuple

DOCTEST = re.compile(r"test cases: *\d+ *\| *(\d+) passed *\| *(\d+) failed *(?:\| *(\d+) skipped)?")
UNITTEST = re.compile(r"^Ran (\d+) tests? in ", re.M)
UNITTEST_PART = re.compile(r"(failures|errors|skipped|unexpected successes)=(\d+)")
OWN_LINE = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)


class Count(NamedTuple):
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


def total(counts):
    return Count(*(sum(column) for column in zip(Count(), *counts)))


def whole(run):
    """The executable as one case."""
    return {"OK": Count(passed=1), "SKIP": Count(skipped=1)}.get(run["result"], Count(failed=1))


def cases_said(output):
    """What a test program says of its own cases, or None."""
    if found := DOCTEST.findall(output) or OWN_LINE.findall(output):
        return Count(*(int(number or 0) for number in found[-1]))
    if ran := UNITTEST.search(output):
        parts = {name: int(number) for name, number in UNITTEST_PART.findall(output)}
        skipped = parts.pop("skipped", 0)
        failed = sum(parts.values())
        return Count(int(ran[1]) - failed - skipped, failed, skipped)
    return None


def cases(run):
    """The cases of one executable; one that fails without a failed case counts as one more."""
    output = run.get("stdout", "") + "\n" + run.get("stderr", "")
    said = cases_said(re.sub(r"\x1b\[[0-9;]*m", "", output))
    if said is None:
        return whole(run)
    if run["result"] not in ("OK", "SKIP") and said.failed == 0:
        return said._replace(failed=1)
    return said


def runs(folder):
    log = pathlib.Path(folder, "meson-logs", "testlog.json")
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def counted(title, folder, count):
    """The sum of a folder's runs, each printed on a line. A folder where nothing ran has failed."""
    logged = sorted(runs(folder), key=lambda run: run["name"])
    counts = [count(run) for run in logged] or [Count(failed=1)]
    for run, numbers in zip(logged, counts):
        print(f"{run['name']:<40} {title:<10} {run['duration']:7.1f} s  {numbers}")
    return total(counts)


def main(plain, sanitized):
    everything = total([counted("plain", plain, cases), counted("sanitized", sanitized, whole)])
    print(everything, flush=True)
    return 1 if everything.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
