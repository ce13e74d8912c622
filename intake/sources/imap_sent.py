"""A look into the folder of sent mail over IMAP: opened read-only, and nothing in it is changed.

Exchange Online files there by itself what was submitted over SMTP (Microsoft, "Improvements in SMTP client
submission"). A server that does not is left as it is: we put nothing into a mailbox of others.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from domain.errors import FolderMissing, KommunesvarError, ServerUnreachable
from intake.sources.imap_connection import ImapConnection, format_day
from intake.sources.imap_login import Secret, open_client
from intake.sources.imap_settings import ImapSettings

_USUAL_NAMES = ("sent items", "sendt post", "sendt", "sent", "sent messages", "sendte elementer")
_LATEST_LISTED = 300
"""So many of the newest mails are looked at one by one where the server's own search finds nothing."""
_DAY_BEFORE = timedelta(days=1)
"""SINCE counts days by the server's own calendar (RFC 9051 §6.4.4)."""
_IDS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
_PATIENCE = timedelta(seconds=30)

log = structlog.get_logger(__name__)


class ImapSentMail:
    """The folder of sent mail in one mailbox: ``folder``, or the one that the server marks as such (RFC 6154).

    ``secret`` is asked for at every look, so that a changed one needs no restart.
    """

    def __init__(self, settings: ImapSettings, secret: Callable[[], Secret], *, folder: str | None = None) -> None:
        self._settings = replace(settings, command_timeout=_PATIENCE, read_timeout=_PATIENCE)
        self._secret = secret
        self._folder = folder

    def find(self, message_id: str, *, since: datetime) -> bool | None:
        """Say whether a mail of this Message-ID is there; None, and a line in the log, when that cannot be seen."""
        try:
            try:
                return self._look(message_id, since)
            except ServerUnreachable:  # a connection that broke; one that is slow is not asked twice
                return self._look(message_id, since)
        except KommunesvarError as error:
            log.warning("no look into the folder of sent mail", where=self._settings.where, error=str(error))
            return None

    def check(self) -> str:
        """Open the folder and return its name. Raises SourceError, and ConfigurationError without a secret."""
        connection = self._connect()
        try:
            return connection.open_sent(self._folder)
        finally:
            connection.close()

    def _look(self, message_id: str, since: datetime) -> bool:
        connection = self._connect()
        try:
            connection.open_sent(self._folder)
            return connection.holds(message_id, since - _DAY_BEFORE)
        finally:
            connection.close()

    def _connect(self) -> "_SentConnection":
        return _SentConnection(open_client(self._settings, self._secret()), self._settings, names={})


class _SentConnection(ImapConnection):
    """A connection that knows what is asked of a folder of sent mail."""

    def open_sent(self, configured: str | None) -> str:
        """Open the folder read-only and return its name. Raises FolderMissing."""
        folder = configured or self._find_sent()
        self.fetch_status(folder)
        self.examine(folder)
        return folder

    def holds(self, message_id: str, since: datetime) -> bool:
        """Say whether a mail of this id that arrived since that day is in the open folder."""
        day = format_day(since.date())
        found = self._read_uids("HEADER", "Message-ID", f'"{message_id}"', "SINCE", day)
        # RFC 9051 has the search find any id that holds ours; some servers take it for words, some find nothing.
        return self._names_one(found, message_id) or self._names_one(self._read_uids("SINCE", day), message_id)

    def _names_one(self, uids: list[int], message_id: str) -> bool:
        newest = uids[-_LATEST_LISTED:]
        return bool(newest) and message_id in set(_read_ids(self._fetch(newest, _IDS).values()))

    def _read_uids(self, *criteria: str) -> list[int]:
        lines = self._ask("SEARCH", *criteria)
        return sorted(int(word) for line in lines for word in line.split() if word.isdigit())

    def _find_sent(self) -> str:
        listed = [(flags, name) for flags, _, name in self._list() if "\\noselect" not in flags]
        marked = [name for flags, name in listed if "\\sent" in flags]
        by_usual_name = {re.split(r"[/.]", name)[-1].casefold(): name for _, name in listed}
        found = marked or [by_usual_name[usual] for usual in _USUAL_NAMES if usual in by_usual_name]
        if found:
            return found[0]
        raise FolderMissing(
            f"No folder of sent mail is found: {self._settings.where}.",
            remedy=f"Name it in [smtp] sent; the mailbox has: {', '.join(sorted(name for _, name in listed))}.",
        )


def _read_ids(answers: Iterable[object]) -> Iterable[str]:
    """Return the Message-IDs in answers to a FETCH of that header, whatever case and folding it has."""
    for items in answers:
        for key, value in items.items() if isinstance(items, dict) else ():
            if isinstance(value, bytes) and key.upper().startswith(b"BODY["):
                yield "".join(value.decode("ascii", "replace").partition(":")[2].split())
