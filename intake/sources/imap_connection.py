"""One connection to an IMAP server: plain commands in, plain values out, every fault as one of ours."""

import contextlib
import imaplib
import itertools
import re
import socket
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from imapclient.response_parser import parse_fetch_response

from domain.errors import FolderMissing, ServerStalled
from intake.sources.imap_errors import FOREIGN, CommandRefused, translate
from intake.sources.imap_login import hang_up
from intake.sources.imap_settings import ImapSettings

_UID = re.compile(rb"\bUID (\d+)", re.IGNORECASE)
_PLAIN_BODY = re.compile(rb"\d+ \(UID (\d+) BODY\[\] \{\d+\}")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)", re.IGNORECASE)
_INTERNAL_DATE = re.compile(  # RFC 9051 §9, date-time: its day may stand behind a blank
    rb'\bINTERNALDATE " ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"', re.IGNORECASE
)
_FAREWELL_SECONDS = 5.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """What the server says of a folder; ``mails`` is known only after EXAMINE."""

    uid_validity: int
    uid_next: int
    mails: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is known of a mail before its bytes; ``size`` is what the server claims, in bytes."""

    uid: int
    size: int | None = None
    internal_date: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A mail's bytes as the server gave them, and its INTERNALDATE where that was asked for."""

    body: bytes
    internal_date: datetime | None = None


class ImapConnection:
    """A logged-in connection. Every method raises SourceError and nothing else.

    ``names`` remembers what the server calls a folder where that is not its configured name.
    """

    def __init__(self, client: Any, settings: ImapSettings, *, names: dict[str, str]) -> None:
        self._client = client
        self._settings = settings
        self._names = names
        self._folder = ""
        self._broken = False

    def fetch_status(self, folder: str) -> FolderState:
        """Return how far a folder has come, without opening it. Raises FolderMissing."""
        try:
            return self._ask_status(folder)
        except CommandRefused as refusal:
            name = self._find_name(folder)
            if name == self._names.get(folder, folder):
                raise
            self._names[folder] = name
            try:
                return self._ask_status(folder)
            except CommandRefused:
                raise refusal from None

    def _ask_status(self, folder: str) -> FolderState:
        with self._speaking("STATUS", folder):
            answer = self._client.folder_status(self._names.get(folder, folder), ["UIDNEXT", "UIDVALIDITY"])
            return FolderState(uid_validity=int(answer.get(b"UIDVALIDITY", 0)), uid_next=int(answer.get(b"UIDNEXT", 0)))

    def examine(self, folder: str) -> FolderState:
        """Open a folder read-only."""
        self._folder = folder
        with self._speaking("EXAMINE"):
            answer = self._client.select_folder(self._names.get(folder, folder), readonly=True)
            return FolderState(
                uid_validity=int(answer.get(b"UIDVALIDITY", 0)),
                uid_next=int(answer.get(b"UIDNEXT", 0)),
                mails=int(answer.get(b"EXISTS", 0)),
            )

    def list_folders(self) -> list[str]:
        """Return the names of all folders that can hold mail."""
        return [name for flags, _, name in self._list() if "\\noselect" not in flags]

    def search_from(self, first: int, state: FolderState, *, since: date | None = None) -> list[int]:
        """Return the UIDs in the open folder from ``first`` on, ascending; with ``since`` only those arrived then.

        The day is the server's own, whatever its zone.
        """
        if not state.mails:
            return []
        edges = self._find_edges(first, state)
        found: set[int] = set()
        for low, high in zip([first, *(edge + 1 for edge in edges)], [*edges, "*"], strict=True):
            found.update(self._search(f"{low}:{high}", since))
        # n:* names the last mail also when that is older than n (RFC 9051 §6.4.8).
        return sorted(uid for uid in found if uid >= first)

    def find_present(self, uids: Sequence[int], *, since: date | None = None) -> set[int]:
        """Return those of the UIDs that the open folder still lists."""
        return self._search(",".join(map(str, uids)), since) & set(uids)

    def fetch_listings(self, uids: Sequence[int]) -> dict[int, Listing]:
        """Return the sizes and arrival times of mails, by UID; those that the server leaves out are missing."""
        # Not imapclient's fetch, which reads letter by letter: that would be a third of a visit's time.
        data = self._ask("FETCH", ",".join(map(str, uids)), "(INTERNALDATE RFC822.SIZE)")
        listings = filter(None, (_parse_listing(line) for line in data if isinstance(line, bytes)))
        return {listing.uid: listing for listing in listings}

    def fetch_bodies(self, uids: Sequence[int], *, with_date: bool = False) -> dict[int, Fetched]:
        """Return the bytes of mails, by UID, without marking them read; empty ones are missing."""
        answer = self._fetch(uids, *(["INTERNALDATE"] if with_date else []), "BODY.PEEK[]")
        return {
            uid: Fetched(body=body, internal_date=_to_utc(items.get(b"INTERNALDATE")))
            for uid, items in answer.items()
            if (body := items.get(b"BODY[]"))
        }

    def fetch_range(self, uid: int, offset: int, length: int) -> bytes | None:
        """Return up to ``length`` bytes of a mail from an offset; None when the server leaves the answer out."""
        items = self._fetch([uid], f"BODY.PEEK[]<{offset}.{length}>").get(uid, {})
        key = b"BODY[]<%d>" % offset
        if key in items:
            return items[key] or b""
        # A server that does not know ranges gives the whole.
        return items.get(b"BODY[]") if offset == 0 else None

    def close(self) -> None:
        """Say goodbye where that is still possible, and hang up."""
        with contextlib.suppress(*FOREIGN):
            if not self._broken:
                self._client.socket().settimeout(_FAREWELL_SECONDS)
                self._client.logout()
                return
        hang_up(self._client)

    def _fetch(self, uids: Sequence[int], *items: str) -> Mapping[int, Mapping[bytes, Any]]:
        data = self._ask("FETCH", ",".join(map(str, uids)), f"({' '.join(items)})")
        bodies = _match_bodies(data)
        if bodies is not None:
            return bodies
        with self._speaking("FETCH"):
            answer: Mapping[int, Mapping[bytes, Any]] = parse_fetch_response(data, normalise_times=False)
            return answer

    def _search(self, uids: str, since: date | None) -> set[int]:
        criteria = ["SINCE", format_day(since)] if since else []
        # Not imapclient's search, which stumbles over an answer that comes in several lines.
        lines = self._ask("SEARCH", "UID", uids, *criteria)
        return {int(word) for line in lines if line for word in line.split() if word.isdigit()}

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        """Send a UID command and return what imaplib makes of its answer: lines, and pairs of line and literal."""
        imap = self._client._imap  # noqa: SLF001 - imapclient has no other way to the connection
        with self._speaking(command):
            imap.response(command)  # what a refused command before this one had already brought would be mixed in
            kind, data = imap.uid(command, *arguments)
            if kind != "OK":
                raise imaplib.IMAP4.error(data[-1])
            return [item for item in data if item is not None]

    def _find_edges(self, first: int, state: FolderState) -> list[int]:
        """Find UIDs that cut a very large folder into listings short enough for imaplib."""
        longest = self._settings.listing_mails
        if min(state.mails, max(state.uid_next - first, 0) or state.mails) <= longest:
            return []
        places = range(longest, state.mails, longest)
        with self._speaking("FETCH"):
            self._client.use_uid = False
            try:
                answer = self._client.fetch(list(places), ["UID"])
            finally:
                self._client.use_uid = True
            return sorted(items[b"UID"] for items in answer.values() if items.get(b"UID", 0) >= first)

    def _find_name(self, folder: str) -> str:
        """Find what the server calls a folder: the same name with another separator, prefix or case.

        Failing that, ``Junk`` is the folder that the server itself marks as such (RFC 6154).
        """
        listed = self._list()
        names = [name for flags, _, name in listed if "\\noselect" not in flags]
        if folder in names:
            return folder
        wanted = _fold_name(folder, "/")
        alike = [name for _, separator, name in listed if _fold_name(name, separator) == wanted]
        if not alike and wanted == "junk":
            alike = [name for flags, _, name in listed if "\\junk" in flags]
        if len(alike) == 1:
            return alike[0]
        raise FolderMissing(
            f"The folder {folder} does not exist: {self._settings.where}.",
            remedy=f"Correct folders in the configuration; the mailbox has: {', '.join(sorted(names)) or 'none'}.",
        )

    def _list(self) -> list[tuple[frozenset[str], str, str]]:
        with self._speaking("LIST"):
            return [
                (frozenset(_text(flag).lower() for flag in flags), _text(separator), _text(name))
                for flags, separator, name in self._client.list_folders()
            ]

    @contextlib.contextmanager
    def _speaking(self, command: str, folder: str | None = None) -> Iterator[None]:
        """Translate what goes wrong in one command, and end it when its answer takes too long in all."""
        cut = threading.Event()
        clock = threading.Timer(self._settings.command_timeout.total_seconds(), self._cut_off, [cut])
        clock.daemon = True
        clock.start()
        try:
            yield
        except FOREIGN as error:
            doing = f"folder {folder or self._folder}, {command}" if folder or self._folder else command
            if cut.is_set():
                self._broken = True
                raise ServerStalled(f"The mail server is too slow: {self._settings.where}, {doing}.") from error
            fault = translate(error, where=self._settings.where, doing=doing)
            self._broken = self._broken or not isinstance(fault, CommandRefused)
            raise fault from error
        finally:
            clock.cancel()

    def _cut_off(self, cut: threading.Event) -> None:
        # A server that sends a byte now and then never meets the read time-out.
        cut.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)


