"""One visit's conversation with an IMAP server: a connection that is mended a few times when it breaks."""

from collections.abc import Callable
from typing import TypeVar

import structlog

from domain.errors import ServerUnreachable, SourceError
from intake.sources.imap_connection import FolderState, ImapConnection
from intake.sources.imap_errors import LOST
from intake.sources.imap_login import Secret, open_client
from intake.sources.imap_settings import ImapSettings

T = TypeVar("T")
log = structlog.get_logger(__name__)


class ImapSession:
    """Connects when it is made; ``pause`` waits before a repair, which it is given the number of."""

    def __init__(self, settings: ImapSettings, secret: Secret, *, pause: Callable[[int], None]) -> None:
        self._settings = settings
        self._secret = secret
        self._pause = pause
        self._repairs = 0
        self._names: dict[str, str] = {}
        self._folder: str | None = None
        self._uid_validity = 0
        self.connection = self._connect()

    def examine(self, folder: str) -> FolderState:
        """Open a folder read-only, also again after a repair."""
        self._folder = None
        state = self.retry(lambda connection: connection.examine(folder))
        self._folder, self._uid_validity = folder, state.uid_validity
        return state

    def retry(self, command: Callable[[ImapConnection], T]) -> T:
        """Run a command, and when the connection breaks once more on a new one."""
        try:
            return command(self.connection)
        except LOST as loss:
            self.repair(loss)
            return command(self.connection)

    def repair(self, loss: SourceError) -> None:
        """Make a new connection to the same folder; raises the loss itself when that was done often enough."""
        if self._repairs >= self._settings.repairs:
            raise loss
        self._repairs += 1
        log.info("mail server connection broke", mailbox=self._settings.mailbox, error=str(loss), repair=self._repairs)
        self.connection.close()
        self._pause(self._repairs)
        self.connection = self._connect()
        if self._folder is None:
            return
        if self.connection.examine(self._folder).uid_validity != self._uid_validity:
            raise ServerUnreachable(
                f"The folder {self._folder} was made anew during the visit: {self._settings.where}.",
                remedy="The next visit reads it from its beginning.",
            )

    def close(self) -> None:
        """Log out, or hang up where the server no longer listens."""
        self.connection.close()

    def _connect(self) -> ImapConnection:
        return ImapConnection(open_client(self._settings, self._secret), self._settings, names=self._names)
