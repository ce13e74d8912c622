"""Judgements on their way into the books: many mails in one transaction, each as if it were alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, func, insert, select

from domain.message import Attachment, MailHeaders, ReadMail
from domain.message_ports import JudgedMail
from domain.message_view import fingerprint_content
from storage.columns import AnyRow
from storage.judgements import OF_MESSAGE, describe_judgement, make_reply_rows, make_suggestion_rows
from storage.rulings import select_revision
from storage.search_tables import mark_due
from storage.tables import attachments, decisions, messages, replies, suggestions
from storage.values import dump_value

# Built once: SQLAlchemy takes longer to build and to recognise a statement than the database to run it.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_LOCKED = (
    select(
        messages.c.id, messages.c.lease_owner, messages.c.judged_at, messages.c.judgement.is_(None).label("is_first")
    )
    .where(messages.c.id.in_(_IDS))
    .order_by(messages.c.id)
    .with_for_update()
)
_DECISIONS = (
    select(decisions.c.message, func.count().label("in_force"))
    .where(decisions.c.message.in_(_IDS), decisions.c.undone_at.is_(None))
    .group_by(decisions.c.message)
)
_REVISION = select_revision()
_BELONGINGS = (attachments, replies, suggestions)
_DELETE = {table: delete(table).where(table.c.message.in_(_IDS)) for table in _BELONGINGS}
_INSERT = {table: insert(table) for table in _BELONGINGS}


class JudgedBatch:
    """Compares judgements with the books and writes those that may be, in one transaction of the caller's."""

    def __init__(
        self, connection: Connection, judged: Sequence[JudgedMail], *, owner: str | None, now: datetime
    ) -> None:
        """Lock the messages until the transaction ends."""
        self._connection = connection
        self._judged = judged
        self._owner = owner
        self._now = now
        ids = sorted({one.claimed.id for one in judged})
        self._before: Mapping[int, AnyRow] = {row.id: row for row in connection.execute(_LOCKED, {"ids": ids})}
        # Asked once they are locked: whoever decides on one of them waits for the lock as well.
        self._decisions: Mapping[int, int] = {
            row.message: row.in_force for row in connection.execute(_DECISIONS, {"ids": ids})
        }
        self._revision = connection.scalar(_REVISION) or 0

    def record(self) -> list[bool]:
        """Write what may be written; say of each whether it was."""
        written = [self._may_write(one) for one in self._judged]
        kept = [one for one, is_written in zip(self._judged, written, strict=True) if is_written]
        if kept:
            self._connection.execute(OF_MESSAGE, [self._make_message(one) for one in kept])
            again = [one.claimed.id for one in kept if not self._before[one.claimed.id].is_first]
            self._replace(attachments, (_make_attachment_rows(one.claimed.id, one.mail) for one in kept), again)
            self._replace(replies, (make_reply_rows(one.claimed.id, one.effective) for one in kept), again)
            self._replace(suggestions, (make_suggestion_rows(one.claimed.id, one.effective) for one in kept), again)
            mark_due(self._connection, (one.claimed.id for one in kept))
        return written

    def _may_write(self, one: JudgedMail) -> bool:
        before = self._before.get(one.claimed.id)
        if before is None or (self._owner is not None and before.lease_owner != self._owner):
            return False
        if one.basis is None:
            return True
        decided = self._decisions.get(one.claimed.id, 0)
        return one.basis.decisions == decided and one.basis.revision == self._revision

    def _make_message(self, one: JudgedMail) -> dict[str, object]:
        thought = dump_value(one.machine)
        # Nothing is laid over most judgements: what the machine thinks is what holds.
        held = describe_judgement(one.effective, thought if one.effective is one.machine else None)
        reading = _describe_reading(one.mail, self._find_moment(one.claimed.id))
        return {"of_message": one.claimed.id, **reading, "machine_judgement": thought, **held}

    def _find_moment(self, message: int) -> datetime:
        """Return when it is judged: always later than the last time, though the clock may stand or run back.

        By that it is seen that what was remembered of a mail holds no longer.
        """
        before = self._before[message].judged_at
        return self._now if before is None else max(self._now, before + datetime.resolution)

    def _replace(self, table: Table, groups: Iterable[list[dict[str, object]]], again: list[int]) -> None:
        """Make these the rows of the messages; only those judged ``again`` have others to remove."""
        if again:
            self._connection.execute(_DELETE[table], {"ids": again})
        if rows := [row for group in groups for row in group]:
            self._connection.execute(_INSERT[table], rows)


def describe_headers(headers: MailHeaders) -> dict[str, object]:
    """Return the columns that show a mail to a person."""
    return {
        "message_id": headers.message_id,
        "sender_name": headers.sender.name,
        "sender_address": headers.sender.address,
        "subject": headers.subject,
        "sent_at": headers.date,
    }


def _describe_reading(mail: ReadMail, now: datetime) -> dict[str, object]:
    return {
        "judged_at": now,
        "failure": None,
        "retry_at": None,
        "recognition_due": None,
        "body": mail.body,
        "quoted": mail.quoted,
        "content": fingerprint_content(mail),
        **describe_headers(mail.headers),
    }


def _make_attachment_rows(message: int, mail: ReadMail) -> list[dict[str, object]]:
    return [_make_attachment_row(message, position, file) for position, file in enumerate(mail.attachments)]


def _make_attachment_row(message: int, position: int, attachment: Attachment) -> dict[str, object]:
    return {
        "message": message,
        "position": position,
        "filename": attachment.filename,
        "path": dump_value(attachment.path),
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "verdict": attachment.extracted.verdict,
        "method": attachment.extracted.method,
        "pages": attachment.extracted.pages,
        "notes": dump_value(attachment.extracted.notes),
        "text": attachment.extracted.text,
    }
