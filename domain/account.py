"""Who may use the page (konto), what he may do there, and how long he stays signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LOCAL = "local"
"""The issuer of accounts whose password we keep ourselves; with OpenID Connect it is the provider's address."""

IDLE_AFTER = timedelta(hours=2)
ENDS_AFTER = timedelta(hours=12)
"""A session ends when nobody has used it for the one, and in any case after the other: a working day."""

INVITED_FOR = timedelta(hours=24)
"""A link that makes an account can be used once, and no longer than this."""


class AccountRole(StrEnum):
    """What an account may do; each may do all that those before it may."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def danish(self) -> str:
        """The word for people."""
        return _DANISH[self]

    def covers(self, needed: "AccountRole") -> bool:
        """Say whether this role may do what needs that one."""
        order = list(AccountRole)
        return order.index(self) >= order.index(needed)


_DANISH = {
    AccountRole.READER: "læser",
    AccountRole.EDITOR: "sagsbehandler",
    AccountRole.ADMIN: "administrator",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is, by the word of an issuer.

    ``subject`` is the user name of a local account; with Entra ID it is ``tid/oid``, which alone stays the same
    for a person (https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference).
    """

    issuer: str
    subject: str

    @classmethod
    def local(cls, username: str) -> "Identity":
        """Return the identity of a local account; upper and lower case are the same."""
        return cls(issuer=LOCAL, subject=username.strip().casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One who may use the page; ``name`` is what decisions are signed with.

    ``shortcuts`` is whether single keys do something: off until asked for (WCAG 2.1.4).
    """

    id: int
    identity: Identity
    name: str
    email: str = ""
    role: AccountRole = AccountRole.READER
    disabled: bool = False
    shortcuts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made; without a password it belongs to another issuer."""

    identity: Identity
    name: str
    role: AccountRole
    email: str = ""
    password_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link that makes one account of a role, or lets the holder of an ``account`` choose a new password.

    ``name`` is whom it is for, as far as whoever made it said so.
    """

    role: AccountRole
    by: str
    expires_at: datetime
    name: str = ""
    account: int | None = None


class Tone(StrEnum):
    """How a notice is meant."""

    DONE = "done"
    WARNING = "warning"


NOTICE_WAITS = timedelta(seconds=30)
"""So long a notice is kept for the page that it is meant for; then it is on whatever page comes."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that is shown once: on the page of ``path``, or where that does not come, on a later one."""

    text: str
    tone: Tone = Tone.DONE
    path: str = ""
    at: datetime | None = None

    def belongs(self, path: str, now: datetime) -> bool:
        """Say whether it is shown on a page: another one of the same browser may be asked for in between."""
        return not self.path or self.path == path or self.at is None or now - self.at > NOTICE_WAITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One who is signed in; ``key`` is the hash of the token that only the browser has."""

    key: str
    account: Account
    last_seen_at: datetime
    notices: tuple[Notice, ...] = ()
