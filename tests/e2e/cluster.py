"""A PostgreSQL server of the tests' own, in a temporary folder, with no port: its socket leads to it.

Only the standard library, and the server's own programs. It is started by the first test that asks
for it, as the user `postgres` when we are root, stopped at the end, and stopped by the kernel when
the tests are killed.
"""
import atexit
import ctypes
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

from harness import Skipped, clean_environment, expect

PASSWORD = "op:en/s3same%"
ENCODED = "op%3Aen%2Fs3same%25"


def programs():
    """The folder of the newest server's programs; None without one."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if found:
        return pathlib.Path(found[-1])
    initdb = shutil.which("initdb")
    return pathlib.Path(initdb).parent if initdb else None


def server_user():
    """Whose the server is: it refuses to be root's."""
    return pwd.getpwnam("postgres") if os.getuid() == 0 else None


def as_server(**options):
    """Options of subprocess that make the program the server's user's, and let it end with us."""
    user = server_user()
    if user:
        options.update(user=user.pw_uid, group=user.pw_gid, extra_groups=[])
    libc = ctypes.CDLL(None)
    options.update(preexec_fn=lambda: libc.prctl(1, signal.SIGQUIT), cwd="/")
    return options


def new_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="athanor_pg_"))
    if user := server_user():
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o777)
    return folder


class Server:
    """One server over a data folder that is there."""

    def __init__(self, folder):
        self.folder, self.process = folder, None

    def run(self, *command, **options):
        with open(self.folder / "programs.log", "ab") as log:
            done = subprocess.run([str(programs() / command[0]), *command[1:]], stdout=log,
                                  stderr=log, **as_server(**options))
        expect(done.returncode == 0, command, (self.folder / "programs.log").read_text())

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [str(programs() / "postgres"), "-D", str(self.folder / "data"), "-k",
                 str(self.folder), "-c", "listen_addresses=", "-c", "fsync=off"],
                stdout=log, stderr=log, **as_server())
        for _ in range(300):
            if self.psql("postgres", "SELECT 1").returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text())

    def stop_at_once(self):
        """As `pg_ctl stop -m immediate`: nobody is told, nothing is written."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
            self.process = None

    def remove(self):
        self.stop_at_once()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database, who="postgres"):
        return f"postgresql://{who}@/{database}?host={self.folder}"

    def command(self, program, database, *words):
        return [str(programs() / program), "-h", str(self.folder), "-U", "postgres", "-d", database,
                *words]

    def psql(self, database, script):
        return subprocess.run(self.command("psql", database, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", "-"),
                              input=script, capture_output=True, text=True, env=clean_environment())

    def sql(self, database, script):
        """Runs a script, which must succeed; returns the rows, one a line, values between bars."""
        done = self.psql(database, script)
        expect(done.returncode == 0, script, done.stderr)
        return done.stdout.splitlines()

    def dump(self, database, *words):
        """What pg_dump prints, without what differs by the run alone."""
        done = subprocess.run(self.command("pg_dump", database, "--no-owner", *words),
                              capture_output=True, text=True, env=clean_environment())
        expect(done.returncode == 0, done.stderr)
        return "\n".join(line for line in done.stdout.splitlines()
                         if not line.startswith(("\\restrict", "\\unrestrict", "-- Dumped")))

    def session(self, database, script):
        """A session of somebody else's that runs a script meanwhile."""
        process = subprocess.Popen(self.command("psql", database, "-XqAt", "-v", "ON_ERROR_STOP=1"),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env=clean_environment())
        process.stdin.write(script + "\n\\echo ready\n")
        process.stdin.flush()
        while (line := process.stdout.readline()) not in ("ready\n", ""):
            continue
        expect(line, "the other session ended early")
        return process


class Cluster(Server):
    """The tests' own server, new."""

    def __init__(self):
        super().__init__(new_folder())
        atexit.register(self.remove)
        self.run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres", "-E",
                 "UTF8", "--locale=C.UTF-8", "--no-sync")
        rules = self.folder / "data/pg_hba.conf"
        rules.write_text("local all keeper scram-sha-256\n" + rules.read_text())
        self.start()
        self.sql("postgres", f"CREATE ROLE keeper LOGIN PASSWORD '{PASSWORD}'; "
                             "CREATE ROLE guest LOGIN;")

    def standby(self):
        """A read-only replica of it, started."""
        other = Server(new_folder())
        self.run("pg_basebackup", "-h", str(self.folder), "-U", "postgres", "-D",
                 str(other.folder / "data"), "-R", "--checkpoint=fast", "--no-sync")
        other.start()
        return other


_cluster = None


def cluster():
    """The one server of this run of the tests."""
    global _cluster
    if not programs():
        raise Skipped("no PostgreSQL server")
    if _cluster is None:
        _cluster = Cluster()
    return _cluster
