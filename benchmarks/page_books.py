"""Books as large as the page will ever see: twenty consultations of many years, written straight into the tables.

Of the 5,000 mails of a consultation 400 are counted, about four of each municipality, 40 stand in review, and the
rest are what else comes into a mailbox: receipts, returns, automatic answers, and mail that concerns nobody.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Table, insert

from domain.deadline import Deadline
from domain.judgement import Judgement
from domain.kind import Kind
from domain.mailbox import SightingOutcome
from domain.message import State
from domain.review import ReviewReason
from storage.database import Database
from storage.judgements import describe_judgement, make_reply_rows, make_suggestion_rows
from storage.roster import load_roster
from storage.tables import attachments, extensions, messages, polls, replies, sightings, suggestions
from storage.values import dump_value
from tests.books import build_judgement, name_checksum, with_timeliness

CONSULTATIONS, MESSAGES = 20, 100_000
EACH = MESSAGES // CONSULTATIONS
POLLS = 100_000
"""A visit every five minutes to two mailboxes: half a year of it."""

NOW = datetime(2024, 10, 28, 7, 0, tzinfo=UTC)
MAILBOXES = ("MLAR", "FLJE")
EVERY, RUNS = timedelta(days=120), timedelta(days=110)
BATCH = 2000
_SHARES = (
    (400, State.COUNTED, Kind.RESPONSE),
    (440, State.REVIEW, Kind.RESPONSE),
    (600, State.SET_ASIDE, Kind.BOUNCE),
    (1000, State.SET_ASIDE, Kind.ACKNOWLEDGEMENT),
    (2500, State.SET_ASIDE, Kind.AUTO_REPLY),
    (EACH, State.SET_ASIDE, Kind.OTHER),
)
"""Until which number the mails of a consultation are of a state and a kind."""
_REASONS = (ReviewReason.UNVERIFIED_SENDER, ReviewReason.ATTACHMENT_UNREADABLE)
_CODES = [municipality.code for municipality in load_roster()]
_RANDOM = random.Random(2019)
_STEMS = ("kommun", "udvalg", "børn", "skol", "værdi", "bevar", "møde")
_ENDINGS = ("", "en", "er", "erne", "ens", "et", "ets", "ede", "ing", "ingen", "lig", "lige")
_WORDS = [f"{stem}{ending}" for stem in _STEMS for ending in _ENDINGS]

Row = dict[str, object]
Rows = dict[Table, list[Row]]


def write_config(folder: Path, database_url: str | None = None) -> Path:
    """Write the configuration of these books; return its path."""
    parts = ['[service]\ndata_dir = "data"', f'[database]\nurl = "{database_url}"' if database_url else ""]
    parts += [f'[[mailboxes]]\nname = "{name}"\naddress = "{name}@kl.example"' for name in MAILBOXES]
    for number in range(CONSULTATIONS):
        opens, deadline = list_days(number)
        parts.append(
            f'[[consultations]]\nid = "{name_consultation(number)}"\ntitle = "Høring nummer {number + 1}"\n'
            f'mailboxes = ["{_find_mailbox(number)}"]\nopens = {opens}\ndeadline = {deadline}'
        )
    path = folder / "config.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def name_consultation(number: int) -> str:
    """Return the id of a consultation; the last one is open now."""
    return f"hoering-{number + 1}"


def list_days(number: int) -> tuple[date, date]:
    """Return when a consultation opens, and its deadline."""
    deadline = NOW.date() + timedelta(days=4) - EVERY * (CONSULTATIONS - 1 - number)
    return deadline - RUNS, deadline


def fill(database: Database) -> None:
    """Write the books, as fast as the database takes rows."""
    for number in range(CONSULTATIONS):
        rows = _make_consultation(number)
        with database.writing() as connection:
            for table, values in rows.items():
                for start in range(0, len(values), BATCH):
                    connection.execute(insert(table), values[start : start + BATCH])
    with database.writing() as connection:
        for start in range(0, POLLS, BATCH):
            connection.execute(insert(polls), [_make_poll(start + one) for one in range(BATCH)])
        for name in ("messages", "sightings", "polls"):
            database.renumber(connection, name)
        if database.kind == "postgresql":
            # It does so by itself after a while; SQLite never does.
            connection.exec_driver_sql("ANALYZE")


def _make_consultation(number: int) -> Rows:
    rows: Rows = {messages: [], sightings: [], attachments: [], replies: [], suggestions: [], extensions: []}
    for position, judgement in enumerate(_list_judgements(number)):
        _add_message(rows, number * EACH + position + 1, judgement, mailbox=_find_mailbox(number))
    _, deadline = list_days(number)
    granted = {"consultation": name_consultation(number), "decided_by": "Mette", "decided_at": NOW, "reason": "bedt om"}
    rows[extensions] = [granted | {"municipality": code, "until": deadline + timedelta(days=14)} for code in _CODES[:5]]
    return rows


def _list_judgements(number: int) -> Iterator[Judgement]:
    opens, day = list_days(number)
    begin, deadline = datetime.combine(opens, time(9), UTC), Deadline(day)
    for position in range(EACH):
        state, kind = next((state, kind) for until, state, kind in _SHARES if position < until)
        # The last dozen of the 98 stay silent.
        code = _CODES[position * 37 % (len(_CODES) - 12)]
        came = begin + (RUNS + timedelta(days=3)) * (position * 61 % EACH / EACH)
        judgement = build_judgement(
            code,
            state=state,
            kind=kind,
            consultation=None if kind is Kind.OTHER else name_consultation(number),
            received_at=min(came, NOW),
            reasons=_REASONS if state is State.REVIEW else (),
        )
        yield with_timeliness(judgement, deadline.judge(came)) if state is State.COUNTED else judgement


def _add_message(rows: Rows, id: int, judgement: Judgement, *, mailbox: str) -> None:
    came, sha256 = judgement.clock.received_at, name_checksum(str(id))
    dumped = dump_value(judgement)
    rows[messages].append(
        {
            "id": id,
            "sha256": sha256,
            "size": 60_000,
            "mailbox": mailbox,
            "first_seen_at": came,
            "attempts": 1,
            "internal_date": came,
            "judged_at": came,
            "message_id": f"<{id}@kommune.example>",
            "content": sha256,
            "sender_name": "Kommunen",
            "sender_address": "post@kommune.example",
            "subject": f"Høringssvar {id}",
            "sent_at": came,
            "body": _write_text(60),
            "machine_judgement": dumped,
            **describe_judgement(judgement, dumped),
        }
    )
    place = {"mailbox": mailbox, "folder": "INBOX", "uid_validity": 1, "uid": id, "source": f"imap://{mailbox}/{id}"}
    seen = {"seen_at": came, "internal_date": came, "outcome": SightingOutcome.MAIL, "message": id, "attempts": 0}
    rows[sightings].append(place | seen)
    rows[replies] += make_reply_rows(id, judgement)
    rows[suggestions] += make_suggestion_rows(id, judgement)
    if judgement.state in {State.COUNTED, State.REVIEW}:
        rows[attachments].append(_make_attachment(id, sha256))


def _make_attachment(message: int, sha256: str) -> Row:
    file = {"filename": "svar.docx", "path": '["svar.docx"]', "media_type": "application/docx", "size": 50_000}
    read = {"verdict": "ok", "method": "docx", "notes": "[]", "text": _write_text(800)}
    return {"message": message, "position": 0, "sha256": sha256, **file, **read}


def _make_poll(number: int) -> Row:
    at = NOW - timedelta(minutes=5) * ((POLLS - number) // 2)
    figures = {"mails": 0, "repeats": 0, "gaps": 0, "error": None}
    return {"mailbox": MAILBOXES[number % 2], "started_at": at, "ended_at": at, **figures}


def _write_text(words: int) -> str:
    return " ".join(_RANDOM.choices(_WORDS, k=words)).capitalize() + "."


def _find_mailbox(number: int) -> str:
    return MAILBOXES[number % len(MAILBOXES)]


def list_consultations() -> Sequence[str]:
    """Return the ids of all consultations."""
    return [name_consultation(number) for number in range(CONSULTATIONS)]
