"""Letters to municipalities: rows of the outbox, with whom each was written to and who sent it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from domain.audit import Action, Details
from domain.letter import Hindrance, LetterKind, NewLetter, SentLetter
from domain.outgoing import OutboxState
from domain.past_letter import PastLetter
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database
from storage.outbox import TURN, put_in
from storage.tables import letters, outbox

_SENT = (outbox.c.recipient, outbox.c.created_at, outbox.c.state, outbox.c.sent_at)
_ACTIONS = {LetterKind.INVITATION: Action.LETTER_SENT, LetterKind.REMINDER: Action.REMINDED}


class SqlLetters:
    """Keeps the letters in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, kind: LetterKind, consultation: str) -> Sequence[SentLetter]:
        """Return the letters of a kind about a consultation; as the port says."""
        query = (
            select(letters, *_SENT)
            .join(outbox, outbox.c.id == letters.c.outbox)
            .where(outbox.c.kind == kind, outbox.c.consultation == consultation)
            .order_by(letters.c.outbox)
        )
        with self._database.reading() as connection:
            return [_make_letter(row) for row in connection.execute(query)]

    def load_of_municipality(self, code: str) -> Sequence[PastLetter]:
        """Return every letter to a municipality, the latest first, one for each recipient."""
        query = (
            select(letters, outbox.c.kind, outbox.c.consultation, *_SENT)
            .join(outbox, outbox.c.id == letters.c.outbox)
            .where(letters.c.municipality == code)
            .order_by(letters.c.outbox.desc())
        )
        with self._database.reading() as connection:
            return [
                PastLetter(
                    kind=LetterKind(row.kind), consultation=row.consultation, letter=_make_letter(row), by=row.sent_by
                )
                for row in connection.execute(query)
            ]

    def record(
        self,
        kind: LetterKind,
        consultation: str,
        letter: NewLetter,
        *,
        by: str,
        now: datetime,
        despite: Sequence[Hindrance] = (),
    ) -> int:
        """Put a letter into the outbox, all its mails in one transaction; as the port says."""
        same = (
            select(letters.c.outbox)
            .join(outbox, outbox.c.id == letters.c.outbox)
            .where(outbox.c.kind == kind, outbox.c.consultation == consultation)
            .where(letters.c.municipality == letter.municipality, letters.c.number == letter.number)
        )
        with self._database.writing() as connection:
            self._database.wait_turn(connection, TURN)
            if connection.execute(same).first() is not None:
                return 0
            ids = [id for entry in letter.entries if (id := put_in(connection, entry, now)) is not None]  # noqa: A001
            own = {"municipality": letter.municipality, "number": letter.number, "sent_by": by}
            if ids:
                connection.execute(insert(letters), [own | {"outbox": id} for id in ids])  # noqa: A001
                sent: Details = {"consultation": consultation, "number": letter.number, "mails": len(ids)}
                details = {**sent, **_write(despite)}
                record_audit(connection, by, _ACTIONS[kind], f"municipality:{letter.municipality}", details, at=now)
        return len(ids)

    def find_municipality(self, outbox: int) -> str | None:
        """Find the municipality that a mail in the outbox was written to; as the port says."""
        query = select(letters.c.municipality).where(letters.c.outbox == outbox)
        with self._database.reading() as connection:
            return connection.scalar(query)


def _write(despite: Sequence[Hindrance]) -> Details:
    """Return, by kind, what somebody sends in spite of: every mailbox by its name, or how many mails."""
    mailboxes: dict[str, list[str]] = {}
    for one in despite:
        if one.mailbox:
            mailboxes.setdefault(one.kind.value, []).append(one.mailbox)
    counts = {one.kind.value: one.count for one in despite if not one.mailbox}
    return counts | {kind: ", ".join(names) for kind, names in mailboxes.items()}


def _make_letter(row: AnyRow) -> SentLetter:
    return SentLetter(
        municipality=row.municipality,
        number=row.number,
        recipient=row.recipient,
        enqueued_at=row.created_at,
        state=OutboxState(row.state),
        may_have_left=row.sent_at is not None,
    )