def _to_utc(moment: datetime | None) -> datetime | None:
    try:
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _match_bodies(data: Sequence[Any]) -> dict[int, dict[bytes, bytes]] | None:
    """Match an answer of plain bodies and nothing else; None for any other, which takes a real parser."""
    found: dict[int, dict[bytes, bytes]] = {}
    for pair, end in itertools.zip_longest(data[::2], data[1::2]):
        head = _PLAIN_BODY.fullmatch(pair[0]) if isinstance(pair, tuple) else None
        if head is None or end != b")":
            return None
        found[int(head[1])] = {b"BODY[]": pair[1]}
    return found


def _parse_listing(line: bytes) -> Listing | None:
    """Return what one line of a FETCH answer says; None for one about something else, as a flag set meanwhile."""
    uid, size, arrived = (pattern.search(line) for pattern in (_UID, _SIZE, _INTERNAL_DATE))
    if uid is None or size is None:
        return None
    return Listing(uid=int(uid[1]), size=int(size[1]), internal_date=_parse_internal_date(arrived))


def _parse_internal_date(found: re.Match[bytes] | None) -> datetime | None:
    if found is None:
        return None
    day, month, *rest, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == b"-" else 1)
    try:
        year, hour, minute, second = map(int, rest)
        moment = datetime(year, _MONTHS.index(month.decode().title()) + 1, int(day), hour, minute, second, tzinfo=UTC)
        return moment - offset
    except (ValueError, OverflowError):
        return None


def format_day(day: date) -> str:
    """Return a day as IMAP writes it (RFC 9051 §9, date-text)."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year:04d}"


def _text(value: bytes | str | int | None) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")


def _fold_name(name: str, separator: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold().replace(separator or "/", "/")
    return folded.removeprefix("inbox/")
