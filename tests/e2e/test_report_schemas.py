"""The JSON Schemas of docs/schemas hold what the commands print as JSON, and nothing else."""
import copy
import json
import pathlib

import shop
from from_pypi import first_errors
from harness import Project, equal, expect
from test_lint import by_hand

TREE = pathlib.Path(__file__).resolve().parents[2]
BOTH = ("sqlite", "postgresql")
TOML = '''[project]
dialects = ["sqlite"{more}]
[protect]
legacy = ["results"]
critical = ["users"]
[policy]
drops = "refuse"
[environments.dev]
url = "sqlite:///app.db"
'''

OLD = '''CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50), email VARCHAR(100) NOT NULL);
CREATE INDEX ix_users_name ON users (name);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total TEXT);
CREATE TABLE gone (id INTEGER PRIMARY KEY);
'''
NEW = '''
[enums.state]
values = ["new", "paid"]
[tables.users.columns]
id    = { type = "integer", primary_key = true }
mail  = { type = "varchar(30)", nullable = false, renamed_from = "email", unique = true }
[tables.purchases]
renamed_from = "orders"
[tables.purchases.columns]
id      = { type = "integer", primary_key = true }
user_id = { type = "integer", references = "users(id)", index = true }
total   = { type = "integer", nullable = false, check = "total >= 0" }
state   = { type = "state", default = "new" }
[tables.fresh.columns]
id      = { type = "integer", primary_key = true, references = "purchases(id)" }
'''
OBJECTS_BEFORE = '''
CREATE SEQUENCE numbers;
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE t (id integer CONSTRAINT t_low CHECK (id > 0), m mood);
CREATE INDEX t_old ON t (id);
'''
OBJECTS_AFTER = '''
[sequences.counts]
renamed_from = "numbers"
[enums.feeling]
renamed_from = "mood"
values = ["low", "up"]
renamed_values = { high = "up" }
[tables.t.columns]
id = { type = "integer" }
m = { type = "feeling" }
[[tables.t.checks]]
name = "t_positive"
renamed_from = "t_low"
expression = "id > 0"
[[tables.t.indexes]]
name = "t_new"
renamed_from = "t_old"
columns = ["id"]
'''


def schema(name):
    return json.loads((TREE / f"docs/schemas/{name}.schema.json").read_text())


def objects(value):
    """Every JSON object in a value, with the way to it."""
    if isinstance(value, dict):
        yield (), value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        for way, found in objects(part):
            yield (key, *way), found


def spoiled(document):
    """Copies of a document, each with a key too many or too few in one of its objects."""
    for way, found in list(objects(document)):
        for key in ["surplus", *found]:
            damaged = copy.deepcopy(document)
            at = damaged
            for step in way:
                at = at[step]
            if key == "surplus":
                at[key] = 1
            else:
                del at[key]
            yield damaged


def expect_valid(name, reports):
    """Every report, {what: text}, is as the schema says; what is spoiled in the smallest is not."""
    documents = {what: json.loads(text) for what, text in reports.items()}
    for what, error in zip(documents, first_errors(schema(name), list(documents.values()))):
        equal(error, None, f"{name}: {what}", reports[what])
    small = [d for d in documents.values() if len(list(objects(d))) < 16]
    damaged = [one for document in small for one in spoiled(document)]
    errors = first_errors(schema(name), damaged)
    expect(damaged and all(errors), next((d for d, e in zip(damaged, errors) if not e), name))
    return documents


def test_schemas_describe_each_key_and_let_no_other_in():
    for path in sorted((TREE / "docs/schemas").glob("*.schema.json")):
        for way, found in objects(json.loads(path.read_text())):
            if found.get("type") == "object":
                equal(found["additionalProperties"], False, path, way)
                equal(found["required"], list(found["properties"]), path, way)
            if way and way[-1] not in ("properties", "definitions", "items"):
                expect("description" in found or "$ref" in found or "anyOf" in way, path, way)


def test_findings_are_alike_in_all_schemas():
    for part in "finding", "allowance":
        known = {json.dumps(schema(name)["definitions"][part]) for name in ("diff", "lint", "check", "plan")}
        equal(len(known), 1, part)


