"""What `check` and `lint` find, and the formats that CI reads."""
import json
import re
import subprocess
import xml.etree.ElementTree as xml

import shop
from harness import Project, clean_environment, equal, expect


def git(project, *words):
    done = subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
                          cwd=project.root, capture_output=True, text=True, env=clean_environment())
    equal(done.returncode, 0, done.stderr)


def committed():
    """A project with a history on branch main."""
    project = Project()
    shop.history(project)
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "all")
    return project


DROP = '''
from alembic import op

revision = "drops"
down_revision = "{head}"


def upgrade():
    op.execute("""DROP TABLE {table}""")


def downgrade():
    op.execute("""CREATE TABLE {table} (id INTEGER PRIMARY KEY)""")
'''


def add_drop(project):
    head = project.ok("heads").split()[0]
    project.write("migrations/versions/drops.py", DROP.format(head=head, table="lines"))


def test_against_a_ref_only_what_the_branch_adds_is_judged():
    with committed() as project:
        out = project.ok("check", "--against", "git:main")
        expect("ok    revisions that were there before are still there" in out, out)
        add_drop(project)
        failed = project.athanor("check", "--against", "git:main")
        equal(failed.code, 3, failed)
        expect("danger DAT102 lines" in failed.out, failed)
        expect("migrations/versions/drops.py:9" in failed.out, failed)
        edited = project.versions()[0]
        edited.write_text(edited.read_text() + "\n# edited\n")
        failed = project.athanor("check", "--against", "git:main", "--allow", "DAT102:lines")
        equal(failed.code, 3, failed)
        revision = re.search('(?m)^revision = "(.*)"', edited.read_text())[1]
        expect(f"refuse HIS101 {revision} (migrations/versions/{edited.name}:" in failed.out, failed)
        allowed = project.athanor("check", "--against", "git:main", "--allow", "DAT102:lines",
                                  "--allow", f"HIS101:{revision}")
        equal(allowed.code, 2, allowed)  # the models still have what drops.py drops
        edited.unlink()
        expect("error: " in project.fails(1, "check", "--against", "git:main"), "its child has no parent")


BETWEEN = '''
from alembic import op

revision = "{id}"
down_revision = "{parent}"


def upgrade():
    op.execute("CREATE TABLE {id} (id INTEGER PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE {id}")
'''


def test_a_revision_put_below_one_that_the_ref_has_is_told():
    with committed() as project:
        head = project.ok("heads").split()[0]
        newest = next(path for path in project.versions() if f'revision = "{head}"' in path.read_text())
        text = newest.read_text()
        parent = re.search('(?m)^down_revision = "(.*)"', text)[1]
        project.write("migrations/versions/above.py", BETWEEN.format(id="above", parent=head))
        said = project.athanor("check", "--against", "git:main").out
        expect("HIS103" not in said, said)
        project.write("migrations/versions/first.py", BETWEEN.format(id="first", parent=parent))
        project.write("migrations/versions/second.py", BETWEEN.format(id="second", parent="first"))
        newest.write_text(text.replace(f'down_revision = "{parent}"', 'down_revision = "second"'))
        failed = project.athanor("check", "--against", "git:main", "--allow", "HIS101")
        equal(failed.code, 3, failed)
        for name in ("first", "second"):
            expect(f"danger HIS103 {name} (migrations/versions/{name}.py:4): a database that is past it "
                   f"never runs it (below {head}, by what the ref has)\n" in failed.out, failed)
        expect("HIS103 above" not in failed.out, failed)


def test_a_revision_without_its_models_differs():
    with committed() as project:
        add_drop(project)
        failed = project.athanor("check", "--allow", "DAT102", "--allow", "DAT103")
        expect("FAIL  the history gives the models on sqlite" in failed.out, failed)
        expect("create table lines" in failed.out, failed)


def test_the_formats_of_other_programs():
    with committed() as project:
        add_drop(project)

        def said(name):
            return project.athanor("check", "--against", "git:main", "--format", name).out

        report = json.loads(said("json"))
        equal((report["version"], report["clean"]), (1, False))
        expect("DAT102" in {risk["code"] for risk in report["risks"]}, report)
        sarif = json.loads(said("sarif"))
        equal(sarif["version"], "2.1.0")
        found = {result["ruleId"]: result for result in sarif["runs"][0]["results"]}
        where = found["DAT102"]["locations"][0]["physicalLocation"]
        equal(where["region"]["startLine"], 9)
        expect(where["artifactLocation"]["uri"].endswith("migrations/versions/drops.py"), where)
        suite = xml.fromstring(said("junit"))[0]
        equal(int(suite.get("failures")), len(suite.findall(".//failure")))
        expect(int(suite.get("failures")) >= 2, suite.attrib)
        lines = said("github").splitlines()
        expect(any(line.startswith("::error file=") and "title=DAT102::" in line for line in lines),
               lines)
        sql = said("sql")
        expect("-- stops check: does not hold: the history gives the models on sqlite\n" in sql, sql)
        expect(": stops DAT102: lines: its rows are gone for good\n" in sql, sql)
        equal([line for line in sql.splitlines() if line and not line.startswith("--")], ["DROP TABLE lines;"])
        markdown = said("markdown")
        expect("| DAT102 |" in markdown and "look at before this is merged" in markdown, markdown)


def test_a_diff_as_markdown_folds_its_sql():
    with Project(shop.FIRST) as project:
        out = project.ok("diff", "--format", "markdown")
        expect("<details><summary>SQL</summary>" in out and "```sql" in out, out)
        expect("| 1 | create table" in out, out)
