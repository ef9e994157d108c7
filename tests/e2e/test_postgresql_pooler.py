"""pgbouncer between athanor and the server: a pool in transaction mode cannot keep a lock."""
import shutil
import subprocess
import time

import stock
from cluster import as_server, new_folder
from harness import Skipped, equal, expect
from stock import Warehouse
from test_postgresql_failures import with_url

SETTINGS = '''
[databases]
* = host={server} user=postgres

[pgbouncer]
pool_mode = {mode}
unix_socket_dir = {folder}
listen_port = 6543
auth_type = any
logfile = {folder}/pgbouncer.log
default_pool_size = 5
ignore_startup_parameters = extra_float_digits, options
'''


class Pooler:
    def __init__(self, server, mode):
        program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
        if not program:
            raise Skipped("no pgbouncer")
        self.folder = new_folder()
        settings = self.folder / "pgbouncer.ini"
        settings.write_text(SETTINGS.format(server=server.folder, folder=self.folder, mode=mode))
        settings.chmod(0o644)
        self.process = subprocess.Popen([program, "-q", str(settings)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, **as_server())
        for _ in range(100):
            if (self.folder / ".s.PGSQL.6543").exists():
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "pgbouncer.log").read_text())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder}&port=6543"


def test_pools_by_the_transaction_or_statement_are_refused_with_the_reason():
    for mode in "transaction", "statement":
        with Warehouse() as project:
            stock.history(project)
            with Pooler(project.server, mode) as pooler:
                with_url(project, pooler.url(project.database))
                said = project.prod_fails("upgrade", "head")
                expect("a connection pooler in transaction or statement mode" in said, said)
            equal(project.at(), [])


def test_a_pool_by_the_session_works():
    with Warehouse() as project:
        ids = stock.history(project)
        with Pooler(project.server, "session") as pooler:
            with_url(project, pooler.url(project.database))
            project.prod("upgrade", "head")
            equal(project.at(), [ids[-1]])