def test_what_diff_prints_is_as_its_schema_says():
    reports = {}
    with Project(toml=TOML.format(more=', "postgresql"')) as project:
        project.write("old.sql", OLD)
        project.write("models/all.toml", NEW)
        project.write("objects.sql", OBJECTS_BEFORE)
        project.write("objects.toml", OBJECTS_AFTER)

        def diff(what, *words):
            reports[what] = project.ok("diff", "--format", "json", *words)

        for dialect in BOTH:
            at = ("--dialect", dialect)
            diff(f"nothing, {dialect}", "--from", "empty", "--to", "empty", *at)
            diff(f"from nothing, {dialect}", "--from", "empty", *at)
            diff(f"changes, {dialect}", "--from", "old.sql", *at)
            diff(f"the way back, {dialect}", "--from", "old.sql", "--reverse", *at)
            diff(f"all goes, {dialect}", "--from", "old.sql", "--to", "empty", *at)
        diff("renamed objects", "--from", "objects.sql", "--to", "objects.toml", "--dialect", "postgresql")
        project.sql(OLD)
        diff("a database")
    with Project(toml=TOML.format(more="")) as project:
        before = "empty"
        for number, (_, models) in enumerate(shop.STEPS):
            project.write(f"{number}.toml", models)
            reports[f"shop {number}"] = project.ok("diff", "--format", "json", "--from", before,
                                                   "--to", f"{number}.toml")
            before = f"{number}.toml"
    documents = expect_valid("diff", reports)
    for dialect in BOTH:
        changed = documents[f"changes, {dialect}"]
        equal({change["change"] for change in changed["changes"]}, {"create", "drop", "alter", "rename"})
        expect({"PRO103"} <= {refusal["code"] for refusal in changed["refused"]}, changed["refused"])
        expect(any(step["risks"] for step in changed["steps"]), changed["steps"])
        expect(any(step["after"] for step in changed["steps"]), changed["steps"])
    equal([(c["kind"], c["from"], c["name"]) for c in documents["renamed objects"]["changes"]
           if c["change"] == "rename"],
          [("enum", "mood", "feeling"), ("sequence", "numbers", "counts"),
           ("constraint", "t_low", "t.t_positive"), ("index", "t_old", "t.t_new"),
           ("value", "high", "feeling.up")])


def test_what_lint_prints_is_as_its_schema_says():
    reports = {}
    with Project(toml=TOML.format(more=', "postgresql"')) as project:
        by_hand(project, "a", None, "    op.execute('CREATE TABLE t (id INTEGER, v TEXT, w TEXT)')\n",
                "    op.execute('DROP TABLE t')\n")
        by_hand(project, "b", "a", "    # athanor: allow DAT103 never filled\n"
                                   "    op.execute('ALTER TABLE t DROP COLUMN v')\n"
                                   "    op.execute('DROP TABLE results')\n")
        by_hand(project, "c", "b", "    import sys\n    sys.exit(1)\n")
        project.write("old.sql", OLD)
        project.write("change.sql", "ALTER TABLE users RENAME COLUMN email TO mail;\nCREATE TABEL x;\n")
        project.write("models/all.toml", NEW)

        def lint(what, code, *words):
            result = project.athanor("lint", "--format", "json", *words)
            equal(result.code, code, what, result)
            reports[what] = result.out

        lint("revisions", 3)
        lint("nothing to object to", 0, "a")
        lint("allowed by an option", 0, "b", "--allow", "PRO101", "--allow", "DAT102")
        for dialect in BOTH:
            lint(f"a script, {dialect}", 3, "change.sql", "--from", "old.sql", "--dialect", dialect)
            lint(f"models, {dialect}", 0, "models", "--dialect", dialect)
            lint(f"a plan, {dialect}", 3, "models", "--from", "old.sql", "--dialect", dialect)
    documents = expect_valid("lint", reports)
    every = [f for document in documents.values() for f in document["findings"]]
    expect({f["severity"] for f in every} == {"note", "warn", "danger", "refuse"}, every)
    expect(any(f["file"] is None for f in every) and any(f["line"] for f in every), every)
    expect({"by": "a comment", "reason": "never filled"} in [f["allowed"] for f in every], every)


