"""What goes wrong with a PostgreSQL server: each a clear message, and nothing half done."""
import re
import signal
import subprocess
import time

import stock
from cluster import ENCODED, PASSWORD, cluster
from harness import ATHANOR, clean_environment, equal, expect
from stock import Warehouse

HAND = '''"""{id}"""
from alembic import op

revision = "{id}"
down_revision = {parent}


def upgrade() -> None:
{up}


def downgrade() -> None:
    pass
'''


def by_hand(project, name, parent, statements):
    up = "\n".join(f'    op.execute("""{sql}""")' for sql in statements)
    parent = f'"{parent}"' if parent else None
    project.write(f"migrations/versions/{name}_x.py", HAND.format(id=name, parent=parent, up=up))


def start(project, *words, **options):
    return subprocess.Popen([ATHANOR, "-e", "prod", *words], cwd=project.root,
                            env=clean_environment() | options, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def wait_for(project, query):
    """Waits until the query finds a row."""
    for _ in range(300):
        if project.psql(query):
            return
        time.sleep(0.05)
    raise AssertionError(query)


def with_url(project, url):
    toml = project.read("athanor.toml")
    project.write("athanor.toml", re.sub(r'url = "postgresql.*"', f'url = "{url}"', toml))


def test_of_several_upgrades_at_once_one_works_and_all_end_well():
    with Warehouse() as project:
        ids = stock.history(project)
        runs = [start(project, "upgrade", "head") for _ in range(4)]
        said = [process.communicate(timeout=180) for process in runs]
        equal([process.returncode for process in runs], [0] * 4, said)
        made = [line for _, err in said for line in err.splitlines() if "Running upgrade" in line]
        equal(len(made), len(ids), *made)
        equal(project.at(), [ids[-1]])
        equal(project.prod("diff", "--format", "sql"), "")


def test_the_server_is_killed_in_the_middle_of_a_run():
    with Warehouse() as project:
        by_hand(project, "one", None, ["CREATE TABLE one (id integer)"])
        project.prod("upgrade", "head")
        by_hand(project, "two", "one", ["CREATE TABLE two (id integer)", "SELECT pg_sleep(60)"])
        before = project.dump("-s")
        process = start(project, "upgrade", "head")
        wait_for(project, "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")
        project.server.stop_at_once()
        out, err = process.communicate(timeout=60)
        equal((process.returncode, out), (1, ""), err)
        expect("the connection broke" in err or "terminat" in err, err)
        said = project.prod_fails("upgrade", "head")
        expect("cannot connect" in said, said)
        project.server.start()
        equal((project.at(), project.dump("-s")), (["one"], before))
        by_hand(project, "two", "one", ["CREATE TABLE two (id integer)"])
        project.prod("upgrade", "head")
        equal(project.at(), ["two"])


def test_athanor_is_killed_in_the_middle_of_a_run():
    with Warehouse() as project:
        by_hand(project, "one", None, ["CREATE TABLE one (id integer)", "SELECT pg_sleep(60)"])
        process = start(project, "upgrade", "head")
        wait_for(project, "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        project.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                     "WHERE query = 'SELECT pg_sleep(60)'")
        by_hand(project, "one", None, ["CREATE TABLE one (id integer)"])
        project.prod("upgrade", "head")
        equal(project.at(), ["one"])


def test_a_failing_statement_leaves_everything_as_it_was():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", "head")
        project.psql("INSERT INTO customers (id, mail) VALUES (1, 'a@b')")
        by_hand(project, "bad", ids[-1], ["CREATE TABLE fine (id integer)",
                                          "INSERT INTO customers (id, mail) VALUES (1, 'again@b')",
                                          "DROP TABLE fine"])
        before = project.dump()
        said = project.prod_fails("upgrade", "head")
        for part in ("revision bad failed and was rolled back", "duplicate key value", "23505",
                     "Key (id)=(1) already exists", "bad_x.py:10"):
            expect(part in said, part, said)
        equal(project.dump(), before)


def test_rows_that_cannot_be_converted_stop_the_plan_and_stay():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[1])
        project.psql("INSERT INTO customers (id, email) VALUES (1, 'a@b');"
                     "INSERT INTO orders (customer, total) VALUES (1, 'much')")
        said = project.prod_fails("upgrade", ids[2])
        expect('invalid input syntax for type numeric: "much"' in said, said)
        equal(project.psql("SELECT total FROM orders"), ["much"])
        equal(project.at(), [ids[1]])


def test_a_wrong_password_is_said_and_never_shown():
    with Warehouse(models=stock.FIRST) as project:
        project.ok("revision", "-m", "first")
        with_url(project, project.server.url(project.database, "keeper:n0t_it"))
        for words in ["upgrade", "head"], ["current"], ["diff"], ["pull", "env:prod", "--out", "x"]:
            result = project.athanor("-e", "prod", *words)
            equal(result.code, 1, result)
            expect("password authentication failed for user" in result.err, result)
            expect("n0t_it" not in result.out + result.err, result)


def test_a_password_is_in_no_output_of_any_command():
    with Warehouse(models=stock.FIRST) as project:
        project.psql("GRANT ALL ON SCHEMA public TO keeper")
        address = project.server.url(project.database, f"keeper:{ENCODED}")
        with_url(project, address)
        said = ""
        for words in (["revision", "-m", "first"], ["upgrade", "head"], ["current", "-v"], ["diff"],
                      ["diff", "--format", "json"], ["pull", "env:prod", "--out", "pulled"],
                      ["pull", address, "--out", "again"], ["diff", "--from", address],
                      ["diff", "--from", address + "x"], ["diff", "--from", address[:-5] + "/nowhere"],
                      ["diff", "--from", address.replace("postgresql:", "postgresq:")],
                      ["diff", "--from", address + "&nonsense=1"], ["diff", "--from", address + "%zz"],
                      ["diff", "--from", address.replace("@/", "@[/")], ["downgrade", "base"]):
            result = project.athanor("-e", "prod", *words)
            said += f"{words[0]} {result}"
        for path in project.root.rglob("*"):
            if path.is_file() and path.name != "athanor.toml":
                said += path.read_text()
        for secret in PASSWORD, ENCODED, "s3same":
            expect(secret not in said, said)


def test_no_right_on_a_table_is_said_and_nothing_is_half_done():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[1])
        project.psql("GRANT ALL ON SCHEMA public TO guest; GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest;"
                     "GRANT ALL ON alembic_version TO guest")
        before = project.dump("-s")
        with_url(project, project.server.url(project.database, "guest"))
        said = project.prod_fails("upgrade", ids[2])
        expect("must be owner of" in said and "42501" in said, said)
        equal((project.at(), project.dump("-s")), ([ids[1]], before))


