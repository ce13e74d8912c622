"""The mails that a search has found, as people see them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select

from domain.kind import Kind
from domain.message import Sender, State
from domain.search import Hit, Place, Term, list_wanted
from domain.search_passages import Highlighter, cut_beginning
from storage.columns import AnyRow
from storage.search_entries import FILES, load_municipalities
from storage.tables import messages

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_SHOWN = select(
    messages.c.id,
    messages.c.mailbox,
    messages.c.sender_name,
    messages.c.sender_address,
    messages.c.subject,
    messages.c.body,
    messages.c.received_at,
    messages.c.first_seen_at,
    messages.c.consultation,
    messages.c.state,
    messages.c.kind,
).where(messages.c.id.in_(_IDS))


def load_hits(connection: Connection, ids: Sequence[int], terms: Sequence[Term]) -> tuple[Hit, ...]:
    """Return these messages in this order, and in each where the terms were found."""
    highlighter = Highlighter(list_wanted(terms))
    files: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(FILES, {"ids": ids}):
        files[row.message].append((row.filename, row.text))
    whose = load_municipalities(connection, ids)
    hits = {
        row.id: _make_hit(row, files[row.id], whose.get(row.id, ()), highlighter)
        for row in connection.execute(_SHOWN, {"ids": ids})
    }
    return tuple(hits[message] for message in ids if message in hits)


def _make_hit(
    row: AnyRow, files: Sequence[tuple[str, str]], municipalities: tuple[str, ...], highlighter: Highlighter
) -> Hit:
    subject = highlighter.mark(row.subject)
    sender = highlighter.mark(str(Sender(row.sender_name, row.sender_address)))
    passages, places = highlighter.find_passages(row.body, files)
    in_head = {Place.SUBJECT: subject, Place.SENDER: sender}
    return Hit(
        message=row.id,
        subject=subject,
        sender=sender,
        mailbox=row.mailbox,
        received_at=row.received_at,
        first_seen_at=row.first_seen_at,
        consultation=row.consultation,
        state=State(row.state),
        kind=Kind(row.kind or Kind.OTHER),
        municipalities=municipalities,
        places=(*(place for place, marked in in_head.items() if marked.spans), *places),
        passages=passages or (cut_beginning(row.body),),
    )
