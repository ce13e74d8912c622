"""The weekly digest of 98 municipalities and 1,000 messages: words and figures, then all of it, and its bytes.

Run by itself: ``python -m benchmarks.digest``.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, time_in_turn
from domain.digest import Digest
from domain.kind import Kind
from domain.message import State
from domain.review import ReviewReason
from notifier.digest import DigestDraft, address_digest, describe_digest, draft_digest
from notifier.digest_map import MapPicture
from notifier.figures.regions import draw_region_bars
from notifier.figures.tiles import draw_tile_map
from notifier.gather import DigestBooks, gather_digest
from notifier.rendering import render_parts
from storage.database import Database, open_database
from storage.facts import SqlFacts
from storage.messages import SqlMessages
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.roster import load_roster
from storage.sightings import SqlSightings
from tests.books import build_judgement, build_stored, record_judgement
from tests.builders import build_attachment, build_consultation, build_mail

MESSAGES = 1000
ROUNDS = 7
WORDS_WITHIN, ALL_WITHIN, BYTES_WITHIN = 0.1, 1.0, 150_000
MONDAY = datetime(2019, 10, 28, 7, 0, tzinfo=UTC)
CONSULTATION = build_consultation()
LETTER = (
    "Udvalget for Børn og Unge har drøftet de kommunale kerneværdier på sit møde og fremsender hermed sit svar. " * 40
)
_PICTURE = MapPicture(address="cid:map@kommunesvar.invalid", told="Kort over de 98 kommuner", width=592)
_SHARES = (
    (0.15, State.COUNTED, Kind.RESPONSE),
    (0.20, State.REVIEW, Kind.OTHER),
    (0.25, State.SET_ASIDE, Kind.BOUNCE),
    (1.00, State.SET_ASIDE, Kind.AUTO_REPLY),
)
"""Until which share of the messages they are of a state and a kind: the 98, their supplements, and what else comes."""


def measure() -> Sequence[Figure]:
    """Compose the digest from books with a thousand messages."""
    with tempfile.TemporaryDirectory() as folder, open_books(Path(folder)) as database:
        fill(database)
        gathered = gather(database)
        words, everything = time_in_turn(ROUNDS, lambda: compose_words(gathered), lambda: compose_all(gathered))
        (loading,) = time_in_turn(ROUNDS, lambda: gather(database))
    without = count_bytes(draft_digest(gathered, "https://hoering.kl.dk"))
    return (
        _time("digest: figures, text and HTML", words, WORDS_WITHIN),
        _time("digest: with picture and workbook", everything, ALL_WITHIN),
        _time(f"digest: gathered from the books of {MESSAGES:,} messages", loading, ALL_WITHIN),
        Figure(
            what="digest: bytes without the workbook",
            ours=f"{without:,}",
            against="",
            asked=f"under {BYTES_WITHIN:,}",
            reached=without < BYTES_WITHIN,
        ),
    )


@contextmanager
def open_books(folder: Path) -> Iterator[Database]:
    """Open empty books in a folder."""
    database = open_database(f"sqlite:///{folder / 'books.db'}")
    try:
        yield database
    finally:
        database.close()


def fill(database: Database) -> None:
    """Write a thousand messages into the books, as a consultation's mailbox holds them."""
    sightings, messages = SqlSightings(database), SqlMessages(database)
    codes = [municipality.code for municipality in load_roster()]
    sightings.record("FLJE", [build_stored(uid) for uid in range(1, MESSAGES + 1)], None, MONDAY)
    for number, claimed in enumerate(messages.list_all()):
        share = number / MESSAGES
        state, kind = next((state, kind) for until, state, kind in _SHARES if share < until)
        came = MONDAY - timedelta(minutes=17 * number + 1)
        judgement = build_judgement(
            codes[number * 37 % len(codes)],
            state=state,
            kind=kind,
            received_at=came,
            reasons=(ReviewReason.UNKNOWN_SENDER, ReviewReason.UNCLEAR_KIND) if state is State.REVIEW else (),
        )
        mail = build_mail(f"Sag {number}. {LETTER}", build_attachment("svar.docx", LETTER * 3))
        record_judgement(messages, claimed.id, judgement, mail)


def gather(database: Database) -> Digest:
    """Gather what the digest says."""
    return gather_digest(
        CONSULTATION,
        as_of=MONDAY,
        period="2019-W44",
        books=DigestBooks(
            roster=load_roster(),
            facts=SqlFacts(database),
            sightings=SqlSightings(database),
            outbox=SqlOutbox(database),
            notices=SqlNotices(database),
        ),
    )


def compose_words(digest: Digest) -> None:
    """Compose the figures as SVG, the text and the HTML."""
    draw_tile_map(digest.standings)
    draw_region_bars(digest.standings)
    render_parts("digest", describe_digest(digest, "https://hoering.kl.dk", _PICTURE))


def compose_all(digest: Digest) -> None:
    """Compose the mail as it is sent."""
    address(draft_digest(digest, "https://hoering.kl.dk"))


def address(draft: DigestDraft) -> bytes:
    """Return the mail's bytes."""
    return address_digest(draft, sender="hoering@kl.example", recipient="sekretariat@kl.example").content


def count_bytes(draft: DigestDraft) -> int:
    """Return how many bytes the mail has without its workbook."""
    return len(address(replace(draft, files=tuple(file for file in draft.files if file.content_id))))


def _time(what: str, seconds: Sequence[float], within: float) -> Figure:
    taken = median(seconds)
    return Figure(
        what=what,
        ours=f"{taken * 1000:.0f} ms",
        against="",
        asked=f"under {within * 1000:.0f} ms",
        reached=taken < within,
    )


if __name__ == "__main__":
    for figure in measure():
        print(figure)
