"""The pages of docs/ that the program prints are those that it prints; every command has examples.

With ATHANOR_UPDATE_GOLDEN=1 the pages are written anew.
"""
import os
import re

from harness import ATHANOR, equal, expect, run
from repository import TREE

UPDATE = os.environ.get("ATHANOR_UPDATE_GOLDEN")


def printed(*words):
    result = run([ATHANOR, *words], TREE)
    equal((result.code, result.err), (0, ""), words)
    return result.out


def expect_page(name, text):
    path = TREE / "docs" / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    expect(path.exists() and path.read_text() == text,
           f"docs/{name} is not what the program prints: write it anew with ATHANOR_UPDATE_GOLDEN=1")


def test_the_page_of_keys_is_what_schema_prints():
    page = printed("schema", "--format", "markdown")
    expect_page("model-keys.md", page)
    headings = {line[3:].lower().replace(" ", "-") for line in page.splitlines() if line.startswith("## ")}
    equal(len(headings), page.count("\n## "), "no two sections have one name")
    equal(set(re.findall(r"\]\(#([a-z-]+)\)", page)), headings - {"model-file"})


def families():
    said = run([ATHANOR, "lint", "--explain", "NONE"], TREE)
    equal(said.code, 64)
    return re.search(r"the families are (.*)", said.err)[1].split()


def test_each_family_of_rules_has_a_page():
    known = families()
    expect({"DAT", "LCK", "TYP"} <= set(known), known)
    for family in known:
        page = printed("lint", "--explain", family)
        expect_page(f"risks/{family}.md", page)
        expect(not page.startswith(f"# {family}: risks"), "a family without a title", page)
        codes = re.findall(r"^## (\w+)$", page, re.M)
        equal(codes, sorted(set(codes)), family)
        equal(set(re.findall(r"^\| \[(\w+)\]", page, re.M)), set(codes))
    equal(sorted(path.stem for path in (TREE / "docs/risks").glob("*.md")), known)
    index = (TREE / "docs/risks.md").read_text()
    for family in known:
        expect(f"[{family}](risks/{family}.md)" in index, family)


def test_every_command_has_examples():
    script = printed("completion", "fish")
    commands = re.findall(r" -f -a (\w+) -d ", script)
    expect(len(commands) > 20, script)
    for command in commands:
        said = printed(command, "--help")
        expect(re.search(rf"^Examples?:\s*$", said, re.M), command, said)
        expect(re.search(rf"^  .*\bathanor ((-e|-C|-x) \S+ )?{command}\b", said, re.M), command, said)


def test_help_fits_a_screen():
    lines = printed("--help").splitlines()
    expect(len(lines) <= 24 and max(map(len, lines)) <= 80, len(lines), "\n".join(lines))