def test_what_check_prints_is_as_its_schema_says():
    reports = {}
    with Project(toml=TOML.format(more=', "postgresql"')) as project:

        def check(what, code, *words):
            result = project.athanor("check", "--format", "json", *words)
            equal(result.code, code, what, result)
            reports[what] = result.out

        check("nothing there yet", 0)
        project.revision("first", '[tables.t.columns]\nid = { type = "integer" }\n')
        check("all is well", 0)
        head = project.ok("heads").split()[0]
        by_hand(project, "b", head, "    op.execute('ALTER TABLE t ADD COLUMN v TEXT')\n", "    pass\n")
        check("no models for it, no way back", 3)
        check("no models for it, and that allowed", 2, "--allow", "DAT103")
        by_hand(project, "c", "b", "    op.execute('ALTER TABLE t DROP COLUMN v')\n")
        check("a danger", 3)
        check("a danger allowed", 2, "--allow", "DAT103")
        by_hand(project, "d", head, "    import sys\n    sys.exit(1)\n")
        check("two heads, and Python", 3)
        project.sql("CREATE TABLE t (id INTEGER); CREATE TABLE by_hand (id INTEGER);")
        check("a database that differs", 3, "--database", "sqlite:///app.db")
    documents = expect_valid("check", reports)
    points = [point for document in documents.values() for point in document["points"]]
    equal({point["outcome"] for point in points}, {"passed", "skipped", "failed"})
    equal(documents["all is well"]["clean"], True)
    expect(documents["a danger allowed"]["risks"][0]["allowed"], documents["a danger allowed"])


def test_what_plan_prints_is_as_its_schema_says():
    reports = {}
    with Project(toml=TOML.format(more="")) as project:

        def plan(what, code, *words):
            result = project.athanor("plan", "--format", "json", *words)
            equal(result.code, code, what, result)
            reports[what] = result.out

        plan("nothing there yet", 0)
        by_hand(project, "a", None, "    op.execute('CREATE TABLE t (id INTEGER, v TEXT)')\n",
                "    op.execute('DROP TABLE t')\n")
        plan("one revision", 0)
        project.sql("CREATE TABLE results (id INTEGER)")
        by_hand(project, "b", "a", "    # athanor: allow DAT103 never filled\n"
                                   "    op.execute('ALTER TABLE t DROP COLUMN v')\n"
                                   "    op.execute('DROP TABLE results')\n")
        plan("refused", 3)
        by_hand(project, "c", "b", "    import sys\n    sys.exit(1)\n")
        by_hand(project, "d", "c", "    pass\n")
        plan("Python", 3)
        by_hand(project, "d", "b", "    op.execute('DROP TABLE nowhere')\n")
        (project.root / "migrations/versions/c.py").unlink()
        plan("a misfit", 3)
    documents = expect_valid("plan", reports)
    equal({d["verdict"] for d in documents.values()}, {"nothing", "runs", "refused"})
    last = documents["Python"]["revisions"]
    equal([revision["known"] for revision in last], [True, True, True, False])
    expect(last[1]["risks"][0]["allowed"]["reason"] == "never filled", last[1])
    equal(last[2]["python"][0]["file"], "migrations/versions/c.py")
    expect("nowhere" in documents["a misfit"]["revisions"][2]["misfits"][0]["message"], documents["a misfit"])


def test_what_verify_prints_is_as_its_schema_says():
    reports = {}
    queries = '''[verify]
runs = 2
[[verify.queries]]
name = "kept"
sql = "SELECT 1"
limit_ms = 2000
[[verify.queries]]
name = "missed"
sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"
limit_ms = 1
[[verify.queries]]
name = "broken"
sql = "SELECT missing FROM nowhere"
limit_ms = 1
'''
    with Project(toml=TOML.format(more="")) as project:
        project.revision("first", '[tables.t.columns]\nid = { type = "integer" }\n')
        project.ok("upgrade", "head")
        reports["well"] = project.ok("verify", "--format", "json")
        project.write("athanor.toml", TOML.format(more="") + queries)
        project.sql("CREATE TABLE by_hand (id INTEGER)")
        result = project.athanor("verify", "--format", "json")
        equal(result.code, 2, result)
        reports["not well"] = result.out
    documents = expect_valid("verify", reports)
    equal(sorted((q["name"], q["kept"], q["error"] is None) for q in documents["not well"]["queries"]),
          [("broken", False, False), ("kept", True, True), ("missed", False, True)])
