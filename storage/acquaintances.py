"""Whom we know, from what the books tell: the decisions in force, and the mails that we sent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from domain.acquaintances import Acquaintances, KnownSender, OwnMail
from domain.message import State
from domain.municipality import Roster
from domain.review import Decision
from storage.columns import AnyRow
from storage.contacts import list_addresses
from storage.tables import decisions, letters, messages, outbox
from storage.values import parse_value

_DECIDED = (
    select(messages.c.sender_address, messages.c.message_id, decisions.c.message, decisions.c.decision)
    .join(messages, messages.c.id == decisions.c.message)
    .where(decisions.c.undone_at.is_(None), messages.c.sender_address != "")
    .order_by(decisions.c.id)
)
_SENT = (
    select(outbox.c.message_id, outbox.c.recipient, outbox.c.consultation, letters.c.municipality)
    .join(letters, letters.c.outbox == outbox.c.id, isouter=True)
    .where(outbox.c.kind.not_in(["digest", "proposal", "alarm"]))
)
"""Mails that ask for an answer; a digest, a proposal or an alarm asks for none, whoever reads it."""


def load_acquaintances(connection: Connection, roster: Roster) -> Acquaintances:
    """Return whom we know as of the transaction: what a person takes back is not known any more."""
    return Acquaintances(
        known_senders=_find_known_senders(connection.execute(_DECIDED)),
        own_mails=dict(_list_own_mails(connection.execute(_SENT), roster)),
        contacts=_group_contacts(list_addresses(connection)),
    )


def _find_known_senders(rows: Iterable[AnyRow]) -> Mapping[str, KnownSender]:
    """Return the addresses behind which people have always found the same municipality, by its last decision."""
    latest: dict[tuple[str, int], KnownSender] = {}
    for row in rows:
        decision = parse_value(Decision, row.decision)
        known = _find_known(decision, row.message_id)
        if known is not None:
            latest[row.sender_address.lower(), row.message] = known
        elif decision.settles_reply:
            # Of several decisions on one mail the last holds: a joint reply, or none at all, teaches nothing.
            latest.pop((row.sender_address.lower(), row.message), None)
    found: dict[str, list[KnownSender]] = defaultdict(list)
    for (address, _), known in latest.items():
        found[address].append(known)
    return {
        address: replace(
            max(known, key=lambda one: one.decided_at), mails=frozenset().union(*(one.mails for one in known))
        )
        for address, known in found.items()
        if len({one.municipality for one in known}) == 1
    }


def _find_known(decision: Decision, message_id: str) -> KnownSender | None:
    if len(decision.municipalities or ()) != 1 or decision.state is State.SET_ASIDE:
        return None
    (code,) = decision.municipalities or ()
    return KnownSender(municipality=code, by=decision.by, decided_at=decision.decided_at, mails=frozenset({message_id}))


def _list_own_mails(rows: Iterable[AnyRow], roster: Roster) -> Iterator[tuple[str, OwnMail]]:
    """Yield what went to a municipality: one of our letters to whom it names, any other mail to whose host it is."""
    for row in rows:
        owner = roster.find_by_host(row.recipient.rpartition("@")[2])
        code = row.municipality or (owner[0].code if owner else None)
        if code is not None:
            yield row.message_id, OwnMail(municipality=code, consultation=row.consultation)


def _group_contacts(addresses: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for address, code in addresses:
        found[address] = (*found.get(address, ()), code)
    return found
