"""The replies that came by letter or phone: each a mail of our own making, in the books like any other."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.audit import Action
from domain.errors import RulingsChanged
from domain.message_ports import ClaimedMail, JudgedMail
from domain.ruling_ports import REGISTERED, RegisteredMail
from domain.rulings import Basis
from storage.audit import record_audit
from storage.database import Database
from storage.decisions import describe_decision
from storage.judged_batch import JudgedBatch
from storage.rulings import TURN as RULINGS
from storage.sighting_batch import SightingBatch
from storage.sightings import TURN as SIGHTINGS
from storage.tables import decisions, messages, sightings


class SqlRegistrations:
    """Keeps the registered replies in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, mailbox: str, uid: int) -> int | None:
        """Find the message of a registration; as the port says."""
        with self._database.reading() as connection:
            return _find(connection, mailbox, uid)

    def record(self, registered: RegisteredMail, now: datetime) -> int | None:
        """Write sighting, message, decisions and judgement; as the port says."""
        stored = registered.stored
        with self._database.writing() as connection:
            self._database.share_turn(connection, RULINGS)
            self._database.wait_turn(connection, SIGHTINGS)
            if _find(connection, stored.mailbox, stored.uid) is not None:
                return None
            SightingBatch(connection, stored.mailbox, [stored], now=now).record()
            message = _find(connection, stored.mailbox, stored.uid)
            assert message is not None  # noqa: S101 - written two lines above
            _record_decisions(connection, message, registered)
            if not JudgedBatch(connection, [_make_judged(message, registered)], owner=None, now=now).record()[0]:
                raise RulingsChanged
        return message

    def list_messages(self, consultation: str) -> Sequence[int]:
        """Return the messages of this consultation that were registered; as the port says."""
        query = (
            select(messages.c.id)
            .where(messages.c.id.in_(select(sightings.c.message).where(sightings.c.folder == REGISTERED)))
            .where(messages.c.consultation == consultation)
            .order_by(messages.c.id.desc())
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalars().all()


def _find(connection: Connection, mailbox: str, uid: int) -> int | None:
    query = select(sightings.c.message).where(
        sightings.c.mailbox == mailbox, sightings.c.folder == REGISTERED, sightings.c.uid == uid
    )
    return connection.scalar(query)


def _record_decisions(connection: Connection, message: int, registered: RegisteredMail) -> None:
    rows = [describe_decision(message, one, registered.effective, before=None) for one in registered.decisions]
    connection.execute(insert(decisions), rows)
    latest = registered.decisions[-1]
    details = {"reason": latest.reason, "municipalities": ", ".join(latest.municipalities or ())}
    subject = f"message:{message}"
    record_audit(connection, latest.by, Action.REGISTERED, subject, details, at=latest.decided_at)


def _make_judged(message: int, registered: RegisteredMail) -> JudgedMail:
    stored = registered.stored
    claimed = ClaimedMail(
        id=message, sha256=stored.sha256, mailbox=stored.mailbox, internal_date=stored.internal_date, attempts=0
    )
    return JudgedMail(
        claimed=claimed,
        mail=registered.mail,
        machine=registered.machine,
        effective=registered.effective,
        basis=Basis(decisions=len(registered.decisions), revision=registered.revision),
    )
