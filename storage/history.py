"""The record of what people have done, from the rows that are appended and never changed."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, select

from domain.history import Act, ActKind
from domain.judgement import Judgement
from storage.columns import AnyRow
from storage.database import Database
from storage.tables import decisions, excuses, extensions, replies, suggestions
from storage.values import parse_value


class SqlHistory:
    """Reads the record from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> tuple[Act, ...]:
        """Return everything that people have done, oldest first."""
        with self._database.reading() as connection:
            acts = (*_list_decisions(connection), *_list_extensions(connection), *_list_excuses(connection))
        return tuple(sorted(acts, key=lambda act: act.at))

    def load_of_municipality(self, code: str) -> tuple[Act, ...]:
        """Return what was ruled on a municipality, and decided on mails that are or may be its, oldest first."""
        own = select(replies.c.message).where(replies.c.municipality == code)
        may_be_own = select(suggestions.c.message).where(suggestions.c.municipality == code)
        with self._database.reading() as connection:
            acts = (
                *_list_decisions(connection, decisions.c.message.in_(own.union(may_be_own))),
                *_list_extensions(connection, extensions.c.municipality == code),
                *_list_excuses(connection, excuses.c.municipality == code),
            )
        return tuple(sorted(acts, key=lambda act: act.at))


def _list_decisions(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Act]:
    for row in connection.execute(select(decisions).where(*wanted).order_by(decisions.c.id)):
        before, after = _parse(row.before), _parse(row.after)
        consultation = after.consultation if after else None
        yield Act(
            kind=ActKind.DECISION,
            by=row.decided_by,
            at=row.decided_at,
            reason=row.reason,
            message=row.message,
            consultation=consultation,
            before=before,
            after=after,
        )
        if row.undone_at is not None:
            yield Act(
                kind=ActKind.UNDO,
                by=row.undone_by,
                at=row.undone_at,
                reason=row.undone_reason or "",
                message=row.message,
                consultation=consultation,
                before=_parse(row.undone_before),
                after=_parse(row.undone_after),
            )


def _parse(text: str | None) -> Judgement | None:
    return parse_value(Judgement, text) if text else None


def _list_extensions(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Act]:
    for row in connection.execute(select(extensions).where(*wanted).order_by(extensions.c.id)):
        yield _make_ruling(row, ActKind.EXTENSION)
        if row.revoked_at is not None:
            yield _make_revocation(row, ActKind.EXTENSION_REVOKED)


def _list_excuses(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Act]:
    for row in connection.execute(select(excuses).where(*wanted).order_by(excuses.c.id)):
        yield _make_ruling(row, ActKind.EXCUSE)
        if row.revoked_at is not None:
            yield _make_revocation(row, ActKind.EXCUSE_REVOKED)


def _make_ruling(row: AnyRow, kind: ActKind) -> Act:
    is_extension = kind is ActKind.EXTENSION
    return Act(
        kind=kind,
        by=row.decided_by,
        at=row.decided_at,
        reason=row.reason,
        consultation=row.consultation,
        municipality=row.municipality,
        before=row.before if is_extension else None,
        after=row.until if is_extension else None,
    )


def _make_revocation(row: AnyRow, kind: ActKind) -> Act:
    return Act(
        kind=kind,
        by=row.revoked_by,
        at=row.revoked_at,
        reason=row.revoked_reason or "",
        consultation=row.consultation,
        municipality=row.municipality,
        before=row.until if kind is ActKind.EXTENSION_REVOKED else None,
    )
