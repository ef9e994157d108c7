"""Pictures of the schema and of the history."""
import re
import shutil

import shop
from harness import Project, Skipped, equal, expect

MODELS = """
[tables.users.columns]
id = { type = "integer", identity = true, primary_key = true }
"odd <name>" = { type = "text" }

[tables.posts.columns]
id = { type = "integer", identity = true, primary_key = true }
author = { type = "integer", references = "users(id)" }

[tables.tags.columns]
post = { type = "integer", references = "posts(id)" }
"""


def test_a_schema_is_drawn_with_its_keys_and_only_what_is_near():
    with Project(MODELS) as project:
        dot = project.ok("graph", "--format", "dot")
        equal(re.findall(r'"(\w+)" -> "(\w+)"', dot), [("posts", "users"), ("tags", "posts")])
        expect("odd &lt;name&gt;" in dot and "odd <name>" not in dot, dot)
        near = project.ok("graph", "--format", "dot", "--around", "users")
        equal(re.findall(r'^  "(\w+)" \[', near, re.M), ["posts", "users"])
        said = project.fails(1, "graph", "--format", "dot", "--around", "user")
        equal(said, "error: there is no user: did you mean users?\n")
        mermaid = project.ok("graph", "--format", "mermaid")
        equal(mermaid.splitlines()[0], "erDiagram")
        expect('  "posts" }o--|| "users" : "author"' in mermaid, mermaid)
        expect("    text odd__name_" in mermaid, mermaid)


def test_the_history_is_drawn_with_what_the_database_is_at():
    with Project() as project:
        ids = shop.history(project)
        project.ok("upgrade", "head")
        dot = project.ok("graph", "--revisions", "--format", "dot")
        equal(re.findall(r'"(\w+)" -> "(\w+)"', dot), list(zip(ids[::-1], ids[-2::-1])))
        mermaid = project.ok("graph", "--revisions", "--format", "mermaid")
        equal(mermaid.count(":::current"), 1)


def test_graphviz_lays_it_out():
    if not shutil.which("dot"):
        raise Skipped("no graphviz")
    with Project(MODELS) as project:
        svg = project.ok("graph")
        expect("<svg" in svg and "odd &lt;name&gt;" in svg, svg[:400])
