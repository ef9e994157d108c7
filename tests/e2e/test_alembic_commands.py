"""Alembic's commands and configuration, where the differential test does not go."""
import os
import re

from harness import Project, alembics, clean_environment, equal, expect

SCRIPT = '''"""one"""
revision = "{id}"
down_revision = {down!r}


def upgrade():
    pass


def downgrade():
    pass
'''


def chain(project, *ids):
    for down, id_ in zip([None, *ids], ids):
        project.write(f"migrations/versions/{id_}.py", SCRIPT.format(id=id_, down=down))


def with_editor(project, script):
    path = project.write("editor.sh", f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {**clean_environment(), "EDITOR": str(path)}


def test_edit_opens_the_script_that_is_named():
    with Project() as project:
        chain(project, "aaaa1", "bbbb2")
        env = with_editor(project, 'echo "# seen" >> "$1"')
        project.ok("edit", "head", env=env)
        expect(project.read("migrations/versions/bbbb2.py").endswith("# seen\n"))
        project.ok("stamp", "aaaa1")
        project.ok("edit", "current", env=env)
        expect(project.read("migrations/versions/aaaa1.py").endswith("# seen\n"))
        result = project.athanor("edit", "base", env=env)
        equal((result.code, result.err), (1, "error: No revision files indicated by symbol 'base'\n"))


def test_edit_tells_what_became_of_the_editor():
    with Project() as project:
        chain(project, "aaaa1")
        env = with_editor(project, "exit 3")
        result = project.athanor("edit", "head", env=env)
        path = project.root.resolve() / "migrations/versions/aaaa1.py"
        equal(result.err, f"error: Error executing editor (Command '['{env['EDITOR']}', '{path}']' "
                          "returned non-zero exit status 3.)\n")
        result = project.athanor("edit", "head", env={**clean_environment("/nowhere")})
        equal(result.err, "error: Error executing editor (No suitable editor found. Please set the "
                          "\"EDITOR\" or \"VISUAL\" environment variables)\n")


def test_quiet_prints_no_lists():
    with Project() as project:
        chain(project, "aaaa1")
        equal(project.ok("-q", "history"), "")
        equal(project.ok("--raiseerr", "-x", "a=b", "-x", "c", "heads"), "aaaa1 (head)\n")


def test_another_configuration_is_read_where_it_is_named():
    with Project(init=False) as project:
        for name in ("one", "two", "three"):
            project.write(f"{name}/versions/a.py", SCRIPT.format(id=f"{name}_id", down=None))
        project.write("other.ini", "[alembic]\nscript_location = one\n[second]\nscript_location = two\n")
        project.write("pyproject.toml", '[tool.alembic]\nscript_location = "%(here)s/three"\n')
        equal(project.ok("heads"), "three_id (head)\n")
        equal(project.ok("-c", "other.ini", "heads"), "one_id (head)\n")
        equal(project.ok("-c", "other.ini", "-n", "second", "heads"), "two_id (head)\n")
        equal(project.ok("-c", "pyproject.toml", "heads"), "three_id (head)\n")
        env = {**clean_environment(), "ALEMBIC_CONFIG": "other.ini"}
        equal(project.ok("heads", env=env), "one_id (head)\n")
        result = project.athanor("-c", "other.ini", "-n", "third", "-c", "none/pyproject.toml", "heads")
        equal(result.err, "error: No 'script_location' key found in configuration.\n")


def test_new_scripts_are_named_and_dated_as_configured():
    with Project() as project:
        ini = ("[alembic]\nscript_location = migrations\ntimezone = utc\ntruncate_slug_length = 8\n"
               "recursive_version_locations = true\n"
               "file_template = %%(year)d/%%(rev)s_%%(slug)s\nsqlalchemy.url = sqlite:///app.db\n")
        project.write("alembic.ini", ini)
        out = project.ok("revision", "--empty", "-m", "Add many things", "--rev-id", "aaaa1")
        made = re.fullmatch(r"Creating directory (.*) \.\.\.  done\nGenerating (.*) \.\.\.  done\n", out)
        expect(made, out)
        expect(re.fullmatch(r".*/migrations/versions/\d{4}/aaaa1_add_\.py", made[2]), made[2])
        text = project.read(os.path.relpath(made[2], project.root.resolve()))
        expect(re.search(r"^Create Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$", text, re.M), text)
        equal(project.ok("heads"), "aaaa1 (head)\n")
        if "new" in alembics():
            equal(project.alembic("new", "heads"), "aaaa1 (head)\n")


def test_the_version_table_is_where_env_py_says():
    with Project() as project:
        chain(project, "aaaa1")
        env_py = project.read("migrations/env.py")
        project.write("migrations/env.py", env_py.replace("context.configure(",
                                                          "context.configure(version_table='versions', "))
        project.ok("upgrade", "head")
        equal(project.rows("SELECT * FROM versions"), [("aaaa1",)])
        for which in alembics():
            equal(project.alembic(which, "current"), "aaaa1 (head)\n")
