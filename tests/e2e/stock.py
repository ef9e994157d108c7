"""A small warehouse on PostgreSQL and SQLite, whose history has a bit of everything that tables and
types are made of, and texts with colons, percent signs, quotes and backslashes."""
import shutil

from cluster import cluster
from harness import Project

TOML = '''
[project]
dialects = [{dialects}]

[protect]
legacy = ["results"]

[policy]
online = {online}

[environments.prod]
url = "{url}"

[environments.dev]
url = "sqlite:///app.db"
'''

FIRST = '''
[tables.customers.columns]
id = { type = "integer", primary_key = true, postgresql.identity = true }
email = { type = "varchar(100)", nullable = false, unique = true }
name = { type = "text", default = "who: :me? 100% 'sure' \\\\ ok" }

[tables.orders]
comment = "one row an order: 100% of them"
[tables.orders.columns]
id = { type = "integer", primary_key = true, postgresql.type = "serial" }
customer = { type = "integer", nullable = false, references = "customers(id)", on_delete = "cascade", index = true }
total = { type = "text", default = "0" }
placed = { type = "timestamp", default = { sql = "current_timestamp" } }
'''

SECOND = FIRST + '''
[enums.order_state]
values = ["new", "paid: in full", "it's back"]

[tables.products.columns]
sku = { type = "varchar(20)", primary_key = true }
price = { type = "numeric(10,2)", nullable = false, check = "price >= 0" }
state = { type = "order_state", default = "paid: in full" }
'''

THIRD = '''
[enums.order_state]
values = ["new", "open", "paid: in full", "it's back"]

[tables.customers.columns]
id = { type = "integer", primary_key = true, postgresql.identity = true }
mail = { type = "varchar(255)", nullable = false, unique = true, renamed_from = "email" }
name = { type = "text", nullable = false, default = "who: :me? 100% 'sure' \\\\ ok" }

[tables.purchases]
renamed_from = "orders"
comment = "one row an order: 100% of them"
[tables.purchases.columns]
id = { type = "integer", primary_key = true, postgresql.identity = "by default" }
customer = { type = "integer", nullable = false, references = "customers(id)", on_delete = "cascade", index = true }
total = { type = "numeric(10,2)", default = 0 }
placed = { type = "timestamp", default = { sql = "current_timestamp" } }
state = { type = "order_state", default = "open" }

[tables.products.columns]
sku = { type = "varchar(20)", primary_key = true }
price = { type = "numeric(10,2)", nullable = false, check = "price >= 0" }
state = { type = "order_state", default = "paid: in full" }
'''

FOURTH = THIRD.replace('"it\'s back"]', '"gone"]').replace('"new", ', "") + '''
[tables.lines]
primary_key = ["purchase", "product"]
[tables.lines.columns]
purchase = { type = "integer", references = "purchases(id)", on_delete = "cascade" }
product = { type = "varchar(20)", references = "products(sku)" }
amount = { type = "integer", nullable = false, default = 1 }

[[tables.purchases.indexes]]
name = "ix_purchases_open"
columns = ["placed desc"]
where = "state = 'open'"
'''

STEPS = [("first tables", FIRST), ("products", SECOND), ("mail and money", THIRD),
         ("lines: of purchases", FOURTH)]

ROWS = '''
INSERT INTO customers (id, email, name) VALUES (7, 'ann@x', 'Ann'), (9, 'bob@x', 'Bob: 50%');
INSERT INTO orders (id, customer, total, placed) VALUES (1, 7, '3.50', '2026-01-02 10:00:00'), (4, 9, '7', NULL);
'''


class Warehouse(Project):
    """A project with a database of its own on the tests' server, as the environment `prod`."""

    made = 0

    def __init__(self, dialects=("postgresql",), models=None, online=False):
        self.server = cluster()
        Warehouse.made += 1
        self.database = f"e2e_{Warehouse.made}"
        self.server.sql("postgres", f"CREATE DATABASE {self.database} TEMPLATE template0")
        super().__init__(models=models)
        names = ", ".join(f'"{name}"' for name in dialects)
        self.write("athanor.toml", TOML.format(dialects=names, online=str(online).lower(),
                                               url=self.server.url(self.database)))

    def __exit__(self, *_):
        if self.server.process:
            self.server.sql("postgres", f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
        shutil.rmtree(self.root, ignore_errors=True)

    def prod(self, *words, **options):
        return self.ok("-e", "prod", *words, **options)

    def prod_fails(self, *words, code=1, **options):
        """Runs athanor, which must end with that exit code; returns what it says on stderr."""
        result = self.athanor("-e", "prod", *words, **options)
        assert result.code == code, result
        return result.err

    def psql(self, script):
        return self.server.sql(self.database, script)

    def dump(self, *words):
        return self.server.dump(self.database, *words)

    def rows_of(self, *tables):
        return {table: self.psql(f"SELECT * FROM {table} ORDER BY 1") for table in tables}

    def at(self):
        """The version rows."""
        if self.psql("SELECT to_regclass('alembic_version')") == [""]:
            return []
        return self.psql("SELECT version_num FROM alembic_version ORDER BY 1")


def history(project):
    """Writes the four revisions; returns their ids, oldest first."""
    return [project.revision(message, models).name.split("_")[0] for message, models in STEPS]
