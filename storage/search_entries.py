"""What the search knows of a message: its words, and what the hits can be narrowed down by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, select

from domain.kind import Kind
from domain.message import State, Verdict
from domain.search import SearchQuery
from domain.search_words import fold
from storage.columns import AnyRow
from storage.tables import attachments, messages, replies, suggestions

IDS_BITS = 30
FARTHEST = 2**32
"""Seconds from 1970 both ways: a mail that claims to be older or newer is taken to be as old or new as that."""

BREAK = " \ue000 "
"""Stands between texts, so that no phrase reaches from one into the next: nobody can search for it."""

EVERYTHING = "any"

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_MESSAGES = select(
    messages.c.id,
    messages.c.subject,
    messages.c.sender_name,
    messages.c.sender_address,
    messages.c.body,
    messages.c.consultation,
    messages.c.state,
    messages.c.kind,
    messages.c.received_at,
    messages.c.first_seen_at,
).where(messages.c.id.in_(_IDS))
FILES = (
    select(attachments.c.message, attachments.c.filename, attachments.c.text)
    .where(attachments.c.message.in_(_IDS), attachments.c.verdict != Verdict.INLINE)
    .order_by(attachments.c.message, attachments.c.position)
)
_REPLIES = select(replies.c.message, replies.c.municipality).where(replies.c.message.in_(_IDS))
_SUGGESTIONS = select(suggestions.c.message, suggestions.c.municipality).where(
    suggestions.c.message.in_(_IDS), suggestions.c.position == 0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message for the index: all texts are folded."""

    number: int
    message: int
    subject: str
    sender: str
    body: str
    files: str
    facets: tuple[str, ...]


def name_entry(moment: datetime, message: int = 0) -> int:
    """Return under which number the index knows a message: later ones have higher numbers."""
    seconds = max(-FARTHEST, min(FARTHEST - 1, int(moment.timestamp() // 1)))
    return (seconds << IDS_BITS) + message


def find_message(entry: int) -> int:
    """Return which message has this number in the index."""
    return entry & ((1 << IDS_BITS) - 1)


def load_entries(connection: Connection, ids: Sequence[int]) -> list[Entry]:
    """Return what there is to index of these messages, oldest first: so FTS5 takes it in at its quickest."""
    chosen = {"ids": ids}
    files: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(FILES, chosen):
        files[row.message] += (row.filename, row.text)
    whose = load_municipalities(connection, ids)
    rows = connection.execute(_MESSAGES, chosen)
    entries = (_make_entry(row, files[row.id], whose.get(row.id, ())) for row in rows)
    return sorted(entries, key=lambda entry: entry.number)


def load_municipalities(connection: Connection, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Return whose reply each message is; of one not counted, whose it may best be."""
    suggested = {row.message: (row.municipality,) for row in connection.execute(_SUGGESTIONS, {"ids": ids})}
    counted: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in connection.execute(_REPLIES, {"ids": ids}):
        counted[row.message] += (row.municipality,)
    return suggested | counted


def _make_entry(row: AnyRow, files: Iterable[str], municipalities: Iterable[str]) -> Entry:
    about = SearchQuery(text="", consultation=row.consultation, state=State(row.state), kind=Kind(row.kind or "other"))
    return Entry(
        number=name_entry(row.received_at or row.first_seen_at, row.id),
        message=row.id,
        subject=fold(row.subject),
        sender=fold(f"{row.sender_name} {row.sender_address}"),
        body=fold(row.body),
        files=BREAK.join(map(fold, files)),
        facets=(EVERYTHING, *list_facets(about), *map(_name_municipality, municipalities)),
    )


def list_facets(query: SearchQuery) -> Iterator[str]:
    """Yield what an entry must have to be of this consultation, state, kind and municipality: letters and digits."""
    if query.consultation is not None:
        yield f"consultation{query.consultation.encode('utf-8', 'backslashreplace').hex()}"
    if query.state is not None:
        yield f"state{query.state.replace('_', '')}"
    if query.kind is not None:
        yield f"kind{query.kind.replace('_', '')}"
    if query.municipality is not None:
        yield _name_municipality(query.municipality)


def _name_municipality(code: str) -> str:
    return f"municipality{code.encode('utf-8', 'backslashreplace').hex()}"
