"""Whom to write to; what came back from an address is read from the mails each time, and kept nowhere else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from domain.audit import Action
from domain.contact import Contact, ContactChange, ContactRole, KnownContact, Undelivered, say_undelivered
from domain.kind import Kind
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import contacts, messages, suggestions
from storage.values import parse_strings

_TURN = "contacts"
_ROLES = {role: position for position, role in enumerate(ContactRole)}
_RETURNS = (
    select(messages.c.id, messages.c.first_seen_at, suggestions.c.evidence)
    .join(suggestions, suggestions.c.message == messages.c.id)
    .where(messages.c.kind == Kind.BOUNCE, suggestions.c.rule == "bounced_recipient")
    .order_by(messages.c.first_seen_at, messages.c.id)
)


class SqlContacts:
    """Keeps the contacts in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, municipality: str | None = None) -> Sequence[KnownContact]:
        """Return the contacts, each with what came back from it; as the port says."""
        query = select(contacts)
        if municipality is not None:
            query = query.where(contacts.c.municipality == municipality)
        with self._database.reading() as connection:
            returns = _load_returns(connection)
            known = [_make_known(row, returns) for row in connection.execute(query)]
        return sorted(known, key=_place)

    def record(self, new: Sequence[Contact], *, by: str, now: datetime) -> Sequence[ContactChange]:
        """Write contacts; return those that were new or are another now."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            return _write(connection, new, _load_own(connection), by=by, now=now)

    def replace(self, new: Sequence[Contact], *, by: str, now: datetime) -> Sequence[ContactChange]:
        """Write contacts and remove all others; as the port says."""
        kept = {contact.key for contact in new}
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            before = _load_own(connection)
            changes = _write(connection, new, before, by=by, now=now)
            removed = [contact for key, contact in before.items() if key not in kept]
            for contact in removed:
                _remove(connection, contact, by=by, now=now)
        return [*changes, *(ContactChange(before=contact, after=None) for contact in removed)]

    def remove(self, municipality: str, address: str, *, by: str, now: datetime) -> Contact | None:
        """Remove a contact and return it; None when there is none."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            found = _load_own(connection).get((municipality, address.casefold()))
            if found is not None:
                _remove(connection, found, by=by, now=now)
        return found

    def confirm(self, municipality: str, address: str, *, by: str, now: datetime) -> bool:
        """Write that an address is right although mail to it came back; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            found = _load_own(connection).get((municipality, address.casefold()))
            if found is not None:
                connection.execute(update(contacts).where(_is(found)).values(confirmed_at=now))
                _audit(connection, found, "confirmed", by=by, now=now)
        return found is not None


def list_addresses(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield address, whatever its case, and municipality of every contact."""
    for row in connection.execute(select(contacts.c.key, contacts.c.municipality).order_by(contacts.c.municipality)):
        yield row.key, row.municipality


def _write(
    connection: Connection,
    new: Sequence[Contact],
    before: Mapping[tuple[str, str], Contact],
    *,
    by: str,
    now: datetime,
) -> list[ContactChange]:
    changes = []
    for contact in new:
        old = before.get(contact.key)
        # The same address in other letters is no other contact.
        if old is not None and (old.role, old.name) == (contact.role, contact.name):
            continue
        said = {"role": contact.role, "name": contact.name, "address": contact.address}
        row = said | {"changed_by": by, "changed_at": now}
        if old is None:
            municipality, key = contact.key
            connection.execute(insert(contacts).values(municipality=municipality, key=key, **row))
        else:
            connection.execute(update(contacts).where(_is(old)).values(**row))
        _audit(connection, contact, "added" if old is None else "changed", by=by, now=now)
        changes.append(ContactChange(before=old, after=contact))
    return changes


def _remove(connection: Connection, contact: Contact, *, by: str, now: datetime) -> None:
    connection.execute(delete(contacts).where(_is(contact)))
    _audit(connection, contact, "removed", by=by, now=now)


def _audit(connection: Connection, contact: Contact, what: str, *, by: str, now: datetime) -> None:
    details = {"what": what, "role": contact.role.value, "address": contact.address}
    record_audit(connection, by, Action.CONTACT_CHANGED, f"municipality:{contact.municipality}", details, at=now)


def _is(contact: Contact) -> ColumnElement[bool]:
    municipality, key = contact.key
    return and_(contacts.c.municipality == municipality, contacts.c.key == key)


def _load_own(connection: Connection) -> dict[tuple[str, str], Contact]:
    return {(row.municipality, row.key): _make_contact(row) for row in connection.execute(select(contacts))}


def _load_returns(connection: Connection) -> Mapping[str, Undelivered]:
    """Return the latest return by what it says in evidence, whatever the case of the address."""
    returns = {}
    for row in connection.execute(_RETURNS):
        for said in parse_strings(row.evidence):
            returns[said.casefold()] = Undelivered(message=row.id, seen_at=row.first_seen_at)
    return returns


def _make_known(row: AnyRow, returns: Mapping[str, Undelivered]) -> KnownContact:
    found = returns.get(say_undelivered(row.address).casefold())
    answered_for = found is not None and row.confirmed_at is not None and found.seen_at <= row.confirmed_at
    return KnownContact(contact=_make_contact(row), bounced=None if answered_for else found)


def _make_contact(row: AnyRow) -> Contact:
    return Contact(municipality=row.municipality, role=ContactRole(row.role), name=row.name, address=row.address)


def _place(known: KnownContact) -> tuple[str, int, str]:
    contact = known.contact
    return contact.municipality, _ROLES[contact.role], contact.address
