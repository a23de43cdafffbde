"""A PostgreSQL server of the tests' own; it ends with the process that asked for it."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from kxdesk.system.server_address import ServerAddress
from tests.conftest import program_path

USER, PASSWORD = "kxdesk", "ひみつ p@ss/word"


class Server:
    """A running cluster. Its names are sorted as Japanese people sort, unlike a file's: by ICU."""

    def __init__(self, *, safe: bool = False) -> None:
        """With `safe` it waits for the disk as a server in use does; tests have no time for that."""
        self._quick = [] if safe else ["-F", "-c", "full_page_writes=off"]
        self.folder = Path(tempfile.mkdtemp(prefix="kxdesk-pg-"))
        self.port = _free_port()
        self._numbers = itertools.count(1)
        self._as_user = _as_user(self.folder)
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        password.chmod(0o644)
        self._run(
            "initdb", "--no-sync", "-D", str(self.folder / "data"), "-U", USER, "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ja-JP",
            "--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={password}",
        )  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        options = [
            "-D", str(self.folder / "data"), "-p", str(self.port), "-k", str(self.folder), "-h", "127.0.0.1",
            "-c", "max_connections=60", "-c", "autovacuum=off", "-c", "lc_messages=C",
        ]  # fmt: skip
        command = [*self._as_user, str(program_path("postgres")), *options, *self._quick]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        limit = time.monotonic() + 30
        while True:
            try:
                self.admin().close()
            except psycopg.OperationalError:
                assert time.monotonic() < limit, (self.folder / "log").read_text()
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """At once, as in a power cut; `start` brings it back."""
        assert self._process is not None
        self._process.send_signal(3)  # SIGQUIT: all sessions end, nothing is written any more
        self._process.wait(30)

    def remove(self) -> None:
        self.stop()
        # Tens of thousands of files; nobody waits for that.
        os.spawnlp(os.P_NOWAIT, "rm", "rm", "-rf", str(self.folder))

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), port=self.port, user=USER, dbname=database, autocommit=True
        )

    def database(self, template: ServerAddress | None = None) -> ServerAddress:
        """A new database, empty or a copy of another that nobody has open."""
        name = f"desk{next(self._numbers)}"
        with self.admin() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template.name if template else 'template1'}")  # type: ignore[call-overload]
        return self.address(name)

    def address(self, database: str) -> ServerAddress:
        return ServerAddress(f"postgresql+psycopg://{USER}@/{database}?host={self.folder}&port={self.port}")

    def by_network(self, database: str, port: int | None = None) -> ServerAddress:
        return ServerAddress(f"postgresql+psycopg://{USER}@127.0.0.1:{port or self.port}/{database}")

    def end_sessions(self, database: str) -> int:
        """As an administrator or a restart ends them; how many there were."""
        statement = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND application_name = 'kxdesk'"
        )
        with self.admin() as admin:
            return len(admin.execute(statement, (database,)).fetchall())

    def end_one(self, database: str, chance: random.Random) -> int:
        """Any one session, as in `end_sessions`; 0 where there is none."""
        with self.admin() as admin:
            found = admin.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name = 'kxdesk'",
                (database,),
            ).fetchall()
            if not found:
                return 0
            admin.execute("SELECT pg_terminate_backend(%s)", chance.choice(found))
            return 1

    def _run(self, program: str, *options: str) -> None:
        path = program_path(program)
        assert path is not None
        done = subprocess.run(
            [*self._as_user, path, *options], check=False, capture_output=True, text=True, cwd=self.folder
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _as_user(folder: Path) -> list[str]:
    """The server refuses to run as root; wherever setpriv is, it also ends with us."""
    folder.chmod(0o755)
    setpriv = shutil.which("setpriv")
    dies = [setpriv, "--pdeathsig", "QUIT"] if setpriv else []
    if os.geteuid() != 0:
        return dies
    shutil.chown(folder, "postgres", "postgres")
    return [*dies, "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
