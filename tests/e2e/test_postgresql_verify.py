"""What `verify` finds in a PostgreSQL database after its migration, each thing really broken."""
import time

import stock
from harness import equal, expect
from stock import Warehouse

WELL = '''ok    the database is at the head
ok    the database holds what the models want
ok    indexes are valid and ready
ok    constraints are validated
ok    sequences are ahead of their columns
ok    a row can be put into each new table
all is well
'''

QUERIES = '''
[verify]
runs = 3
[[verify.queries]]
name = "asleep"
sql = "SELECT pg_sleep(0.05)"
limit_ms = {limit}
dialects = ["postgresql"]
[[verify.queries]]
name = "counting"
sql = "SELECT count(*) FROM customers"
limit_ms = 5000
'''


def migrated():
    project = Warehouse()
    stock.history(project)
    project.prod("upgrade", "head")
    return project


def verify(project, *words):
    result = project.athanor("-e", "prod", "verify", *words)
    equal(result.code, 2, result)
    return result.out


def test_a_database_after_its_migration_is_well_and_stays_as_it_is():
    with migrated() as project:
        before = project.dump()
        out = project.prod("verify")
        equal(out.split("\n", 1)[1], WELL)
        expect(out.startswith(f"postgresql://postgres@/{project.database}"), out)
        project.prod("verify", "--tables", "all")
        equal(project.dump(), before)


def test_an_index_that_is_not_valid_is_told():
    with migrated() as project:
        project.psql("INSERT INTO products VALUES ('a', 1), ('b', 1)")
        done = project.server.psql(
            project.database, "CREATE UNIQUE INDEX CONCURRENTLY alike ON products (price);")
        expect(done.returncode != 0, "the rows are alike")
        out = verify(project)
        expect("FAIL  indexes are valid and ready\n"
               "        alike on products is not ready: rows are not even entered into it\n" in out, out)
        expect("FAIL  the database holds what the models want\n" in out, out)


def test_a_constraint_that_is_not_validated_and_a_sequence_behind_are_told():
    with migrated() as project:
        project.psql("ALTER TABLE lines ADD CONSTRAINT sensible CHECK (amount > 0) NOT VALID;"
                     "INSERT INTO customers (id, mail) VALUES (30, 'a@b');"
                     "INSERT INTO purchases (id, customer) VALUES (12, 30)")
        out = verify(project)
        expect("FAIL  constraints are validated\n"
               "        sensible on lines is NOT VALID: rows that were there may break it\n" in out, out)
        expect("FAIL  sequences are ahead of their columns\n"
               "        customers_id_seq gives 1 next, and customers.id has reached 30\n"
               in out, out)
        expect("purchases.id has reached 12\n" in out, out)


def test_a_constraint_that_the_models_want_so_is_left_alone():
    models = stock.FOURTH + '''
[[tables.lines.checks]]
name = "sensible"
expression = "amount > 0"
validated = false
'''
    with migrated() as project:
        project.revision("sensible", models)
        project.prod("upgrade", "head")
        expect("ok    constraints are validated\n" in project.prod("verify"))


def test_a_new_table_that_refuses_rows_and_one_that_nothing_fits_are_told():
    models = stock.FOURTH + '''
[tables.parcels.columns]
id = { type = "integer", primary_key = true, postgresql.identity = true }
state = { type = "text", nullable = false, default = "nwe" }
[[tables.parcels.checks]]
name = "known_state"
expression = "state IN ('new', 'sent')"

[tables.plates.columns]
plate = { type = "text", primary_key = true, check = "plate ~ '^[A-Z]{2}-[0-9]{4}$'" }
'''
    with migrated() as project:
        project.revision("parcels", models)
        project.prod("upgrade", "head")
        out = verify(project)
        expect("FAIL  a row can be put into each new table\n"
               "        parcels: the default of state breaks check known_state\n"
               "        plates: not tried: no values were found that its keys and checks take\n"
               in out, out)
        equal(project.psql("SELECT count(*), nextval('parcels_id_seq') FROM parcels"), ["0|1"])


def test_queries_are_held_to_their_limits():
    with migrated() as project:
        own = project.read("athanor.toml")
        project.write("athanor.toml", own + QUERIES.format(limit=5000))
        out = project.prod("verify", "--tables", "none")
        expect("ok    queries keep their limits at the 95th percentile\n        asleep: " in out, out)
        project.write("athanor.toml", own + QUERIES.format(limit=10))
        out = verify(project, "--tables", "none")
        expect("FAIL  queries keep their limits at the 95th percentile\n        asleep: " in out, out)
        project.write("athanor.toml",
                      own + QUERIES.format(limit=10).replace("pg_sleep(0.05)", "pg_sleep(60)"))
        start = time.monotonic()
        out = verify(project, "--tables", "none")
        expect(time.monotonic() - start < 20, "the query was not stopped")
        expect("asleep: canceling statement due to statement timeout (run 1)\n" in out, out)
        project.write("athanor.toml", own + QUERIES.format(limit=10).replace(
            "SELECT pg_sleep(0.05)", "SELECT nextval('customers_id_seq')"))
        out = verify(project, "--tables", "none")
        expect("asleep: cannot execute nextval() in a read-only transaction (run 1)\n" in out, out)


def test_legacy_tables_are_left_alone():
    with migrated() as project:
        project.psql("CREATE TABLE results (id serial PRIMARY KEY, x integer);"
                     "ALTER TABLE results ADD CHECK (x > 0) NOT VALID;"
                     "INSERT INTO results (id) VALUES (9)")
        equal(project.prod("verify", "--tables", "all").split("\n", 1)[1],
              WELL.replace("each new table", "each table"))
        equal(project.prod_fails("verify", "--tables", "results", code=3),
              "refused: results is protected: no row is tried there\n")


def test_a_row_is_tried_in_each_of_five_hundred_tables():
    with Warehouse() as project:
        tables = []
        for number in range(500):
            parent = f', references = "t{number - 1}(id)"' if number % 5 else ""
            tables.append(f'''[tables.t{number}.columns]
id = {{ type = "integer", primary_key = true, postgresql.identity = true }}
code = {{ type = "varchar(20)", nullable = false, unique = true }}
state = {{ type = "text", nullable = false, default = "new", check = "state IN ('new', 'old')" }}
total = {{ type = "numeric(10,2)", nullable = false, check = "total >= 0" }}
parent = {{ type = "integer", nullable = {"false" if parent else "true"}{parent}, index = true }}
''')
        project.write("models/all.toml", "\n".join(tables))
        project.ok("revision", "-m", "many")
        project.prod("upgrade", "head")
        start = time.monotonic()
        out = project.prod("verify", "--tables", "all")
        took = time.monotonic() - start
        print(f"      500 tables: {took:.1f} s")
        expect("ok    a row can be put into each table\n" in out, out)
