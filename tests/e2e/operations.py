"""Random migration scripts of Alembic's operations, from a seed: the same seed, the same script.

What Alembic itself leaves to chance (it keeps constraints and indexes in sets) is kept out of the
scripts, or out of the comparison by `normalized`.
"""
import random
import re

TYPES = [
    "sa.Integer()", "sa.BigInteger()", "sa.SmallInteger()", "sa.String(50)", "sa.String()",
    "sa.Text()", "sa.Unicode(20)", "sa.CHAR(3)", "sa.Numeric(10, 2)", "sa.Numeric()", "sa.Float()",
    "sa.Double()", "sa.Boolean()", "sa.Date()", "sa.DateTime()", "sa.DateTime(timezone=True)",
    "sa.Time()", "sa.Interval()", "sa.LargeBinary()", "sa.JSON()", "sa.Uuid()", "sa.UUID()",
    "sa.Enum('a', 'b', name='mood', native_enum=False)", "sa.REAL()", "sa.VARCHAR(9)",
    "postgresql.JSONB().with_variant(sa.JSON(), 'sqlite')",
    "postgresql.ARRAY(sa.Text()).with_variant(sa.Text(), 'sqlite')",
    "postgresql.INET().with_variant(sa.String(40), 'sqlite')",
    "postgresql.TIMESTAMP(precision=3)",
]
DEFAULTS = ["'x'", "'it\\'s'", "''", "sa.text(\"'y'\")", "sa.text('NULL')"]
NAMES = ["id", "name", "Order", "user", "select", "a b", "camelCase", "total", "größe", "key", "x1"]
TABLES = ["item", "Person", "group", "audit log", "t1", "order"]


class Writer:
    """Writes operations on tables that it remembers."""

    def __init__(self, seed, expressions=True):
        self.expressions = expressions  # whether indexes may have them
        self.random = random.Random(seed)
        self.tables = {}  # name -> {"columns": [names], "named": {name: kind}, "indexes": [names]}
        self.number = 0

    def pick(self, items):
        return self.random.choice(list(items))

    def chance(self, share):
        return self.random.random() < share

    def fresh(self, prefix):
        self.number += 1
        return f"{prefix}_{self.number}"

    def column(self, name, more=()):
        words = [repr(name), self.pick(TYPES)]
        words += more
        if self.chance(0.3):
            words.append(f"nullable={self.chance(0.5)}")
        if self.chance(0.25):
            words.append(f"server_default={self.pick(DEFAULTS)}")
        if self.chance(0.15):
            words.append("comment='says \"so\"'")
        return f"sa.Column({', '.join(words)})"

    def create_table(self):
        name = self.pick([t for t in TABLES if t not in self.tables] or [self.fresh("t")])
        columns = self.random.sample(NAMES, self.random.randint(2, 5))
        table = {"columns": columns, "named": {}, "indexes": []}
        items = [f"sa.Column({columns[0]!r}, sa.{self.pick(['Integer', 'BigInteger'])}(), "
                 f"nullable=False)"]
        items += [self.column(each) for each in columns[1:]]
        key = self.fresh("pk")
        table["named"][key] = "primary"
        items.append(f"sa.PrimaryKeyConstraint({columns[0]!r}, name={key!r})")
        if self.chance(0.5):
            unique = self.fresh("uq")
            table["named"][unique] = "unique"
            items.append(f"sa.UniqueConstraint({columns[-1]!r}, name={unique!r})")
        if self.chance(0.4):
            check = self.fresh("ck")
            table["named"][check] = "check"
            items.append(f"sa.CheckConstraint('1 < 2', name={check!r})")
        others = [each for each in self.tables if self.tables[each]["named"]]
        if others and self.chance(0.4):
            foreign = self.fresh("fk")
            table["named"][foreign] = "foreignkey"
            other = self.pick(others)
            items.append(f"sa.ForeignKeyConstraint([{columns[0]!r}], "
                         f"[{other + '.' + self.tables[other]['columns'][0]!r}], name={foreign!r}, "
                         f"ondelete={self.pick(['CASCADE', 'RESTRICT', 'NO ACTION'])!r})")
        words = [repr(name), *items]
        if self.chance(0.2):
            words.append("comment='a table'")
        self.tables[name] = table
        return f"op.create_table({', '.join(words)})"

    def add_column(self):
        name = self.pick(self.tables)
        column = self.fresh("c")
        self.tables[name]["columns"].append(column)
        return f"op.add_column({name!r}, sa.Column({column!r}, {self.pick(TYPES)}))"

    def create_index(self):
        name = self.pick(self.tables)
        table = self.tables[name]
        index = self.fresh("ix")
        table["indexes"].append(index)
        elements = [repr(each) for each in self.random.sample(table["columns"], 1)]
        if self.expressions and self.chance(0.2):
            elements.append("sa.text('abs(1)')")
        words = [f"op.f({index!r})" if self.chance(0.5) else repr(index), repr(name),
                 f"[{', '.join(elements)}]"]
        if self.chance(0.3):
            words.append("unique=True")
        if self.chance(0.2):
            words += ["postgresql_where=sa.text('1 = 1')", "sqlite_where=sa.text('1 = 1')"]
        return f"op.create_index({', '.join(words)})"

    def drop_index(self):
        having = [each for each in self.tables if self.tables[each]["indexes"]]
        if not having:
            return self.create_index()
        name = self.pick(having)
        index = self.tables[name]["indexes"].pop()
        return f"op.drop_index({index!r}, table_name={name!r})"

    def alter_column(self):
        name = self.pick(self.tables)
        column = self.pick(self.tables[name]["columns"][1:])
        words = self.random.sample([f"nullable={self.chance(0.5)}", "server_default=None",
                                    "type_=sa.Text()", "server_default='z'"], 1)
        return f"op.alter_column({name!r}, {column!r}, {', '.join(words)})"

    def rename_column(self):
        name = self.pick(self.tables)
        columns = self.tables[name]["columns"]
        at = self.random.randrange(len(columns))
        old, columns[at] = columns[at], self.fresh("r")
        return f"op.alter_column({name!r}, {old!r}, new_column_name={columns[at]!r})"

    def drop_constraint(self):
        name = self.pick(self.tables)
        named = {key: kind for key, kind in self.tables[name]["named"].items() if kind == "check"}
        if not named:
            return self.create_check()
        constraint = self.pick(named)
        del self.tables[name]["named"][constraint]
        return f"op.drop_constraint({constraint!r}, {name!r}, type_='check')"

    def create_check(self):
        name = self.pick(self.tables)
        constraint = self.fresh("ck")
        self.tables[name]["named"][constraint] = "check"
        return f"op.create_check_constraint({constraint!r}, {name!r}, '2 < 3')"

    def batch(self):
        """Changes of one table that SQLite can only have by making it anew."""
        name = self.pick(self.tables)
        table = self.tables[name]
        lines = []
        column = self.fresh("c")
        lines.append(f"batch_op.add_column(sa.Column({column!r}, {self.pick(TYPES)}))")
        old = table["columns"][-1]
        lines.append(f"batch_op.alter_column({old!r}, nullable={self.chance(0.5)})")
        if self.chance(0.5):
            constraint = self.fresh("ck")
            table["named"][constraint] = "check"
            lines.append(f"batch_op.create_check_constraint({constraint!r}, '3 < 4')")
        table["columns"].append(column)
        return f"with op.batch_alter_table({name!r}) as batch_op:\n" + "\n".join(
            f"        {line}" for line in lines)

    def bulk_insert(self):
        rows = [{"n": self.random.randint(-5, 5), "s": self.pick(["x", "it's", "größe", None]),
                 "b": self.chance(0.5)} for _ in range(self.random.randint(1, 3))]
        return ("op.bulk_insert(sa.table('seeded', sa.column('n', sa.Integer()), "
                f"sa.column('s', sa.String()), sa.column('b', sa.Boolean())), {rows!r})")


