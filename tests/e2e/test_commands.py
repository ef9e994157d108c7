"""The commands, their lines and their exit codes."""
import json
import subprocess

import shop
from harness import Project, equal, expect, run, ATHANOR


def test_init_makes_a_project_that_works_at_once():
    with Project() as project:
        project.write("models/all.toml", shop.FIRST)
        project.ok("revision", "-m", "first")
        project.ok("upgrade", "head")
        equal(sorted(name for (name,) in project.rows("SELECT name FROM sqlite_master WHERE type='table'")),
              ["alembic_version", "customers", "orders"])


def test_init_does_not_overwrite_a_project():
    with Project() as project:
        said = project.fails(1, "init")
        equal(said, "error: athanor.toml is there already\n")


def test_init_beside_an_alembic_ini_adopts_it():
    with Project(init=False) as project:
        project.write("alembic.ini", "[alembic]\nscript_location = db/scripts\n"
                                     "sqlalchemy.url = sqlite:///old.db\n")
        project.ok("init")
        expect(not (project.root / "migrations").exists(), "a second migrations folder")
        project.write("models/all.toml", shop.FIRST)
        project.ok("revision", "-m", "first")
        project.ok("upgrade", "head")
        equal(len(list((project.root / "db/scripts/versions").glob("*.py"))), 1)
        expect((project.root / "old.db").exists(), "the database of alembic.ini was not used")


def test_a_revision_goes_up_and_down_and_says_so():
    with Project() as project:
        ids = shop.history(project)
        result = project.athanor("upgrade", "head")
        equal(result.code, 0, result)
        lines = [f"Running upgrade {a} -> {b}, {m}" for a, b, m in
                 zip(["", *ids], ids, [message for message, _ in shop.STEPS])]
        equal(result.err.splitlines(), lines)
        equal(project.version(), ids[-1])
        project.ok("downgrade", "-1")
        equal(project.version(), ids[-2])
        project.ok("upgrade", ids[-1][:5])
        equal(project.version(), ids[-1])
        project.ok("downgrade", "base")
        equal(project.version(), None)


def test_nothing_to_do_says_so_and_writes_nothing():
    with Project() as project:
        shop.history(project)
        before = project.versions()
        equal(project.ok("revision", "-m", "again"),
              "nothing to do: the history already gives the models\n")
        equal(project.versions(), before)
        project.ok("upgrade", "head")
        equal(project.ok("upgrade", "head"), "")
        equal(project.ok("diff", "--exit-code", "--format", "sql"), "")


def test_history_heads_current_and_show():
    with Project() as project:
        ids = shop.history(project)
        messages = [message for message, _ in shop.STEPS]
        equal(project.ok("history").splitlines(),
              [f"{ids[2]} -> {ids[3]} (head), {messages[3]}",
               f"{ids[1]} -> {ids[2]}, {messages[2]}", f"{ids[0]} -> {ids[1]}, {messages[1]}",
               f"<base> -> {ids[0]}, {messages[0]}"])
        equal(project.ok("heads"), f"{ids[3]} (head)\n")
        equal(project.ok("current"), "")
        project.ok("upgrade", "+1")
        equal(project.ok("current"), f"{ids[0]}\n")
        expect(f"Revision ID: {ids[1]}" in project.ok("show", ids[1][:6]))
        project.ok("stamp", "head")
        equal(project.ok("current"), f"{ids[3]} (head)\n")
        equal(len(project.rows("SELECT 1 FROM sqlite_master WHERE name = 'products'")), 0)
        project.ok("stamp", "base")
        equal(project.ok("current"), "")


def test_exit_codes():
    with Project(models=shop.FIRST) as project:
        equal(project.athanor("diff").code, 0)
        equal(project.athanor("diff", "--exit-code").code, 2)
        equal(project.athanor("diff", "--form", "sql").code, 64)
        equal(project.athanor("nonsense").code, 64)
        equal(project.athanor().code, 64)
        equal(project.athanor("upgrade").code, 64)
        equal(project.athanor("upgrade", "nowhere").code, 1)
        equal(project.athanor("pull", "sqlite:///missing.db", "--out", "x").code, 1)
        equal(project.athanor("--help").code, 0)
        equal(project.athanor("--version").code, 0)
        project.write("models/bad.toml", "[tables.t.columns]\nx = { typ = 'integer' }\n")
        equal(project.athanor("diff").code, 1)


def test_a_line_that_cannot_be_understood_is_told_what_was_likely_meant():
    lines = {
        "diffff": 'error: unknown command "diffff"\nnote: did you mean "diff"?\n',
        "histroy -v extra": 'error: unknown command "histroy"\nnote: did you mean "history"?\n',
        "ev diff": 'error: unknown command "ev"\nnote: athanor --help lists what there is\n',
        "frobnicate": 'error: unknown command "frobnicate"\nnote: athanor --help lists what there is\n',
        "": "error: no command is given\nnote: athanor --help lists what there is\n",
        "--evn dev diff": 'error: athanor: unknown option "--evn"\nnote: did you mean "--env"?\n',
        "diff --revers": 'error: athanor diff: unknown option "--revers"\nnote: did you mean "--reverse"?\n',
        "diff --form models --to empty":
            'error: athanor diff: unknown option "--form"\nnote: did you mean "--from"?\n',
        "revision --mesage=x": 'error: athanor revision: unknown option "--mesage"\n'
                               'note: did you mean "--message"?\n',
        "diff -y": 'error: athanor diff: unknown option "-y"\n'
                   "note: athanor diff --help lists what there is\n",
        "diff -e prod": 'error: athanor diff: unknown option "-e"\n'
                        "note: it stands before the command: athanor -e ... diff\n",
        "show a b": 'error: athanor show: unexpected argument "b"\n'
                    "note: athanor show --help lists what there is\n",
        "upgrade": "error: athanor upgrade: revision is required\n"
                   "note: athanor upgrade --help lists what there is\n",
        "diff --format yaml": "error: athanor diff: --format: yaml not in {text,sql,json,markdown,html}\n"
                              "note: athanor diff --help lists what there is\n",
    }
    with Project(init=False) as project:
        for line, message in lines.items():
            result = project.athanor(*line.split())
            equal((result.code, result.out, result.err), (64, "", message), line)


