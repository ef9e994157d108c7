"""A small shop whose history has a bit of everything: plain changes, renames, rebuilds with rows and
keys, a view, triggers, and texts with colons, percent signs and quotes."""

FIRST = '''
[tables.customers.columns]
id = { type = "integer", primary_key = true, identity = true }
email = { type = "varchar(100)", nullable = false, unique = true }
name = { type = "text", default = "who: :me? 100% 'sure' \\\\ ok" }

[tables.orders.columns]
id = { type = "integer", primary_key = true }
customer = { type = "integer", nullable = false, references = "customers(id)", on_delete = "cascade", index = true }
total = { type = "text", default = "0" }
placed = { type = "timestamp", default = { sql = "now()" } }
'''

SECOND = FIRST + '''
[tables.products.columns]
sku = { type = "varchar(20)", primary_key = true }
price = { type = "numeric(10,2)", nullable = false, check = "price >= 0" }
[tables.products]
sqlite.without_rowid = true

[[tables.customers.triggers]]
name = "no_at"
when = "before insert"
condition = "NEW.email NOT LIKE '%@%'"
sqlite.body = "SELECT raise(ABORT, 'an address: name@host')"

[views.spent]
sql = "SELECT c.email, sum(o.total) AS total FROM customers AS c JOIN orders AS o ON o.customer = c.id GROUP BY c.id"
'''

THIRD = '''
[tables.customers.columns]
id = { type = "integer", primary_key = true, identity = true }
mail = { type = "varchar(255)", nullable = false, unique = true, renamed_from = "email" }
name = { type = "text", nullable = false, default = "who: :me? 100% 'sure' \\\\ ok" }

[tables.orders.columns]
id = { type = "integer", primary_key = true }
customer = { type = "integer", nullable = false, references = "customers(id)", on_delete = "cascade", index = true }
total = { type = "numeric(10,2)", default = 0 }
placed = { type = "timestamp", default = { sql = "now()" } }
state = { type = "order_state", default = "new" }

[enums.order_state]
values = ["new", "paid: in full", "back"]

[tables.products.columns]
sku = { type = "varchar(20)", primary_key = true }
price = { type = "numeric(10,2)", nullable = false, check = "price >= 0" }
[tables.products]
sqlite.without_rowid = true

[[tables.customers.triggers]]
name = "no_at"
when = "before insert"
condition = "NEW.mail NOT LIKE '%@%'"
sqlite.body = "SELECT raise(ABORT, 'an address: name@host')"

[views.spent]
sql = "SELECT c.mail, sum(o.total) AS total FROM customers AS c JOIN orders AS o ON o.customer = c.id GROUP BY c.id"
'''

FOURTH = THIRD.replace("[tables.orders.columns]",
                       "[tables.purchases]\nrenamed_from = \"orders\"\n\n[tables.purchases.columns]")
FOURTH = FOURTH.replace("JOIN orders", "JOIN purchases") + '''
[tables.lines.columns]
purchase = { type = "integer", references = "purchases(id)", on_delete = "cascade" }
product = { type = "varchar(20)", references = "products(sku)" }
amount = { type = "integer", nullable = false, default = 1 }
[tables.lines]
primary_key = ["purchase", "product"]
'''

STEPS = [("first tables", FIRST), ("products", SECOND), ("mail and money", THIRD),
         ("purchases: lines", FOURTH)]

ROWS = '''
INSERT INTO customers (id, email, name) VALUES (7, 'ann@x', 'Ann'), (9, 'bob@x', 'Bob: 50%');
INSERT INTO orders (id, customer, total, placed) VALUES (1, 7, '3.50', '2026-01-02'), (4, 9, '7', NULL);
'''


def history(project):
    """Writes the four revisions; returns their ids, oldest first."""
    ids = []
    for message, models in STEPS:
        path = project.revision(message, models)
        ids.append(path.name.split("_")[0])
    return ids
