"""A PostgreSQL of the test's own, from Debian's package, on a free port of 127.0.0.1."""

import pathlib
import shutil
import subprocess
import tempfile

from cloud import free_port

BINARIES = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1:]


class Postgres:
    """The server refuses to run as root, so it runs as the user of the package, in a folder of that user."""

    def __init__(self):
        self.data = tempfile.mkdtemp(prefix="nephele-postgres-")
        shutil.chown(self.data, "postgres", "postgres")
        self.port = free_port()
        self.url = f"postgresql://nephele@127.0.0.1:{self.port}/postgres"

    def start(self):
        self.run("initdb", "-U", "nephele", "-A", "trust", "--no-sync")
        self.run("pg_ctl", "-w", "-l", f"{self.data}/log", "start",
                 "-o", f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.data} -c max_connections=200")
        return self

    def stop(self):
        self.run("pg_ctl", "-w", "-m", "fast", "stop")
        shutil.rmtree(self.data)

    def run(self, program, *arguments):
        done = subprocess.run(
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
             str(BINARIES[0] / program), "-D", self.data, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
            cwd="/")
        assert done.returncode == 0, done.stdout
