"""The overview with 20 consultations and 100,000 messages, on SQLite and on PostgreSQL: time to answer, and weight.

Asked for in this process, by a signed-in account, through everything that a browser's request passes. What is told
is the 95th percentile over all consultations, each of them asked for the first time among it; these first times,
in which all letters are compared, are told by themselves as well. So is a load after something was written.

Run by itself: ``python -m benchmarks.overview``.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from benchmarks.figure import Figure
from benchmarks.page_books import CONSULTATIONS, NOW, fill, list_consultations, write_config
from domain.account import INVITED_FOR, AccountRole, Identity, Invitation, NewAccount
from domain.mailbox import Poll
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from storage.database import open_database
from tests.postgresql import run_postgresql
from tests.web.client import Client, open_client

ROUNDS = 25
WITHIN = 0.050
WITHIN_ANEW = 0.100
BYTES_WITHIN = 150_000


def measure() -> Sequence[Figure]:
    """Ask for the overview of every consultation, time after time."""
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as folder:
        figures = [*measure_database("SQLite", Path(folder), None)]
    if (initdb := find_initdb()) is None:
        raise RuntimeError("PostgreSQL's initdb is not to be found.")
    with tempfile.TemporaryDirectory() as folder, run_postgresql(initdb.parent) as server:
        return [*figures, *measure_database("PostgreSQL", Path(folder), server.create_database())]


def find_initdb() -> Path | None:
    """Find the program that makes a cluster, where Debian puts it or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1] if found else (Path(path) if (path := shutil.which("initdb")) else None)


def measure_database(name: str, folder: Path, url: str | None) -> Iterator[Figure]:
    """Measure on one database."""
    with open_page(folder, url) as (client, program):
        seconds, busy, weight = time_page(client)
        after = time_after_writing(client, program)
    p95, first = quantiles(seconds, n=20)[-1], seconds[:CONSULTATIONS]
    yield Figure(
        what=f"overview on {name}, 95th percentile",
        ours=f"{p95 * 1000:.0f} ms (median {median(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms)",
        against=f"of it our processor's time: {quantiles(busy, n=20)[-1] * 1000:.0f} ms",
        asked=f"under {WITHIN * 1000:.0f} ms",
        reached=p95 < WITHIN,
    )
    yield Figure(
        what=f"overview on {name}, after a writing",
        ours=f"{median(after) * 1000:.0f} ms (slowest {max(after) * 1000:.0f} ms)",
        against=f"a consultation's first load: {median(first) * 1000:.0f} ms",
        asked=f"under {WITHIN_ANEW * 1000:.0f} ms",
        reached=median(after) < WITHIN_ANEW,
    )
    yield Figure(
        what=f"overview on {name}, bytes of the page",
        ours=f"{weight:,}",
        against="",
        asked=f"under {BYTES_WITHIN:,}",
        reached=weight < BYTES_WITHIN,
    )


@contextmanager
def open_page(folder: Path, url: str | None) -> Iterator[tuple[Client, Program]]:
    """Fill books in a folder, or in the database of this URL, and open their page for a reader."""
    config = Invocation(write_config(folder, url)).load_config()
    config.service.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_database(config.database_url)
    fill(database)
    database.close()
    with open_program(config, clock=lambda: NOW) as program:
        yield make_client(program), program


def make_client(program: Program) -> Client:
    """Return a browser of somebody who is signed in."""
    program.accounts.invite("key", Invitation(role=AccountRole.READER, by="bench", expires_at=NOW + INVITED_FOR), NOW)
    new = NewAccount(identity=Identity.local("reader"), name="Lise", role=AccountRole.READER, password_hash=None)
    return open_client(program, program.accounts.accept("key", new, NOW))


def time_page(client: Client) -> tuple[list[float], list[float], int]:
    """Return how long each answer took, how long the processor worked on it, and the weight of the heaviest page."""
    seconds, busy, weight = list[float](), list[float](), 0
    for _ in range(ROUNDS):
        for consultation in list_consultations():
            begin, begin_busy = time.perf_counter(), time.process_time()
            page = client.get(f"/hoeringer/{consultation}")
            seconds.append(time.perf_counter() - begin)
            busy.append(time.process_time() - begin_busy)
            if page.status != 200:
                raise RuntimeError(f"the overview of {consultation} answered {page.status}")
            weight = max(weight, len(page.response.content))
    return seconds, busy, weight


def time_after_writing(client: Client, program: Program) -> list[float]:
    """Return how long each answer took when a mailbox had just been visited, so that nothing kept would do."""
    seconds = list[float]()
    for consultation in list_consultations():
        visit = Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW, mails=0, repeats=0, gaps=0)
        program.sightings.record_poll(visit)
        begin = time.perf_counter()
        client.get(f"/hoeringer/{consultation}")
        seconds.append(time.perf_counter() - begin)
    return seconds


if __name__ == "__main__":
    for figure in measure():
        print(figure)
