"""Who is signed in: the rows behind the cookies, each under the hash of a token that only the browser has."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from domain.account import ENDS_AFTER, IDLE_AFTER, Account, Notice, Session
from domain.audit import Action
from storage.account_tables import accounts, sessions
from storage.accounts import make_account
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database
from storage.values import dump_value, parse_value

LOOKS_FOR = timedelta(minutes=5)
"""So long somebody is said to look at a mail that he has opened: about as long as deciding takes at most."""

SEEN_EVERY = timedelta(minutes=1)
"""That a session was used is written no oftener: a page that is only read would else wait for the one writer."""


class SqlSessions:
    """Keeps the sessions in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: str, account: Account, now: datetime, *, replacing: str | None = None) -> None:
        """Begin a session, ending the one that it replaces; as the port says."""
        row = {"key": key, "account": account.id, "created_at": now, "last_seen_at": now, "notices": "[]"}
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(_has_ended(now) | (sessions.c.key == (replacing or ""))))
            connection.execute(insert(sessions).values(row))
            record_audit(connection, account.name, Action.SIGNED_IN, f"account:{account.id}", at=now)

    def find(self, key: str, now: datetime) -> Session | None:
        """Find a session that has not ended; as the port says."""
        with self._database.reading() as connection:
            row = _find(connection, key, now)
        if row is None:
            return None
        if now - row.last_seen_at >= SEEN_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.key == key).values(last_seen_at=now))
        notices = parse_value(tuple[Notice, ...], row.notices)
        return Session(key=key, account=make_account(row), last_seen_at=row.last_seen_at, notices=notices)

    def end(self, key: str, now: datetime) -> None:
        """End a session; as the port says."""
        with self._database.writing() as connection:
            row = _find(connection, key, now)
            connection.execute(delete(sessions).where(sessions.c.key == key))
            if row is not None:
                record_audit(connection, row.name, Action.SIGNED_OUT, f"account:{row.id}", at=now)

    def record_look(self, session: Session, message: int, now: datetime) -> Sequence[str]:
        """Write that somebody looks at a mail; return the names of the others who do, as the port says."""
        others = (
            select(accounts.c.name)
            .join(sessions, sessions.c.account == accounts.c.id)
            .where(sessions.c.looks_at == message, sessions.c.looked_at > now - LOOKS_FOR, ~_has_ended(now))
            .where(accounts.c.id != session.account.id)
            .distinct()
            .order_by(accounts.c.name)
        )
        with self._database.writing() as connection:
            own = update(sessions).where(sessions.c.key == session.key)
            connection.execute(own.values(looks_at=message, looked_at=now))
            return connection.scalars(others).all()

    def record_notice(self, key: str, notice: Notice) -> None:
        """Let a notice be shown on one of the session's next pages."""
        self._change_notices(key, lambda held: (*held, notice))

    def forget_notices(self, key: str, shown: Sequence[Notice]) -> None:
        """Forget the notices that were shown, and none that has come since."""
        self._change_notices(key, lambda held: tuple(one for one in held if one not in shown))

    def _change_notices(self, key: str, change: Callable[[tuple[Notice, ...]], tuple[Notice, ...]]) -> None:
        own = sessions.c.key == key
        with self._database.writing() as connection:
            held = connection.scalar(select(sessions.c.notices).where(own).with_for_update())
            if held is not None:
                notices = change(parse_value(tuple[Notice, ...], held))
                connection.execute(update(sessions).where(own).values(notices=dump_value(notices)))


def _find(connection: Connection, key: str, now: datetime) -> AnyRow | None:
    query = (
        select(accounts, sessions.c.last_seen_at, sessions.c.notices)
        .join(sessions, sessions.c.account == accounts.c.id)
        .where(sessions.c.key == key, ~_has_ended(now), accounts.c.disabled_at.is_(None))
    )
    return connection.execute(query).first()


def _has_ended(now: datetime) -> ColumnElement[bool]:
    lives = and_(sessions.c.created_at > now - ENDS_AFTER, sessions.c.last_seen_at > now - IDLE_AFTER)
    return ~lives
