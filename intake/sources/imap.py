"""Mailboxes on an IMAP server, read without a trace: EXAMINE and BODY.PEEK, our own cursor, never the flag Seen."""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.errors import FolderMissing, SourceError
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.backoff import backoff_delay
from intake.sources.imap_connection import FolderState
from intake.sources.imap_errors import CommandRefused
from intake.sources.imap_folder import FolderVisit
from intake.sources.imap_login import Secret
from intake.sources.imap_session import ImapSession
from intake.sources.imap_settings import ImapSettings, Security

__all__ = ["FolderCount", "ImapSettings", "ImapSource", "Security"]


@dataclass(frozen=True, slots=True)
class FolderCount:
    """How many mails a folder holds, of whatever age."""

    folder: str
    mails: int


class ImapSource:
    """One mailbox over IMAP (RFC 9051, RFC 3501), with a password or, given a TokenSource, XOAUTH2.

    One connection a visit, mended a few times when it breaks. ``sleep`` takes seconds; ``jitter`` returns a
    number from 0 up to 1.
    """

    def __init__(
        self,
        settings: ImapSettings,
        secret: Secret,
        *,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.mailbox = settings.mailbox
        self._settings = settings
        self._secret = secret
        self._sleep = sleep
        self._jitter = jitter

    def fetch_new(self, cursors: Mapping[str, Cursor], gaps: Sequence[Gap]) -> Iterator[RawMail | Gap | Cursor]:
        """Yield what has arrived since the cursors, folder by folder.

        A folder that is missing or refused does not keep the others from being read; it is raised last.
        """
        session = self._connect()
        faults: list[SourceError] = []
        try:
            for folder in dict.fromkeys(self._settings.folders):
                try:
                    visit = FolderVisit(session, self._settings, folder, gaps)
                    yield from visit.fetch_new(cursors.get(folder))
                except (FolderMissing, CommandRefused) as fault:
                    if not self._may_be_missing(folder, fault):
                        faults.append(fault)
        finally:
            session.close()
        if faults:
            raise faults[0]

    def _may_be_missing(self, folder: str, fault: SourceError) -> bool:
        return isinstance(fault, FolderMissing) and folder in self._settings.optional_folders

    def check_login(self) -> tuple[FolderCount, ...]:
        """Log in, open every folder read-only, and count what is in it. Raises SourceError."""
        session = self._connect()
        try:
            return tuple(self._count_all(session))
        finally:
            session.close()

    def _count_all(self, session: ImapSession) -> Iterator[FolderCount]:
        for folder in dict.fromkeys(self._settings.folders):
            try:
                yield self._count(session, folder)
            except FolderMissing as fault:
                if not self._may_be_missing(folder, fault):
                    raise

    def _count(self, session: ImapSession, folder: str) -> FolderCount:
        session.retry(lambda connection: connection.fetch_status(folder))
        state: FolderState = session.examine(folder)
        return FolderCount(folder, state.mails)

    def _connect(self) -> ImapSession:
        return ImapSession(self._settings, self._secret, pause=self._pause)

    def _pause(self, attempt: int) -> None:
        self._sleep(backoff_delay(attempt, random=self._jitter).total_seconds())
