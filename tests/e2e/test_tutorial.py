"""Every command of docs/tutorial.md, run in order as a reader would."""
import pathlib
import re
import shutil
import tempfile

from harness import ATHANOR, Skipped, equal, expect, run
from repository import TREE, environment

FENCE = re.compile(r"^```(sh|text)(?: exits (\d))?\n(.*?)^```$", re.S | re.M)


def blocks(page):
    """The scripts of a page: (script, exit code, what it must print, or None)."""
    out = []
    for kind, code, text in FENCE.findall(page):
        if kind == "sh":
            out.append([text, int(code or 0), None])
        else:
            out[-1][2] = text
    return out


def expect_lines(said, expected):
    """The expected lines stand in what was said, in order; between `...` one after the other."""
    at, adjacent = 0, False
    lines = said.splitlines()
    for line in expected.splitlines():
        if line == "...":
            adjacent = False
            continue
        found = [n for n in range(at, len(lines)) if lines[n] == line]
        expect(found and (not adjacent or found[0] == at), f"expected: {line!r}", said)
        at, adjacent = found[0] + 1, True


def test_every_command_does_what_the_tutorial_says():
    if not shutil.which("sqlite3"):
        raise Skipped("there is no sqlite3")
    page = (TREE / "docs/tutorial.md").read_text()
    scripts = blocks(page)
    equal(len(scripts), len(re.findall(r"^```sh", page, re.M)))
    home = pathlib.Path(tempfile.mkdtemp(prefix="athanor_tutorial_"))
    try:
        (home / "bin").mkdir()
        (home / "bin/athanor").symlink_to(pathlib.Path(shutil.which(ATHANOR)).resolve())
        env = environment(ATHANOR_SOURCES=str(TREE), HOME=str(home))
        env["PATH"] = f"{home}/bin:{env['PATH']}"
        folder = home
        for script, code, expected in scripts:
            result = run(["/bin/bash", "-e", "-c", f"trap 'pwd >{home}/at' EXIT\n{script}"], folder, env=env)
            equal(result.code, code, script, result)
            folder = pathlib.Path((home / "at").read_text().strip())
            if expected:
                said = re.sub(r"\b[0-9a-f]{12}(?=, sessions)", "REVISION", result.err + result.out)
                expect_lines(said, expected)
        equal(run(["git", "status", "--short"], folder, env=env).out, "")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_links_of_the_documentation_lead_somewhere():
    for page in [TREE / "README.md", *sorted((TREE / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            expect((page.parent / link).exists(), page, link)