EVERYWHERE = ["create_table", "add_column", "create_index", "drop_index", "rename_column"]
POSTGRESQL = EVERYWHERE + ["alter_column", "drop_constraint", "create_check", "batch"]
SEEDED = ("op.create_table('seeded', sa.Column('n', sa.Integer()), sa.Column('s', sa.String()), "
          "sa.Column('b', sa.Boolean()))")


def script(seed, kinds, length, expressions=True):
    """The body of one upgrade()."""
    writer = Writer(seed, expressions)
    lines = [SEEDED, writer.create_table()]
    for _ in range(length):
        kind = writer.pick(kinds) if not writer.chance(0.1) else "bulk_insert"
        lines.append(getattr(writer, kind)())
    return lines


def normalized(sql):
    """`sql` as a list of statements, white space aside; a table's constraints in one order."""
    text = re.sub(r"--[^\n]*", "", sql)
    found = [re.sub(r"\s+", " ", each).strip() for each in text.split(";\n")]
    return [in_order(each.rstrip("; ")) for each in found if each.strip("; \n")]


def in_order(statement):
    """A CREATE TABLE with its constraints sorted: Alembic makes them anew out of a set."""
    match = re.match(r"(CREATE TABLE .*? \() (.*) \)$", statement)
    if not match:
        return statement
    parts, depth, start, body = [], 0, 0, match.group(2)
    for at, character in enumerate(body):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(body[start:at].strip())
            start = at + 1
    parts.append(body[start:].strip())
    is_constraint = re.compile(r"(CONSTRAINT|PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK)\b")
    columns = [part for part in parts if not is_constraint.match(part)]
    constraints = sorted(part for part in parts if is_constraint.match(part))
    return f"{match.group(1)} {', '.join(columns + constraints)} )"
