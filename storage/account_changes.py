"""What is changed of an account after it was made: its role, its password, and whether it lets anybody in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from domain.account import LOCAL, Account, AccountRole, Identity, Invitation, NewAccount
from domain.audit import Action
from domain.errors import LastAdmin, UsageError
from storage.account_tables import accounts, invitations, sessions
from storage.accounts import (
    find_usable,
    make_account,
    make_invitation,
    make_row,
    record_invitation,
    select_account,
)
from storage.audit import record_audit
from storage.database import Database

_TURN = "accounts"


class SqlAccountChanges:
    """Changes the accounts in the database; ``issuers`` are those by whose word somebody can sign in just now."""

    def __init__(self, database: Database, issuers: Sequence[str] = (LOCAL,)) -> None:
        self._database = database
        self._issuers = issuers

    def arrive(self, new: NewAccount, now: datetime) -> Account:
        """Make the account of somebody whom an issuer vouches for, or bring it up to date; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            row = connection.execute(select_account(new.identity)).first()
            if row is None:
                return make_row(connection, new, now)
            known = make_account(row)
            if known.disabled or (known.name, known.email, known.role) == (new.name, new.email, new.role):
                return known
            if new.role is not AccountRole.ADMIN:
                _withdraw_of(connection, known)
            changed = {"name": new.name, "email": new.email, "role": new.role}
            connection.execute(update(accounts).where(accounts.c.id == known.id).values(changed))
            details = {"name": new.name, "role": new.role.value, "before": f"{known.name}, {known.role.danish}"}
            record_audit(connection, new.name, Action.ACCOUNT_CHANGED, f"account:{known.id}", details, at=now)
            return make_account(connection.execute(select_account(new.identity)).one())

    def turn_away(self, identity: Identity, now: datetime) -> None:
        """End the sessions of somebody who has no role any more; as the port says."""
        with self._database.writing() as connection:
            row = connection.execute(select_account(identity)).first()
            if row is None:
                return
            _withdraw_of(connection, make_account(row))
            if _end_sessions(connection, row.id):
                _record(connection, make_account(row), "no role", by=row.name, now=now)

    def change_role(self, account: int, role: AccountRole, *, by: str, now: datetime) -> Account:
        """Give an account another role. Raises LastAdmin."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            known = _load(connection, account)
            if role is known.role:
                return known
            if role is not AccountRole.ADMIN:
                self._check_others(connection, known)
                _withdraw_of(connection, known)
            connection.execute(update(accounts).where(accounts.c.id == account).values(role=role))
            details = {"name": known.name, "role": role.value, "before": known.role.value}
            record_audit(connection, by, Action.ACCOUNT_CHANGED, f"account:{account}", details, at=now)
            return _load(connection, account)

    def disable(self, account: int, *, by: str, now: datetime) -> Account:
        """Keep somebody out; as the port says. Raises LastAdmin."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            known = _load(connection, account)
            if known.disabled:
                return known
            self._check_others(connection, known)
            connection.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=now))
            _end_sessions(connection, account)
            _withdraw_of(connection, known)
            _record(connection, known, "disabled", by=by, now=now)
            return _load(connection, account)

    def enable(self, account: int, *, by: str, now: datetime) -> Account:
        """Let somebody in again."""
        with self._database.writing() as connection:
            known = _load(connection, account)
            if known.disabled:
                connection.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=None))
                _record(connection, known, "enabled", by=by, now=now)
            return _load(connection, account)

    def change_password(self, account: int, password_hash: str, now: datetime, *, keeping: str) -> None:
        """Keep another password of who is signed in; as the port says."""
        with self._database.writing() as connection:
            known = _load(connection, account)
            _set_password(connection, known, password_hash, keeping=keeping)
            _record(connection, known, "password", by=known.name, now=now)

    def end_sessions(self, account: int, *, by: str, now: datetime) -> int:
        """End all sessions of an account; return how many there were."""
        with self._database.writing() as connection:
            known = _load(connection, account)
            ended = _end_sessions(connection, account)
            _record(connection, known, "sessions", by=by, now=now)
            return ended

    def offer_password(self, key: str, account: int, invitation: Invitation, now: datetime) -> Account:
        """Keep a link that sets a new password; as the port says."""
        with self._database.writing() as connection:
            known = _load(connection, account)
            if known.identity.issuer != LOCAL:
                raise UsageError(f"The password of {known.name} is not kept here.")
            connection.execute(delete(invitations).where(invitations.c.account == account))
            record_invitation(connection, key, invitation, now)
            _record(connection, known, "password link", by=invitation.by, now=now)
            return known

    def redeem(self, key: str, password_hash: str, now: datetime) -> Account | None:
        """Set the password that a link is for; as the port says."""
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            row = find_usable(connection, key, now)
            known = _load(connection, row.account) if row and row.account is not None else None
            if known is None or known.disabled:
                return None
            _set_password(connection, known, password_hash)
            _record(connection, known, "password", by=known.name, now=now)
            return known

    def list_invitations(self, now: datetime) -> Mapping[str, Invitation]:
        """Return the invitations that can still be used, by their keys; as the port says."""
        query = select(invitations).where(invitations.c.expires_at > now).order_by(invitations.c.expires_at)
        with self._database.reading() as connection:
            return {row.key: make_invitation(row) for row in connection.execute(query)}

    def withdraw(self, key: str, *, by: str, now: datetime) -> bool:
        """Let an invitation be used no more; as the port says."""
        with self._database.writing() as connection:
            row = find_usable(connection, key, now)
            if row is None:
                return False
            connection.execute(delete(invitations).where(invitations.c.key == key))
            details = {"name": row.name, "role": row.role}
            record_audit(connection, by, Action.INVITATION_WITHDRAWN, f"role:{row.role}", details, at=now)
            return True

    def _check_others(self, connection: Connection, account: Account) -> None:
        """Refuse to lose the last who may do everything; one who cannot sign in does not count as such."""
        others = select(accounts.c.id).where(
            accounts.c.role == AccountRole.ADMIN,
            accounts.c.disabled_at.is_(None),
            accounts.c.issuer.in_(self._issuers),
            accounts.c.id != account.id,
        )
        if account.role is AccountRole.ADMIN and connection.scalar(others.limit(1)) is None:
            raise LastAdmin