def test_diff_sql_is_a_script_that_the_shell_runs():
    with Project() as project:
        shop.history(project)
        for number, (_, models) in enumerate(shop.STEPS):
            project.write("models/all.toml", models)
            script = project.ok("diff", "--format", "sql")
            result = run(["sqlite3", "-bail", "app.db"], project.root, stdin=script)
            equal((result.code, result.out, result.err), (0, "", ""), script)
            equal(project.ok("diff", "--format", "sql"), "")
            if number == 0:
                project.sql(shop.ROWS)
            project.sound()
        equal(len(project.rows("SELECT * FROM purchases")), 2)


def test_diff_reverse_undoes_what_diff_does():
    with Project(models=shop.SECOND) as project:
        project.sql("CREATE TABLE customers (id INTEGER PRIMARY KEY, extra TEXT);")
        project.write("before.sql", "CREATE TABLE customers (id INTEGER PRIMARY KEY, extra TEXT);")
        for way in [], ["--reverse"]:
            script = project.ok("diff", "--from", "before.sql", "--format", "sql", *way)
            result = run(["sqlite3", "-bail", "app.db"], project.root, stdin=script)
            equal((result.code, result.out, result.err), (0, "", ""), script)
        equal(project.ok("diff", "--to", "before.sql", "--format", "sql"), "")


def test_any_two_sources_may_be_compared():
    with Project() as project:
        ids = shop.history(project)
        project.write("old.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);")
        project.write("new.sql", "create table A (\"id\" integer primary key); CREATE TABLE b (x);")
        equal(project.athanor("diff", "--from", "old.sql", "--to", "new.sql", "--format", "sql").out,
              "BEGIN IMMEDIATE;\nCREATE TABLE b (\n    x\n);\nCOMMIT;\n")
        equal(project.ok("diff", "--from", "history", "--to", "models", "--format", "sql"), "")
        equal(project.ok("diff", "--from", f"history:{ids[0][:5]}", "--to", f"history:{ids[0]}",
                         "--format", "sql"), "")
        expect("purchases" in project.ok("diff", "--from", f"history:{ids[2]}", "--to", "history"))
        equal(project.ok("diff", "--from", "empty", "--to", "empty", "--format", "sql"), "")
        project.ok("upgrade", "head")
        equal(project.ok("diff", "--from", "env:dev", "--to", "history", "--format", "sql"), "")
        equal(project.ok("diff", "--from", "sqlite:///app.db", "--to", "models", "--format", "sql"), "")


def test_models_as_of_a_git_ref():
    with Project(models=shop.FIRST) as project:
        def git(*words):
            equal(run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *words], project.root).code, 0, words)
        git("init", "-q")
        git("add", "-A")
        git("commit", "-q", "-m", "first")
        project.write("models/all.toml", shop.SECOND)
        equal(project.ok("diff", "--from", "git:HEAD", "--to", "git:HEAD:models", "--format", "sql"), "")
        expect("CREATE TABLE products" in project.ok("diff", "--from", "git:HEAD", "--to", "models",
                                                     "--format", "sql"))
        expect("nowhere" in project.fails(1, "diff", "--from", "git:nowhere", "--to", "models"))


def test_diff_json_is_json():
    with Project(models=shop.FIRST) as project:
        report = json.loads(project.ok("diff", "--format", "json"))
        expect("version" in report, report)


def test_an_environment_is_chosen_by_name():
    toml = ('[project]\ndialects = ["sqlite"]\n[environments.dev]\nurl = "sqlite:///app.db"\n'
            '[environments.other]\nurl = "${OTHER_URL}"\n')
    with Project(models=shop.FIRST, toml=toml) as project:
        project.write(".env", "OTHER_URL=sqlite:///other.db\n")
        project.ok("revision", "-m", "first")
        project.ok("-e", "other", "upgrade", "head")
        expect((project.root / "other.db").exists() and not project.db.exists())
        expect("no difference" in project.ok("diff", "--from", "env:other", "--to", "models"))
        said = project.fails(1, "-e", "othr", "current")
        expect("other" in said, said)


def test_a_command_that_only_reads_makes_no_database():
    with Project(models=shop.FIRST) as project:
        for words in ["diff"], ["current"], ["history"], ["history", "-i"], ["heads"], ["current", "-v"]:
            project.ok(*words)
            expect(not project.db.exists(), words)


def test_two_revisions_with_one_id_are_refused():
    with Project(models=shop.FIRST) as project:
        project.ok("revision", "-m", "one", "--rev-id", "abc")
        project.write("models/all.toml", shop.SECOND)
        expect("abc" in project.fails(1, "revision", "-m", "two", "--rev-id", "abc"))


def test_completions_and_schema_print():
    with Project() as project:
        for shell in "bash", "zsh", "fish":
            expect(project.ok("completion", shell))
        json.loads(project.ok("schema"))


def test_output_to_a_closed_pipe_is_no_crash():
    with Project(models=shop.FIRST) as project:
        process = subprocess.Popen([ATHANOR, "diff"], cwd=project.root, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.close()
        process.stderr.read()
        expect(process.wait() in (0, 1, -13), process.returncode)
