"""What is needed to read one mailbox over IMAP."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from domain.deadline import COPENHAGEN

MEGABYTE = 1024 * 1024
_USUAL_PORTS = (143, 993)


class Security(StrEnum):
    """How the way to the server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings:
    """One mailbox on an IMAP server; the secret is not among it.

    Mail that arrived before ``since``, a local day in ``zone``, is not fetched. A folder of ``optional_folders``
    may be missing. ``batch_bytes`` and ``range_bytes`` are sizes in bytes. ``command_timeout`` is the most that one
    answer may take in all, ``read_timeout`` the longest silence within it. ``listing_mails`` UIDs fit in the one
    line of 1,000,000 bytes that imaplib reads at most.
    """

    mailbox: str
    host: str
    port: int
    username: str
    security: Security = Security.TLS
    ca_file: Path | None = None
    folders: tuple[str, ...] = ("INBOX",)
    optional_folders: frozenset[str] = frozenset()
    since: date | None = None
    zone: ZoneInfo = COPENHAGEN
    connect_timeout: timedelta = timedelta(seconds=15)
    read_timeout: timedelta = timedelta(seconds=60)
    command_timeout: timedelta = timedelta(minutes=10)
    batch_mails: int = 100
    batch_bytes: int = 8 * MEGABYTE
    range_bytes: int = MEGABYTE
    listing_mails: int = 80_000
    repairs: int = 5

    @property
    def where(self) -> str:
        """How messages name this mailbox."""
        return f"mailbox {self.mailbox} at {self.host}:{self.port}"

    def compose_url(self, folder: str, *, uid_validity: int, uid: int) -> str:
        """Return the IMAP URL of one message (RFC 5092)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port in _USUAL_PORTS else f":{self.port}"
        user = quote(self.username, safe="")
        return f"imap://{user}@{host}{port}/{quote(folder, safe='/')};UIDVALIDITY={uid_validity}/;UID={uid}"