def _load(connection: Connection, account: int) -> Account:
    row = connection.execute(select(accounts).where(accounts.c.id == account)).first()
    if row is None:
        raise UsageError(f"There is no account with the number {account}.")
    return make_account(row)


def _set_password(connection: Connection, account: Account, password_hash: str, *, keeping: str = "") -> None:
    """Set a password; whoever may have known the old one is out, and so is a link for another new one."""
    own = accounts.c.id == account.id
    connection.execute(update(accounts).where(own, accounts.c.issuer == LOCAL).values(password_hash=password_hash))
    connection.execute(delete(invitations).where(invitations.c.account == account.id))
    _end_sessions(connection, account.id, keeping=keeping)


def _end_sessions(connection: Connection, account: int, *, keeping: str = "") -> int:
    ended = delete(sessions).where(sessions.c.account == account, sessions.c.key != keeping)
    return connection.execute(ended).rowcount


def _withdraw_of(connection: Connection, account: Account) -> None:
    """Forget the invitations that somebody made: with one of them he would be back at once; and one to himself."""
    his = (invitations.c.invited_by == account.name) | (invitations.c.account == account.id)
    connection.execute(delete(invitations).where(his))


def _record(connection: Connection, account: Account, what: str, *, by: str, now: datetime) -> None:
    details = {"name": account.name, "what": what}
    record_audit(connection, by, Action.ACCOUNT_CHANGED, f"account:{account.id}", details, at=now)
