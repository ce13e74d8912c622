"""A few hundred sightings on their way into the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.mailbox import Gap, SightingOutcome, StoredMail
from domain.message import State
from storage.columns import clean_text
from storage.tables import messages, sightings

_Place = tuple[str, int, int]


@dataclass(slots=True)
class _Entry:
    """One line of the books: ``id`` is None until it is written, ``sha256`` for a gap."""

    item: StoredMail | Gap
    outcome: SightingOutcome
    sha256: str | None
    reason: str | None
    attempts: int
    id: int | None = None
    changed: bool = True


class SightingBatch:
    """Compares what was seen with the books, and then writes what is new, in one transaction of the caller's.

    Nobody else may write sightings meanwhile.
    """

    def __init__(
        self, connection: Connection, mailbox: str, batch: Sequence[StoredMail | Gap], *, now: datetime
    ) -> None:
        self._connection = connection
        self._mailbox = mailbox
        self._batch = batch
        self._now = now
        self._entries = self._load_entries()
        self._known = self._load_message_ids(item.sha256 for item in batch if isinstance(item, StoredMail))
        self._new: dict[str, StoredMail] = {}

    def record(self) -> list[SightingOutcome]:
        """Write the batch; return what each turned out to be."""
        outcomes = [self._enter(item) for item in self._batch]
        if self._new:
            self._connection.execute(insert(messages), [self._make_message(mail) for mail in self._new.values()])
            self._known |= self._load_message_ids(self._new)
        changed = [entry for entry in self._entries.values() if entry.changed]
        self._insert([entry for entry in changed if entry.id is None])
        self._update([entry for entry in changed if entry.id is not None])
        return outcomes

    def _enter(self, item: StoredMail | Gap) -> SightingOutcome:
        """Enter one sighting; a place whose mail is in the books stays as it is, and was seen once more."""
        entry = self._entries.get(_place(item))
        if entry is not None and entry.outcome is not SightingOutcome.GAP:
            return SightingOutcome.REPEAT
        again = self._entries[_place(item)] = self._open_entry(item)
        if entry is not None:
            again.id = entry.id
            again.attempts = entry.attempts + (1 if isinstance(item, Gap) else 0)
        return again.outcome

    def _open_entry(self, item: StoredMail | Gap) -> _Entry:
        if isinstance(item, Gap):
            return _Entry(item, SightingOutcome.GAP, None, item.reason, item.attempts)
        is_new = item.sha256 not in self._known and item.sha256 not in self._new
        if is_new:
            self._new[item.sha256] = item
        return _Entry(item, SightingOutcome.MAIL if is_new else SightingOutcome.REPEAT, item.sha256, None, 1)

    def _load_entries(self) -> dict[_Place, _Entry]:
        """Return the books' lines about these places (and perhaps a few others), by place."""
        query = select(sightings).where(
            sightings.c.mailbox == self._mailbox,
            sightings.c.folder.in_({item.folder for item in self._batch}),
            sightings.c.uid.in_({item.uid for item in self._batch}),
        )
        by_place = {_place(item): item for item in self._batch}
        entries: dict[_Place, _Entry] = {}
        for row in self._connection.execute(query):
            place = (row.folder, row.uid_validity, row.uid)
            if place in by_place:
                outcome = SightingOutcome(row.outcome)
                entries[place] = _Entry(by_place[place], outcome, None, row.reason, row.attempts, row.id, changed=False)
        return entries

    def _load_message_ids(self, checksums: Iterable[str]) -> dict[str, int]:
        query = select(messages.c.sha256, messages.c.id).where(messages.c.sha256.in_(set(checksums)))
        return {row.sha256: row.id for row in self._connection.execute(query)}

    def _make_message(self, mail: StoredMail) -> dict[str, object]:
        return {
            "sha256": mail.sha256,
            "size": mail.size,
            "mailbox": self._mailbox,
            "first_seen_at": self._now,
            "internal_date": mail.internal_date,
            "state": State.WAITING,
            "attempts": 0,
        }

    def _insert(self, entries: Sequence[_Entry]) -> None:
        rows = [
            {
                "mailbox": self._mailbox,
                "folder": entry.item.folder,
                "uid_validity": entry.item.uid_validity,
                "uid": entry.item.uid,
                "source": entry.item.source,
                "seen_at": self._now,
                **self._describe(entry),
            }
            for entry in entries
        ]
        if rows:
            self._connection.execute(insert(sightings), rows)

    def _update(self, entries: Sequence[_Entry]) -> None:
        if entries:
            statement = update(sightings).where(sightings.c.id == bindparam("of_id"))
            self._connection.execute(statement, [{"of_id": entry.id, **self._describe(entry)} for entry in entries])

    def _describe(self, entry: _Entry) -> dict[str, object]:
        return {
            "internal_date": entry.item.internal_date if isinstance(entry.item, StoredMail) else None,
            "outcome": entry.outcome,
            "message": self._known[entry.sha256] if entry.sha256 is not None else None,
            "reason": entry.reason,
            "attempts": entry.attempts,
        }


def _place(item: StoredMail | Gap) -> _Place:
    return clean_text(item.folder), item.uid_validity, item.uid