def test_no_right_to_the_version_table():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[0])
        with_url(project, project.server.url(project.database, "guest"))
        said = project.prod_fails("upgrade", "head")
        expect("permission denied for table alembic_version" in said, said)
        equal(project.at(), [ids[0]])


def test_a_database_that_only_reads_is_refused_with_the_reason():
    with Warehouse() as project:
        stock.history(project)
        project.psql(f"ALTER DATABASE {project.database} SET default_transaction_read_only = on")
        said = project.prod_fails("upgrade", "head")
        expect("this connection may only read" in said, said)
        equal(project.at(), [])


def test_a_replica_is_refused_with_the_reason_and_can_be_read():
    with Warehouse(models=stock.FIRST) as project:
        project.ok("revision", "-m", "first")
        project.prod("upgrade", "head")
        standby = project.server.standby()
        try:
            with_url(project, standby.url(project.database))
            said = project.prod_fails("downgrade", "base")
            expect("this server is a read-only replica" in said, said)
            equal(project.prod("diff", "--format", "sql"), "")
        finally:
            standby.remove()


def test_a_lock_that_somebody_holds_is_waited_for_a_while():
    with Warehouse() as project:
        ids = stock.history(project)
        project.prod("upgrade", ids[1])
        other = project.server.session(project.database, "BEGIN;\nLOCK TABLE customers;")
        impatient = {"PGOPTIONS": "-c lock_timeout=100"}
        process = start(project, "upgrade", ids[2], **impatient)
        said = process.communicate(timeout=60)[1]
        equal(process.returncode, 1, said)
        for part in "55P03", "tried 6 times", "waiting for locks that others hold (attempt 5 of 6)":
            expect(part in said, said)
        equal(project.at(), [ids[1]])
        process = start(project, "upgrade", ids[2], **impatient)
        time.sleep(1)
        other.stdin.write("ROLLBACK;\n")
        other.stdin.close()
        said = process.communicate(timeout=60)[1]
        equal(process.returncode, 0, said)
        other.wait()
        equal(project.at(), [ids[2]])


