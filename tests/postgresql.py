"""A private PostgreSQL on 127.0.0.1, for tests: started here, and ended here by its process id."""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

USER = "kommunesvar"
START_SECONDS = 30.0


@dataclass
class Postgresql:
    """A running server."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def create_database(self) -> str:
        """Make an empty database; return its URL."""
        name = f"trial{next(self.numbers)}"
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def conninfo(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={USER} dbname={name}"


def empty_database(url: str, tables: Iterable[str]) -> None:
    """Remove all rows, and number new ones from 1."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")


@contextlib.contextmanager
def run_postgresql(programs: Path) -> Iterator[Postgresql]:
    """Start a server with a cluster of its own from these programs; end it and remove the cluster."""
    # Not in pytest's own folder: the server refuses to run as root, and its user may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = _find_unprivileged_user()
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        with _start(programs, folder, user) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _start(programs: Path, folder: Path, user: str | None) -> Iterator[Postgresql]:
    cluster = folder / "cluster"
    options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    _run([str(programs / "initdb"), f"--pgdata={cluster}", *options], folder, user).wait()
    port = _find_free_port()
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off"]
    arguments = [part for setting in settings for part in ("-c", setting)]
    process = _run([str(programs / "postgres"), "-D", str(cluster), *arguments], folder, user)
    try:
        server = Postgresql(port)
        _wait_until_ready(server, process, folder)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # 'fast shutdown': sessions are ended, not waited for
        process.wait(timeout=30)


def _run(command: list[str], folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    rights = {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **rights)  # type: ignore[call-overload, no-any-return]  # rights hold three keywords


def _find_unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: Postgresql, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(server.conninfo("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return
