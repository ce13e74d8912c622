"""The accounts, and the links with which they are made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from domain.account import LOCAL, Account, AccountRole, Identity, Invitation, NewAccount
from domain.audit import Action
from domain.errors import AccountTaken
from domain.municipality import danish_key
from storage.account_tables import accounts, invitations
from storage.audit import record_audit
from storage.columns import AnyRow
from storage.database import Database

_TURN = "accounts"


class SqlAccounts:
    """Keeps the accounts in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list_all(self) -> Sequence[Account]:
        """Return every account, also the disabled, in order of name."""
        with self._database.reading() as connection:
            found = [make_account(row) for row in connection.execute(select(accounts))]
        return sorted(found, key=lambda account: danish_key(account.name))

    def has_admin(self) -> bool:
        """Say whether anybody can sign in with a password who may do everything."""
        query = select(accounts.c.id).where(
            accounts.c.issuer == LOCAL,
            accounts.c.role == AccountRole.ADMIN,
            accounts.c.disabled_at.is_(None),
        )
        with self._database.reading() as connection:
            return connection.scalar(query.limit(1)) is not None

    def find(self, identity: Identity) -> Account | None:
        """Find an account by who somebody is, also a disabled one."""
        with self._database.reading() as connection:
            row = connection.execute(select_account(identity)).first()
        return make_account(row) if row else None

    def find_password_hash(self, account: int) -> str | None:
        """Find what the password of a local account is compared with; as the port says."""
        query = select(accounts.c.password_hash).where(accounts.c.id == account, accounts.c.issuer == LOCAL)
        with self._database.reading() as connection:
            return connection.scalar(query)

    def record_password_hash(self, account: int, password_hash: str) -> None:
        """Keep the same password in a newer form."""
        with self._database.writing() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account).values(password_hash=password_hash))

    def record_shortcuts(self, account: Account, now: datetime, *, on: bool) -> None:
        """Let single keys do something for an account, or nothing; audited."""
        with self._database.writing() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(shortcuts=on))
            details = {"shortcuts": "on" if on else "off"}
            record_audit(connection, account.name, Action.ACCOUNT_CHANGED, f"account:{account.id}", details, at=now)

    def invite(self, key: str, invitation: Invitation, now: datetime) -> None:
        """Keep an invitation under the hash of its token; those that have run out are forgotten."""
        with self._database.writing() as connection:
            record_invitation(connection, key, invitation, now)
            details = {"role": invitation.role.value, "name": invitation.name}
            record_audit(connection, invitation.by, Action.INVITED, f"role:{invitation.role}", details, at=now)

    def find_invitation(self, key: str, now: datetime) -> Invitation | None:
        """Find an invitation that can still be used."""
        with self._database.reading() as connection:
            row = find_usable(connection, key, now)
        return make_invitation(row) if row else None

    def accept(self, key: str, new: NewAccount, now: datetime) -> Account | None:
        """Make the account and use the invitation up; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            invited = find_usable(connection, key, now)
            if invited is None or invited.account is not None:
                return None
            if connection.execute(select_account(new.identity)).first() is not None:
                raise AccountTaken
            connection.execute(delete(invitations).where(invitations.c.key == key))
            return make_row(connection, new, now)


def record_invitation(connection: Connection, key: str, invitation: Invitation, now: datetime) -> None:
    """Write an invitation, and forget those that have run out."""
    row = {
        "key": key,
        "role": invitation.role,
        "invited_by": invitation.by,
        "created_at": now,
        "expires_at": invitation.expires_at,
        "name": invitation.name,
        "account": invitation.account,
    }
    connection.execute(delete(invitations).where(invitations.c.expires_at <= now))
    connection.execute(insert(invitations).values(row))


def make_row(connection: Connection, new: NewAccount, now: datetime) -> Account:
    """Write a new account, and who made it: he did himself."""
    connection.execute(insert(accounts).values(_describe(new, now)))
    account = make_account(connection.execute(select_account(new.identity)).one())
    details = {"name": account.name, "role": account.role.value}
    record_audit(connection, account.name, Action.ACCOUNT_MADE, f"account:{account.id}", details, at=now)
    return account


def make_account(row: AnyRow) -> Account:
    """Return the account of a row of its table."""
    return Account(
        id=row.id,
        identity=Identity(issuer=row.issuer, subject=row.subject),
        name=row.name,
        email=row.email,
        role=AccountRole(row.role),
        disabled=row.disabled_at is not None,
        shortcuts=bool(row.shortcuts),
    )


def select_account(identity: Identity) -> Select[*tuple[Any, ...]]:
    """Return the query for the account of an identity."""
    return select(accounts).where(accounts.c.issuer == identity.issuer, accounts.c.subject == identity.subject)


def make_invitation(row: AnyRow) -> Invitation:
    """Return the invitation of a row of its table."""
    return Invitation(
        role=AccountRole(row.role),
        by=row.invited_by,
        expires_at=row.expires_at,
        name=row.name or "",
        account=row.account,
    )


def find_usable(connection: Connection, key: str, now: datetime) -> AnyRow | None:
    """Find the row of an invitation that can still be used."""
    query = select(invitations).where(invitations.c.key == key, invitations.c.expires_at > now)
    return connection.execute(query).first()


def _describe(new: NewAccount, now: datetime) -> Mapping[str, object]:
    return {
        "issuer": new.identity.issuer,
        "subject": new.identity.subject,
        "name": new.name,
        "email": new.email,
        "role": new.role,
        "password_hash": new.password_hash,
        "created_at": now,
    }
