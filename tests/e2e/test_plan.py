"""What `plan` says of an upgrade, and that it does nothing."""
import json

import shop
from harness import Project, equal, expect
from test_lint import by_hand

TOML = '''[project]
dialects = ["sqlite"]
[protect]
legacy = ["results"]
critical = ["users"]
[environments.dev]
url = "sqlite:///app.db"
'''

FIRST = "    op.execute('CREATE TABLE t (id INTEGER, v TEXT)')\n"


def test_a_plan_is_what_the_upgrade_does_next():
    with Project(toml=TOML) as project:
        equal(project.ok("plan"), "env:dev  not there yet  at base\nnothing to run\n")
        by_hand(project, "a", None, FIRST, "    op.execute('DROP TABLE t')\n")
        by_hand(project, "b", "a", "    op.execute('ALTER TABLE t DROP COLUMN v')\n")
        said = project.ok("plan")
        expect(said.startswith("env:dev  not there yet  at base\n\n1. <base> -> a, by hand\n"
                               "   migrations/versions/a.py\n\n   CREATE TABLE t (id INTEGER, v TEXT);\n"
                               "\n2. a -> b, by hand\n"), said)
        expect("danger DAT103 t.v: its values are gone for good" in said, said)
        expect("an upgrade would run 2 revisions, 2 statements: 1 danger, 1 warning" in said, said)
        expect(not (project.root / "app.db").exists(), "plan made the database")
        equal(project.athanor("plan", "--exit-code").code, 2)
        project.write("athanor.toml", TOML + '[risk]\nDAT103 = "refuse"\n')
        expect("refuse DAT103 t.v: " in project.ok("plan"), "a rule that a project made graver")
        project.write("athanor.toml", TOML)
        project.ok("upgrade", "a")
        before = (project.root / "app.db").read_bytes()
        said = project.ok("plan", "+1", "--allow", "DAT103")
        expect(said.startswith("env:dev  sqlite:///app.db  at a\n\n1. a -> b, by hand\n"), said)
        expect("allowed by --allow DAT103" in said and "1 allowed" in said, said)
        equal((project.root / "app.db").read_bytes(), before)
        project.ok("upgrade", "head")
        equal(project.ok("plan", "--exit-code"), "env:dev  sqlite:///app.db  at b\nnothing to run\n")


def test_its_script_brings_the_database_where_an_upgrade_would():
    with Project(toml=TOML) as project, Project(toml=TOML) as other:
        ids = shop.history(project)
        project.ok("upgrade", ids[0])
        script = project.ok("plan", "--format", "sql")
        equal(script, project.ok("upgrade", "--sql", f"{ids[0]}:heads"))
        equal(project.ok("plan", ids[1], "--format", "sql"),
              project.ok("upgrade", "--sql", f"{ids[0]}:{ids[1]}"))
        project.sql(script)
        equal(project.version(), ids[-1])
        shop.history(other)
        other.ok("upgrade", "head")
        equal(project.schema(), other.schema())


def test_guards_are_answered_from_the_database_itself():
    guarded = "    import sqlalchemy as sa\n" \
              "    if not sa.inspect(op.get_bind()).has_table('extra'):\n" \
              "        op.execute('CREATE TABLE extra (id INTEGER)')\n"
    with Project(toml=TOML) as project:
        by_hand(project, "a", None, FIRST)
        by_hand(project, "b", "a", guarded)
        expect("CREATE TABLE extra" in project.ok("plan"))
        project.sql("CREATE TABLE extra (id INTEGER)")
        said = project.ok("plan")
        expect("CREATE TABLE extra" not in said and "2 revisions, 1 statement" in said, said)


def test_what_upgrade_refuses_is_refused_here_too():
    with Project(toml=TOML) as project:
        project.sql("CREATE TABLE users (id INTEGER); CREATE TABLE results (id INTEGER)")
        by_hand(project, "a", None, "    op.execute('DROP TABLE users')\n    op.execute('DELETE FROM results')\n")
        result = project.athanor("plan")
        equal(result.code, 3)
        expect("PRO101" in result.out and "--allow PRO103:users" in result.out, result)
        expect("an upgrade would refuse 1 revision, 2 statements" in result.out, result)
        equal(project.athanor("upgrade", "head").code, 3)
        equal(project.athanor("plan", "--allow", "PRO103:users").code, 3)
        for form in "markdown", "html", "json":
            equal(project.athanor("plan", "--format", form).code, 3, form)


def test_what_only_python_knows_is_named_and_what_comes_after_it_left_open():
    with Project(toml=TOML) as project:
        by_hand(project, "a", None, FIRST)
        by_hand(project, "b", "a", "    import sys\n    sys.exit(1)\n")
        by_hand(project, "c", "b", "    op.execute('DROP TABLE t')\n")
        said = project.ok("plan")
        expect("needs Python, and would be handed to Alembic: " in said, said)
        expect("(migrations/versions/b.py:" in said, said)
        expect("what it does will be known when the ones before it have run" in said, said)
        expect("DROP TABLE t" not in said, said)
        expect("b needs Python" in project.fails(1, "plan", "--format", "sql"))
        revisions = json.loads(project.ok("plan", "--format", "json"))["revisions"]
        equal([(r["revision"], r["known"], bool(r["python"])) for r in revisions],
              [("a", True, False), ("b", True, True), ("c", False, False)])


def test_a_comment_and_a_page_escape_what_they_show():
    with Project(toml=TOML) as project:
        by_hand(project, "a", None, "    op.execute(\"CREATE TABLE \\\"<b>|`\\\" (id INTEGER)\")\n"
                                    "    op.execute('ALTER TABLE x DROP COLUMN y')\n")
        said = project.ok("plan", "--format", "markdown")
        expect(said.startswith("### athanor: 1 revision, 2 statements\n"), said)
        expect("| x.y | danger **DAT103**" in said and "<details><summary>SQL</summary>" in said, said)
        said = project.ok("plan", "--format", "html")
        expect("&lt;b&gt;|`" in said and "<b>" not in said, said)
        expect("Dangerous: 1 finding that nobody allowed." in said, said)


def test_a_revision_that_is_not_there_is_an_error():
    with Project(toml=TOML) as project:
        expect("Can't locate revision" in project.fails(1, "plan", "nowhere"))
