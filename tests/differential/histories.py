"""Random histories, and random ways of naming what is in them.

Everything comes from one `random.Random`, so that a seed says it all. A history is legal: what
makes Alembic crash while it reads one (a missing parent, a cycle) is left to the unit tests.
"""
import ast
import random

WORDS = ["users", "user", "orders", "order_lines", "ops", "billing", "bill", "auth", "a", "core",
         "core_2", "42x", "base_data", "headers", "exp"]

DOCS = [
    "add users",
    "",
    "two\nlines of one paragraph\n\nand a second one",
    "  blanks around  \n\n\n  and below\n",
    "été: 100% 'sûr' \\\\ ok",
    "first\n\n\n\nlast",
    "a line\n   \nwith blanks alone between",
    "\n\nRevision ID: 0000\nRevises: nothing at all\n",
    "tab\there",
    "%(rev)s %s {x}",
]


def is_kept(doc):
    """Whether this Python leaves a docstring as it is written: from 3.13 on, the compiler takes blanks
    out of it (What's New In Python 3.13, "Other Language Changes")."""
    written = f'"""{doc}\n\nRevision ID: x\n"""'
    names = {}
    exec(compile(written, "a script", "exec"), names)
    return names["__doc__"] == ast.literal_eval(written)


#: What athanor reads is what is written, as every Python before 3.13 has it.
DOCS = [doc for doc in DOCS if is_kept(doc)]

SQL = [
    "CREATE TABLE IF NOT EXISTS seen_{n} (id INTEGER, note TEXT)",
    "CREATE TABLE IF NOT EXISTS wide_{n} (\n\tid INTEGER PRIMARY KEY,\n\tnote TEXT\n)",
    "CREATE TABLE IF NOT EXISTS noted_{n} (note TEXT DEFAULT 'a:b, 100%')",
    "CREATE INDEX IF NOT EXISTS ix_base_note ON base_table (note)",
    "INSERT INTO base_table (note) VALUES ('it''s {n}')",
    "UPDATE base_table SET note = 'x' WHERE note = '{n}'",
]


class Revision:
    def __init__(self, id_, down, number):
        self.id, self.down, self.number = id_, down, number
        self.labels, self.depends_on, self.doc = [], [], ""
        self.location, self.file = 0, f"{number:03}_{id_}.py"
        self.up, self.back = [], []


class History:
    def __init__(self, revisions, locations, recursive):
        self.revisions, self.locations, self.recursive = revisions, locations, recursive

    def ids(self):
        return [revision.id for revision in self.revisions]

    def labels(self):
        return [label for revision in self.revisions for label in revision.labels]


def new_id(rng, taken):
    """Twelve hexadecimal digits, short numbers, words, and ids that begin like another."""
    while True:
        kind = rng.random()
        if kind < 0.45:
            out = f"{rng.getrandbits(48):012x}"
        elif kind < 0.6 and taken:
            stem = rng.choice(sorted(taken))
            out = (stem[:rng.randint(1, len(stem))] + rng.choice(["a", "1", "_x", "bc"]))[:30]
        elif kind < 0.75:
            out = f"{rng.randint(0, 99):0{rng.randint(1, 4)}}"
        elif kind < 0.9:
            out = f"{rng.choice(WORDS)}_{rng.randint(1, 30)}"
        else:
            out = "ab" + "".join(rng.choice("ab") for _ in range(rng.randint(1, 5)))
        if out not in taken and out not in WORDS:
            taken.add(out)
            return out


def ancestors(revisions, of):
    known = {revision.id: revision for revision in revisions}
    seen, open_ = set(), list(of)
    while open_:
        at = open_.pop()
        if at not in seen:
            seen.add(at)
            open_ += known[at].down + known[at].parents_by_dependency
    return seen


def parents_of(rng, revisions, style):
    """The down_revisions of a next one: mostly the last, else any; now and then several or none."""
    if not revisions or rng.random() < style["base"]:
        return []
    if len(revisions) > 1 and rng.random() < style["merge"]:
        chosen = []
        for candidate in rng.sample(revisions, min(len(revisions), rng.randint(2, 3))):
            below = ancestors(revisions, [candidate.id])
            apart = all(other not in below and candidate.id not in ancestors(revisions, [other])
                        for other in chosen)
            if apart or rng.random() < 0.03:
                chosen.append(candidate.id)
        return chosen
    if rng.random() < style["branch"]:
        return [rng.choice(revisions).id]
    return [revisions[-1].id]


def add_labels(rng, revision, free):
    while free and rng.random() < (0.15 if revision.down else 0.4):
        revision.labels.append(free.pop())


def add_dependencies(rng, revision, revisions, share):
    while revisions and rng.random() < share:
        other = rng.choice(revisions)
        revision.depends_on.append(rng.choice(other.labels) if other.labels and rng.random() < 0.5
                                   else other.id)
        revision.parents_by_dependency.append(other.id)


