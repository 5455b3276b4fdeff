"""A PostgreSQL server of the tests' own: made in a folder of its own, on a port of its own, gone when they are done."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.browser.server import free_port

USER = "journal"
SECONDS_TO_START = 60
# Nothing the tests keep has to survive a power cut, so the server need not wait for the disk.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=60")


# Whatever tests have made in a database, and the one schema that a new one has, as PostgreSQL itself makes it.
_OWN_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
_NEW_SCHEMA = "CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC"
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 15000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True)
class PostgresServer:
    """Where a running server answers, and the password of its one user."""

    port: int
    password: str
    _empty: list[str] = field(default_factory=list, repr=False)

    def address(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a database with nothing in it.

        Afterwards it is emptied, whoever is still connected, and given again: to make one, and to connect to it for the
        first time, takes longer than all that most tests do in it.
        """
        name = self._empty.pop() if self._empty else self._made()
        yield self.address(name)
        self._cleared(name)
        self._empty.append(name)

    def _made(self) -> str:
        name = f"test_{secrets.token_hex(8)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def _cleared(self, name: str) -> None:
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            if not all(ended for (ended,) in connection.execute(_END_OTHERS)):
                raise RuntimeError(f"a connection to {name} could not be ended")
            for (schema,) in connection.execute(_OWN_SCHEMAS).fetchall():
                connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
            connection.execute(_NEW_SCHEMA)


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest where there are several; None where there is none."""
    kept = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found = shutil.which("initdb")
    on_path = [Path(found).resolve().parent] if found else []
    every = [each for each in kept + on_path if (each / "postgres").is_file()]
    return max(every, key=lambda each: (each.parent.name.isdigit() and int(each.parent.name), str(each)), default=None)


@contextmanager
def postgres_running() -> Iterator[PostgresServer]:
    """A server until the block ends; RuntimeError with its messages if it does not start."""
    where = programs()
    if where is None:
        raise RuntimeError("no PostgreSQL server programs on this machine")
    # Not in pytest's own folder: the account that runs the server may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="journal-"))
    password = secrets.token_urlsafe(12)
    try:
        _make_cluster(where, folder, password)
        process, port = _start(where, folder)
        try:
            yield PostgresServer(port, password)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> dict[str, object]:
    """The account to run the server as: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    names = {each.pw_name: each for each in pwd.getpwall()}
    found = names.get("postgres") or names["nobody"]
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _make_cluster(where: Path, folder: Path, password: str) -> None:
    account = _account()
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    if account:
        for path in (folder, secret):
            os.chown(path, account["user"], account["group"])
    command = [where / "initdb", "--pgdata", folder / "data", "--username", USER, "--pwfile", secret, "--no-sync"]
    command += ["--encoding=UTF8", "--locale=C", "--auth-local=reject", "--auth-host=scram-sha-256"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **account)
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


def _start(where: Path, folder: Path, *, tries: int = 3) -> tuple[subprocess.Popen, int]:
    log = folder / "log.txt"
    for _ in range(tries):
        port = free_port()
        command = [where / "postgres", "-D", folder / "data", "-p", str(port), "-h", "127.0.0.1", "-k", ""]
        command += [word for each in _SETTINGS for word in ("-c", each)]
        with log.open("w", encoding="utf-8") as messages:
            process = subprocess.Popen(
                command, cwd=folder, stdout=messages, stderr=messages, start_new_session=True, **_account()
            )
        if _ready(process, port, folder):
            return process, port
        _stop(process)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _ready(process: subprocess.Popen, port: int, folder: Path) -> bool:
    password = (folder / "password").read_text(encoding="utf-8")
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(PostgresServer(port, password).address("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def _stop(process: subprocess.Popen) -> None:
    """End the server whatever is still connected: politely, then not."""
    for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(each)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            continue
