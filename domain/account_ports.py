"""What the page needs of the books to know who is there; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.account import Account, AccountRole, Identity, Invitation, NewAccount, Notice, Session
from domain.audit import EVERYTHING, AuditEntry, AuditFilter


class Accounts(Protocol):
    """Who may use the page."""

    def list_all(self) -> Sequence[Account]:
        """Return every account, also the disabled, in order of name."""
        ...

    def has_admin(self) -> bool:
        """Say whether anybody can sign in with a password who may do everything."""
        ...

    def find(self, identity: Identity) -> Account | None:
        """Find an account by who somebody is, also a disabled one."""
        ...

    def find_password_hash(self, account: int) -> str | None:
        """Find what the password of a local account is compared with; None for an account of another issuer."""
        ...

    def record_password_hash(self, account: int, password_hash: str) -> None:
        """Keep the same password in a newer form."""
        ...

    def record_shortcuts(self, account: Account, now: datetime, *, on: bool) -> None:
        """Let single keys do something for an account, or nothing; audited."""
        ...

    def invite(self, key: str, invitation: Invitation, now: datetime) -> None:
        """Keep an invitation under the hash of its token; those that have run out are forgotten."""
        ...

    def find_invitation(self, key: str, now: datetime) -> Invitation | None:
        """Find an invitation that can still be used."""
        ...

    def accept(self, key: str, new: NewAccount, now: datetime) -> Account | None:
        """Make the account and use the invitation up; None, and nothing written, when it cannot be used.

        Raises AccountTaken, and nothing is written, when somebody has this identity already.
        """
        ...


class AccountChanges(Protocol):
    """What is changed of an account after it was made: each change audited, as done ``by`` somebody.

    An account that does not exist is a UsageError.
    """

    def arrive(self, new: NewAccount, now: datetime) -> Account:
        """Make the account of somebody whom another issuer has vouched for, or bring it up to date; return it.

        A disabled account stays as it is.
        """
        ...

    def turn_away(self, identity: Identity, now: datetime) -> None:
        """End the sessions of somebody to whom his issuer gives no role any more; nothing for a stranger."""
        ...

    def change_role(self, account: int, role: AccountRole, *, by: str, now: datetime) -> Account:
        """Give an account another role. Raises LastAdmin."""
        ...

    def disable(self, account: int, *, by: str, now: datetime) -> Account:
        """Keep somebody out, end his sessions and withdraw his invitations. Raises LastAdmin."""
        ...

    def enable(self, account: int, *, by: str, now: datetime) -> Account:
        """Let somebody in again."""
        ...

    def change_password(self, account: int, password_hash: str, now: datetime, *, keeping: str) -> None:
        """Keep another password of who is signed in, and end his sessions but the one under ``keeping``."""
        ...

    def end_sessions(self, account: int, *, by: str, now: datetime) -> int:
        """End all sessions of an account; return how many there were."""
        ...

    def offer_password(self, key: str, account: int, invitation: Invitation, now: datetime) -> Account:
        """Keep a link that sets a new password, in the place of an earlier one for this account."""
        ...

    def redeem(self, key: str, password_hash: str, now: datetime) -> Account | None:
        """Set the password that such a link is for, use it up and end the sessions; None when it cannot be used."""
        ...

    def list_invitations(self, now: datetime) -> Mapping[str, Invitation]:
        """Return the invitations that can still be used, by their keys, the first to run out first."""
        ...

    def withdraw(self, key: str, *, by: str, now: datetime) -> bool:
        """Let an invitation be used no more; false when it could not be used anyway."""
        ...


class Sessions(Protocol):
    """Who is signed in."""

    def begin(self, key: str, account: Account, now: datetime, *, replacing: str | None = None) -> None:
        """Begin a session under the hash of its token, ending the one that it replaces; audited."""
        ...

    def find(self, key: str, now: datetime) -> Session | None:
        """Find a session that has not ended, of an account that is not disabled; note that it was used."""
        ...

    def end(self, key: str, now: datetime) -> None:
        """End a session; audited. Nothing when there is none."""
        ...

    def record_look(self, session: Session, message: int, now: datetime) -> Sequence[str]:
        """Write that somebody looks at a mail in review, and no longer at another; return who else does just now."""
        ...

    def record_notice(self, key: str, notice: Notice) -> None:
        """Let a notice be shown on one of the session's next pages."""
        ...

    def forget_notices(self, key: str, shown: Sequence[Notice]) -> None:
        """Forget the notices that were shown, and none that has come since."""
        ...


class SignInFailures(Protocol):
    """Sign-ins that failed, so that passwords cannot be guessed by trying; they survive a restart."""

    def record(self, identity: Identity, address: str, now: datetime) -> None:
        """Write that a sign-in failed; those of before yesterday are forgotten."""
        ...

    def count(self, identity: Identity, address: str, since: datetime) -> tuple[int, int]:
        """Return how many failed since a moment: of this account, and from this address."""
        ...

    def forget(self, identity: Identity) -> None:
        """Forget those of an account that has signed in."""
        ...


class AuditLog(Protocol):
    """The audit log; appended, never changed."""

    def load(
        self, *, limit: int, before: int | None = None, wanted: AuditFilter = EVERYTHING
    ) -> Sequence[tuple[int, AuditEntry]]:
        """Return the latest entries with their numbers, newest first; ``before`` is the number to go on from."""
        ...

    def record(self, entry: AuditEntry) -> None:
        """Append a line for an act that changes no rows of its own; any other is written together with its change."""
        ...

    def list_names(self) -> Sequence[str]:
        """Return everybody who has done anything, in order of name."""
        ...