def make_history(rng):
    style = {"base": rng.choice([0, 0.03, 0.15]), "merge": rng.choice([0, 0.08, 0.2]),
             "branch": rng.choice([0, 0.1, 0.3, 0.6])}
    share = rng.choice([0, 0, 0.08, 0.25])
    taken, free = set(), rng.sample(WORDS, rng.choice([0, 2, 5, len(WORDS)]))
    locations = rng.choice([1, 1, 1, 2, 3])
    history = History([], locations, locations > 1 and rng.random() < 0.4)
    in_order = rng.random() < 0.5
    for number in range(rng.choice([3, 5, 8, 12, 20, 35, 60])):
        revision = Revision(new_id(rng, taken), parents_of(rng, history.revisions, style), number)
        revision.parents_by_dependency = []
        add_dependencies(rng, revision, history.revisions, share)
        add_labels(rng, revision, free)
        revision.doc = rng.choice(DOCS)
        revision.location = rng.randrange(locations)
        if not in_order:
            revision.file = f"{rng.getrandbits(24):06x}_{revision.id}.py"
        if history.recursive and rng.random() < 0.5:
            revision.file = f"{rng.choice(['2025', '2026/01', 'b'])}/{revision.file}"
        if rng.random() < 0.25:
            revision.up = [rng.choice(SQL).format(n=number) for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.25:
            revision.back = [rng.choice(SQL[3:]).format(n=number)]
        history.revisions.append(revision)
    return history


def names(rng, values):
    """None, a string, a list or a tuple, as Python writes them."""
    if not values:
        return rng.choice(["None", "None", "()", "[]"])
    if len(values) == 1 and rng.random() < 0.7:
        return repr(values[0])
    return repr(rng.choice([list, tuple])(values))


def body(statements):
    return "".join(f"    op.execute({text!r})\n" for text in statements) or "    pass\n"


def script_of(rng, revision):
    annotated = rng.random() < 0.5
    of = ": Union[str, Sequence[str], None]" if annotated else ""
    down = repr(revision.down[0]) if len(revision.down) == 1 else names(rng, revision.down)
    if not revision.down:
        down = "None"
    return (f'"""{revision.doc}"""\n'
            "from typing import Sequence, Union\n\nfrom alembic import op\n\n"
            f"revision{': str' if annotated else ''} = {revision.id!r}\n"
            f"down_revision{of} = {down}\n"
            f"branch_labels{of} = {names(rng, revision.labels)}\n"
            f"depends_on{of} = {names(rng, revision.depends_on)}\n\n\n"
            f"def upgrade() -> None:\n{body(revision.up)}\n\n"
            f"def downgrade() -> None:\n{body(revision.back)}")


class Arguments:
    """Draws what a user might type."""

    def __init__(self, rng, history):
        self.rng = rng
        self.ids, self.labels = history.ids(), history.labels()

    def id(self):
        return self.rng.choice(self.ids)

    def front(self):
        whole = self.rng.choice(self.ids + self.labels)
        return whole[:self.rng.randint(min(3, len(whole)), len(whole))]

    def label(self):
        return self.rng.choice(self.labels) if self.labels else self.id()

    def symbol(self):
        return self.rng.choice([self.id, self.id, self.front, self.label])()

    def branch(self):
        return self.rng.choice([self.label, self.label, self.label, self.id, self.front])()

    def steps(self):
        return f"{self.rng.choice('+-')}{self.rng.choice([1, 1, 1, 2, 2, 3, 7, 0])}"

    def relative(self):
        return self.rng.choice([
            lambda: self.steps(),
            lambda: self.steps(),
            lambda: f"{self.branch()}@{self.steps()}",
            lambda: f"{self.symbol()}{self.steps()}",
            lambda: f"{self.branch()}@{self.symbol()}{self.steps()}",
            lambda: f"{self.rng.choice(['head', 'heads', 'base'])}{self.steps()}",
            lambda: f"{self.branch()}@{self.rng.choice(['head', 'base'])}{self.steps()}",
        ])()

    def absolute(self):
        rng = self.rng
        return rng.choice([
            self.symbol, self.symbol, self.symbol,
            lambda: rng.choice(["head", "heads", "base", "heads", "base"]),
            lambda: f"{self.branch()}@{rng.choice(['head', 'head', 'heads', 'base', 'base'])}",
            lambda: f"{self.branch()}@{self.symbol()}",
            lambda: rng.choice(["nothing", "zz", self.id() + "z", f"nothing@{self.id()}"]),
        ])()

    def any(self):
        return self.relative() if self.rng.random() < 0.35 else self.absolute()

    def end_of_range(self):
        return self.rng.choice(["", "", "current", self.any(), self.absolute(), self.symbol()])

    def range(self):
        return f"{self.end_of_range()}:{self.end_of_range()}"
