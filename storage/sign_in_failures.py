"""Sign-ins that failed, so that passwords cannot be guessed by trying."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from domain.account import Identity
from storage.account_tables import sign_in_failures
from storage.database import Database

KEPT = timedelta(days=1)


class SqlSignInFailures:
    """Keeps the failures in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, identity: Identity, address: str, now: datetime) -> None:
        """Write that a sign-in failed; those of before yesterday are forgotten."""
        row = {"issuer": identity.issuer, "subject": identity.subject, "address": address, "failed_at": now}
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_failures).where(sign_in_failures.c.failed_at < now - KEPT))
            connection.execute(insert(sign_in_failures).values(row))

    def count(self, identity: Identity, address: str, since: datetime) -> tuple[int, int]:
        """Return how many failed since a moment: of this account, and from this address."""
        table = sign_in_failures.c
        recent = select(func.count()).where(table.failed_at > since)
        of_account = recent.where(table.issuer == identity.issuer, table.subject == identity.subject)
        with self._database.reading() as connection:
            tried = connection.scalar(of_account) or 0
            return tried, connection.scalar(recent.where(table.address == address)) or 0

    def forget(self, identity: Identity) -> None:
        """Forget those of an account that has signed in."""
        table = sign_in_failures.c
        with self._database.writing() as connection:
            connection.execute(
                delete(sign_in_failures).where(table.issuer == identity.issuer, table.subject == identity.subject)
            )
