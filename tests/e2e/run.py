#!/usr/bin/env python3
"""Runs the end-to-end tests: `run.py [PART OF A NAME | !PART THAT NO NAME HAS ...]`.

Prints a line a case, the whole story of those that fail, and at last `N passed, N failed, N skipped`.
"""
import importlib
import pathlib
import sys
import time
import traceback

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from harness import Skipped  # noqa: E402


def cases():
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, value in vars(module).items():
            if name.startswith("test_"):
                yield f"{path.stem[5:]}: {name[5:].replace('_', ' ')}", value


def run_case(name, case):
    start = time.monotonic()
    try:
        case()
    except Skipped as reason:
        print(f"skip  {name}: {reason}", flush=True)
        return "skipped"
    except Exception:
        print(f"FAIL  {name}\n{traceback.format_exc()}", flush=True)
        return "failed"
    print(f"ok    {name}  ({time.monotonic() - start:.1f} s)", flush=True)
    return "passed"


def is_wanted(name, parts):
    return all(part[1:] not in name if part.startswith("!") else part in name for part in parts)


def main(wanted):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name, case in cases():
        if is_wanted(name, wanted):
            counts[run_case(name, case)] += 1
    print(", ".join(f"{number} {how}" for how, number in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
