"""The audit log (revisionsspor): every change, who made it and when, written together with the change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Details = Mapping[str, str | int | None]
"""What is worth knowing of an act beside its subject; never a secret, and never the text of a mail."""


class Action(StrEnum):
    """What was done; the closed list, each with its Danish words."""

    DECIDED = "decided"
    UNDONE = "undone"
    EXTENDED = "extended"
    EXTENSION_REVOKED = "extension_revoked"
    EXCUSED = "excused"
    EXCUSE_REVOKED = "excuse_revoked"
    REGISTERED = "registered"
    CONTACT_CHANGED = "contact_changed"
    REMINDED = "reminded"
    LETTER_SENT = "letter_sent"
    DIGEST_SENT = "digest_sent"
    RETRIED = "retried"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"

    @property
    def danish(self) -> str:
        """The words for people, behind a name: 'Mette afgjorde en henvendelse'."""
        return _DANISH[self]


_DANISH = {
    Action.DECIDED: "afgjorde en henvendelse",
    Action.UNDONE: "fortrød en afgørelse",
    Action.EXTENDED: "gav udsættelse",
    Action.EXTENSION_REVOKED: "trak en udsættelse tilbage",
    Action.EXCUSED: "fritog en kommune",
    Action.EXCUSE_REVOKED: "ophævede en fritagelse",
    Action.REGISTERED: "registrerede et svar",
    Action.CONTACT_CHANGED: "ændrede en kontakt",
    Action.REMINDED: "rykkede en kommune",
    Action.LETTER_SENT: "sendte høringsbrevet til en kommune",
    Action.DIGEST_SENT: "sendte ugeoversigten",
    Action.RETRIED: "prøvede fejlede mails igen",
    Action.SIGNED_IN: "loggede på",
    Action.SIGNED_OUT: "loggede af",
    Action.INVITED: "lavede et link til en ny konto",
    Action.INVITATION_WITHDRAWN: "trak et link til en ny konto tilbage",
    Action.ACCOUNT_MADE: "oprettede en konto",
    Action.ACCOUNT_CHANGED: "ændrede en konto",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the log; ``subject`` says on what, as ``message:17``, ``municipality:0461`` or ``account:3``."""

    at: datetime
    by: str
    action: Action
    subject: str
    details: Details = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are asked for: by whom, of what kind, on what, and from when to before when."""

    by: str = ""
    action: Action | None = None
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = AuditFilter()
