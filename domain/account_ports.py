"""What the page needs of the books to know who is there; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.account import Account, Identity, Invitation, NewAccount, Notice, Session
from domain.audit import EVERYTHING, AuditEntry, AuditFilter


class Accounts(Protocol):
    """Who may use the page."""

    def list_all(self) -> Sequence[Account]:
        """Return every account, also the disabled, in order of name."""
        ...

    def has_admin(self) -> bool:
        """Say whether anybody can sign in who may do everything."""
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
        """Let a notice be shown on the session's next page."""
        ...

    def forget_notices(self, key: str) -> None:
        """Forget the notices that were shown."""
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

    def list_names(self) -> Sequence[str]:
        """Return everybody who has done anything, in order of name."""
        ...
