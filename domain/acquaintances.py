"""Whom we know: addresses that people have put a municipality to, and the mails we wrote to municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSender:
    """A municipality that a person found behind an address; it holds as long as the decision does.

    ``mails`` are the Message-IDs of the mails decided on: of itself no mail can be told by what was said of it.
    """

    municipality: str
    by: str
    decided_at: datetime
    mails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """A mail of ours, as far as an answer to it tells: to whom it went, and about which consultation."""

    municipality: str
    consultation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintances:
    """Senders known by address (in lower case), and our own mails by Message-ID.

    ``contacts`` are the municipalities that we write to at an address, whatever its case.
    """

    known_senders: Mapping[str, KnownSender] = field(default_factory=dict)
    own_mails: Mapping[str, OwnMail] = field(default_factory=dict)
    contacts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def list_known_at(self, host: str) -> frozenset[str]:
        """Return the municipalities that people have found behind addresses of a host."""
        return frozenset(
            known.municipality
            for address, known in self.known_senders.items()
            if address.rpartition("@")[2] == host.lower()
        )


NOBODY = Acquaintances()
"""Before the first decision and the first mail of ours."""