def test_an_online_plan_that_was_broken_off_is_gone_on_with():
    """What is left is an index that is not valid: the next run replaces it."""
    one = '[tables.t.columns]\nid = { type = "integer", primary_key = true }\nn = { type = "integer" }\n'
    two = one.replace('n = { type = "integer" }', 'n = { type = "integer", index = true }')
    with Warehouse(online=True) as project:
        project.revision("one", one)
        project.prod("upgrade", "head")
        project.psql("INSERT INTO t SELECT i, i FROM generate_series(1, 100) AS i")
        second = project.revision("two", two)
        expect("CREATE INDEX CONCURRENTLY" in second.read_text(), second.read_text())
        other = project.server.session(project.database, "BEGIN;\nUPDATE t SET n = 0 WHERE id = 1;")
        process = start(project, "upgrade", "head")
        wait_for(project, "SELECT 1 FROM pg_index WHERE NOT indisvalid")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        project.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                     "WHERE query LIKE 'CREATE INDEX CONCURRENTLY%'")
        other.stdin.write("ROLLBACK;\n")
        other.stdin.close()
        other.wait()
        equal(project.psql("SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass AND NOT indisprimary"),
              ["f"])
        project.prod("upgrade", "head")
        equal(project.psql("SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass AND NOT indisprimary"),
              ["t"])
        equal(project.prod("diff", "--exit-code", "--format", "sql"), "")
        equal(project.psql("SELECT to_regclass('athanor_progress')"), [""])
        project.prod("downgrade", "-1")
        equal(project.psql("SELECT count(*) FROM t"), ["100"])


def test_a_database_that_is_not_there():
    with Warehouse(models=stock.FIRST) as project:
        project.ok("revision", "-m", "first")
        with_url(project, project.server.url("nowhere"))
        said = project.prod_fails("upgrade", "head")
        expect('database "nowhere" does not exist' in said, said)


def test_a_server_that_is_not_there():
    with Warehouse(models=stock.FIRST) as project:
        project.ok("revision", "-m", "first")
        with_url(project, f"postgresql://postgres@/x?host={project.root}")
        said = project.prod_fails("upgrade", "head")
        expect("cannot connect" in said, said)


def test_protection_holds_on_postgresql():
    with Warehouse() as project:
        project.psql("CREATE TABLE results (id serial PRIMARY KEY, n integer); INSERT INTO results (n) VALUES (1), (2);")
        by_hand(project, "bad", None, ["DROP TABLE results"])
        said = project.prod_fails("upgrade", "head", code=3)
        expect("results" in said and "bad_x.py:9" in said, said)
        for text in "TRUNCATE results", "DELETE FROM results", "DROP SCHEMA public CASCADE", \
                    "ALTER TABLE results ADD COLUMN x integer", "DROP OWNED BY postgres", \
                    "DO $$ BEGIN EXECUTE 'DROP TABLE results'; END $$":
            by_hand(project, "bad", None, [text])
            result = project.athanor("-e", "prod", "upgrade", "head")
            expect(result.code in (1, 3), text, result)
            equal(project.psql("SELECT count(*) FROM results"), ["2"], text)


def test_the_cluster_is_private():
    equal(cluster().sql("postgres", "SHOW listen_addresses"), [""])
