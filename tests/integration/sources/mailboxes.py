"""What the tests of mailboxes share: a source for a user of the test server, and one visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from domain.errors import SourceError
from domain.mail_ports import MailSource
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.imap import ImapSettings, ImapSource, Security
from intake.sources.imap_login import Secret
from tests.dovecot import PASSWORD

SETTINGS = ImapSettings(
    mailbox="FLJE",
    host="127.0.0.1",
    port=0,
    username="",
    security=Security.NONE,
    connect_timeout=timedelta(seconds=5),
    read_timeout=timedelta(seconds=5),
)


@dataclass
class Visit:
    """What one visit brought; ``mails`` are (place, bytes)."""

    mails: list[tuple[RawMail, bytes]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    cursors: list[Cursor] = field(default_factory=list)
    error: SourceError | None = None

    @property
    def subjects(self) -> list[str]:
        """The subjects, in the order they came in."""
        return [data.partition(b"\r\n")[0].decode().removeprefix("Subject: ") for _, data in self.mails]

    @property
    def cursor(self) -> dict[str, Cursor]:
        """How far each folder is read now."""
        return {cursor.folder: cursor for cursor in self.cursors}


def make_source(port: int, user: str, *, secret: Secret = PASSWORD, **changes: object) -> ImapSource:
    """Return a source that never waits between repairs."""
    settings = replace(SETTINGS, port=port, username=user, **changes)  # type: ignore[arg-type] # any setting
    return ImapSource(settings, secret, sleep=lambda _: None)


def visit(source: MailSource, cursors: Mapping[str, Cursor] | None = None, gaps: Sequence[Gap] = ()) -> Visit:
    """Visit a mailbox and keep what it brings, also when it ends in an error."""
    brought = Visit()
    try:
        for item in source.fetch_new(cursors or {}, gaps):
            match item:
                case RawMail():
                    brought.mails.append((item, b"".join(item.chunks)))
                case Gap():
                    brought.gaps.append(item)
                case Cursor():
                    brought.cursors.append(item)
    except SourceError as error:
        brought.error = error
    return brought


def make_mail(subject: str, *, size: int = 0) -> bytes:
    """Return a mail that begins with its subject."""
    body = (b"x" * 76 + b"\r\n") * (size // 78 + 1)
    return f"Subject: {subject}\r\nFrom: Anna <anna@aarhus.dk>\r\n\r\n".encode() + body
