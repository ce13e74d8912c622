"""Column types that read the same from SQLite and PostgreSQL, whatever a mail has brought."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Row, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a query names."""


def clean_text(text: str) -> str:
    r"""Return text that both databases can hold.

    PostgreSQL refuses NUL, and neither can encode the lone surrogates that ``surrogateescape`` makes of
    undecodable bytes: they become visible escapes such as ``\udce6``.
    """
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "backslashreplace").decode("utf-8")


class CleanText(TypeDecorator[str]):
    """Text from outside."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean_text(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware on both sides, UTC inside."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} names no zone, so it is no moment")
        moment = _as_utc(value)
        # SQLite keeps the text of it, which must not vary in form, so that it sorts.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _as_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        # 'Mon, 1 Jan 0001 00:00:00 +0100' lies before the calendar of Python begins.
        return value.replace(tzinfo=UTC)
