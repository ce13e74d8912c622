"""Fetching alone, nothing stored: ours beside the bare library, in one run, on the same mails.

`python -m benchmarks.fetching` prints ratios. Ours also lists sizes and arrival times first, leaves out what is too
old, and tells a stub from a mail; the bare loop knows what to fetch and does nothing with it.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date

from imapclient import IMAPClient

from domain.mailbox import RawMail
from intake.sources.imap import ImapSettings, ImapSource, Security
from tests.dovecot import PASSWORD, Dovecot, run_dovecot

MAILS = 10_000
MAIL_BYTES = 20_000
ROUNDS = 5
BATCH = 100


def measure() -> Iterator[str]:
    """Yield lines to print."""
    with run_dovecot() as server:
        yield from measure_fetching(server)


def measure_fetching(server: Dovecot) -> Iterator[str]:
    """Compare a first visit with a bare loop; the best of some rounds in turn, as the machine is shared."""
    server.fill_maildir("full", (make_mail(number) for number in range(MAILS)))
    count_bare(server, "full")  # Dovecot builds its index on the first reading
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_time(lambda: count_bare(server, "full")))
        ours.append(_time(lambda: count_ours(server, "full")))
    rate_bare, rate_ours = MAILS / min(bare), MAILS / min(ours)
    yield f"fetch {MAILS} mails of {MAIL_BYTES // 1000} KB, bare imapclient  {rate_bare:8.0f} mails/s"
    yield f"fetch {MAILS} mails of {MAIL_BYTES // 1000} KB, ImapSource       {rate_ours:8.0f} mails/s"
    yield f"    ratio {rate_ours / rate_bare:.2f} (at least 0.80)"


def count_bare(server: Dovecot, user: str) -> int:
    """Fetch everything in a plain loop over the library, with its debug off."""
    client = IMAPClient("127.0.0.1", server.port, ssl=False, timeout=60)
    client._imap.debug = 0  # noqa: SLF001 - else it is the slower by half
    client.login(user, PASSWORD)
    client.select_folder("INBOX", readonly=True)
    uids = client.search("ALL")
    count = 0
    for start in range(0, len(uids), BATCH):
        for items in client.fetch(uids[start : start + BATCH], ["INTERNALDATE", "BODY.PEEK[]"]).values():
            count += len(items[b"BODY[]"]) > 0
    client.logout()
    return count


def count_ours(server: Dovecot, user: str) -> int:
    """Fetch everything as a first visit does."""
    count = 0
    for item in make_source(server, user).fetch_new({}, []):
        if isinstance(item, RawMail):
            count += sum(map(len, item.chunks)) > 0
    return count


def make_source(server: Dovecot, user: str, *, since: date | None = date(2000, 1, 1)) -> ImapSource:
    """Return a source for a user of the test server."""
    return ImapSource(
        ImapSettings(
            mailbox="FLJE", host="127.0.0.1", port=server.port, username=user, security=Security.NONE, since=since
        ),
        PASSWORD,
    )


def make_mail(number: int, *, size: int = MAIL_BYTES) -> bytes:
    """Return a mail of about that many bytes."""
    head = f"From: anna@aarhus.dk\r\nSubject: Svar {number}\r\nMessage-ID: <{number}@aarhus.dk>\r\n\r\n".encode()
    return head + (b"x" * 74 + b"\r\n") * ((size - len(head)) // 76)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in measure():
        print(line, flush=True)
