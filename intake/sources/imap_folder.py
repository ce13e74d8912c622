"""One visit to one folder: what is new in it since the cursor, and the gaps that can now be filled."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import IO

import structlog

from domain.deadline import start_of_day
from domain.errors import ArchiveError, ServerStalled
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.imap_connection import Fetched, FolderState, Listing
from intake.sources.imap_errors import LOST, CommandRefused, said_or_kind
from intake.sources.imap_session import ImapSession
from intake.sources.imap_settings import ImapSettings

UNREADABLE = "unreadable"
VANISHED = "vanished"

_UIDS_A_COMMAND = 500  # Dovecot refuses command lines of more than 64 KB, others much shorter ones
_TRIES_AFTER_A_BREAK = 2
# Exchange serves a notice with this (folded) subject, and the number behind it, in place of a mail that it
# cannot render (OfflineIMAP issue 62, freescout issue 3203).
_STUB = b"Retrieval using the IMAP4 protocol failed for the following message"
_STUB_BEGINS = _STUB.partition(b" ")[0]
_LARGEST_STUB = 65_536

log = structlog.get_logger(__name__)


class FolderVisit:
    """Reads one open folder. A mail that the server cannot give is a gap and never the end of the visit."""

    def __init__(self, session: ImapSession, settings: ImapSettings, folder: str, gaps: Sequence[Gap]) -> None:
        self._session = session
        self._settings = settings
        self._folder = folder
        self._gaps = [gap for gap in gaps if gap.folder == folder and gap.reason != VANISHED]
        self._attempts = {(gap.uid_validity, gap.uid): gap.attempts for gap in self._gaps}
        self._done: set[int] = set()
        self._uid_validity = 0
        self._earliest = start_of_day(settings.since, settings.zone) if settings.since else None

    def fetch_new(self, cursor: Cursor | None) -> Iterator[RawMail | Gap | Cursor]:
        """Yield new mails and gaps in batches, a cursor after each, and last what became of the known gaps."""
        if cursor is not None and self._reaches_further_back(cursor):
            cursor = None
        status = self._session.retry(lambda connection: connection.fetch_status(self._folder))
        if not self._gaps and _is_unchanged(status, cursor):
            return
        state = self._session.examine(self._folder)
        self._uid_validity = state.uid_validity
        yield from self._fetch_from(cursor, state)
        yield from self._fill_gaps()

    def _reaches_further_back(self, cursor: Cursor) -> bool:
        """Say whether mail that was left out for its age is wanted now: then the folder is listed anew."""
        if cursor.since is None:
            return False
        return self._settings.since is None or self._settings.since < cursor.since

    def _fetch_from(self, cursor: Cursor | None, state: FolderState) -> Iterator[RawMail | Gap | Cursor]:
        known = cursor is not None and cursor.uid_validity == state.uid_validity
        first = reached = cursor.next_uid if cursor is not None and known else 1
        listed = self._session.retry(lambda connection: connection.search_from(first, state))
        for batch in self._plan(self._leave_out_old(listed, first, state)):
            yield from self._fetch_batch(batch)
            reached = batch[-1].uid + 1
            yield self._make_cursor(reached)
        # Only what was listed is behind us: a mail may be on its way in below the server's UIDNEXT.
        end = max(reached, listed[-1] + 1 if listed else first)
        if end > reached or (not known and reached == first):
            yield self._make_cursor(end)

    def _leave_out_old(self, listed: Sequence[int], first: int, state: FolderState) -> Sequence[int]:
        """Let the server leave out most of what is too old, where there is much of it; the rest is done here."""
        if self._settings.since is None or len(listed) <= _UIDS_A_COMMAND:
            return listed
        since = _day_before(self._settings.since)
        recent = set(self._session.retry(lambda connection: connection.search_from(first, state, since=since)))
        return [uid for uid in listed if uid in recent]

    def _plan(self, uids: Sequence[int]) -> Iterator[list[Listing]]:
        """Yield batches of mails that are young enough, no batch too large in number or bytes."""
        for start in range(0, len(uids), _UIDS_A_COMMAND):
            some = uids[start : start + _UIDS_A_COMMAND]
            listings = self._fetch_listings(some)
            wanted = [listings.get(uid, Listing(uid=uid)) for uid in some]
            yield from self._cut_batches(listing for listing in wanted if self._is_wanted(listing.uid, listing))

    def _fetch_listings(self, uids: Sequence[int]) -> Mapping[int, Listing]:
        try:
            return self._session.retry(lambda connection: connection.fetch_listings(uids))
        except CommandRefused:
            return {}  # one mail can spoil the answer for all: each is then asked for alone

    def _cut_batches(self, listings: Iterable[Listing]) -> Iterator[list[Listing]]:
        batch: list[Listing] = []
        room = self._settings.batch_bytes
        for listing in listings:
            # A mail whose size the server would not tell may be any size, or one it stumbles over: it goes alone.
            size = self._settings.batch_bytes if listing.size is None else listing.size
            if batch and (size > room or len(batch) >= self._settings.batch_mails):
                yield batch
                batch, room = [], self._settings.batch_bytes
            batch.append(listing)
            room -= size
        if batch:
            yield batch

    def _is_wanted(self, uid: int, dated: Listing | Fetched) -> bool:
        """Say whether a mail is young enough, or may be, or was let in before."""
        return (
            self._earliest is None
            or dated.internal_date is None
            or dated.internal_date >= self._earliest
            or (self._uid_validity, uid) in self._attempts
        )

    def _fetch_batch(self, batch: Sequence[Listing]) -> Iterator[RawMail | Gap]:
        bodies = self._try_bodies(batch) if len(batch) > 1 else None
        if bodies is not None:
            yield from self._account_for(batch, bodies)
            return
        for listing in batch:
            if (listing.size or 0) > self._settings.batch_bytes:
                yield from self._fetch_large(listing)
            else:
                fetched = self._try_body(listing)
                yield from self._account_for([listing], {listing.uid: fetched} if fetched else {})

    def _try_bodies(self, batch: Sequence[Listing]) -> dict[int, Fetched] | None:
        try:
            return self._session.connection.fetch_bodies([listing.uid for listing in batch])
        except CommandRefused:
            return None
        except LOST as loss:
            self._session.repair(loss)
            return None

    def _try_body(self, listing: Listing) -> Fetched | None:
        for _ in range(_TRIES_AFTER_A_BREAK):
            try:
                return self._session.connection.fetch_bodies(
                    [listing.uid], with_date=listing.internal_date is None
                ).get(listing.uid)
            except CommandRefused:
                return None
            except LOST as loss:
                self._session.repair(loss)
                if isinstance(loss, ServerStalled):
                    return None  # waited long enough for this one
        return None

    def _fetch_large(self, listing: Listing) -> Iterator[RawMail | Gap]:
        """Fetch a mail in ranges, first onto the disk: whoever gets it then gets the whole of it."""
        with tempfile.TemporaryFile() as spool:
            if self._spool(listing, spool):
                yield self._make_mail(listing, listing.internal_date, _read_chunks(spool, self._settings.range_bytes))
                return
        yield from self._account_for([listing], {})

    def _spool(self, listing: Listing, spool: IO[bytes]) -> bool:
        """Write all ranges of a mail; False when the server does not give them all."""
        offset, claimed = 0, listing.size or 0
        while True:
            piece = self._try_range(listing.uid, offset)
            if piece is None:
                # Nothing at all past the size it claims is the end; before, it is a piece withheld.
                return offset > 0 and offset >= claimed
            _write(spool, piece)
            if offset == 0 and _is_stub(piece):
                return False
            offset += len(piece)
            # RFC822.SIZE may be a guess (MS-STANOIMAP): the end is where nothing more comes.
            if not piece or (len(piece) != self._settings.range_bytes and offset >= claimed):
                return offset > 0

    def _try_range(self, uid: int, offset: int) -> bytes | None:
        for _ in range(_TRIES_AFTER_A_BREAK):
            try:
                return self._session.connection.fetch_range(uid, offset, self._settings.range_bytes)
            except CommandRefused:
                return None
            except LOST as loss:
                self._session.repair(loss)
        return None

    def _account_for(self, batch: Sequence[Listing], bodies: dict[int, Fetched]) -> Iterator[RawMail | Gap]:
        """Yield each mail of a batch, or the gap where it should have been."""
        missing = [listing for listing in batch if not _is_readable(bodies.get(listing.uid))]
        reasons = self._find_reasons(missing) if missing else {}
        for listing in batch:
            fetched = bodies.pop(listing.uid, None)
            if listing.uid in reasons:
                yield self._make_gap(listing.uid, reasons[listing.uid])
            elif fetched is not None and _is_readable(fetched) and self._is_wanted(listing.uid, fetched):
                yield self._make_mail(listing, listing.internal_date or fetched.internal_date, (fetched.body,))

    def _find_reasons(self, missing: Sequence[Listing]) -> Mapping[int, str]:
        """Find out whether the mails are still there; leaves out those that the server says are too old."""
        uids = [listing.uid for listing in missing]
        undated = [listing.uid for listing in missing if listing.internal_date is None]
        present = self._find_present(uids)
        old = set(undated) & present
        if old and self._settings.since is not None:
            old -= self._find_present(undated, since=_day_before(self._settings.since))
        else:
            old = set()
        known = {uid for uid_validity, uid in self._attempts if uid_validity == self._uid_validity}
        return {uid: UNREADABLE if uid in present else VANISHED for uid in uids if uid not in old or uid in known}

    def _find_present(self, uids: Sequence[int], *, since: date | None = None) -> set[int]:
        try:
            return self._session.retry(lambda connection: connection.find_present(uids, since=since))
        except CommandRefused:
            return set(uids)

    def _fill_gaps(self) -> Iterator[RawMail | Gap]:
        for gap in self._gaps:
            if gap.uid_validity != self._uid_validity:
                # The folder was made anew, and the mail is listed under another number, if at all.
                yield replace(gap, reason=VANISHED, attempts=gap.attempts + 1)
        waiting = {gap.uid for gap in self._gaps if gap.uid_validity == self._uid_validity} - self._done
        for batch in self._plan(sorted(waiting)):
            yield from self._fetch_batch(batch)

    def _make_mail(self, listing: Listing, internal_date: datetime | None, chunks: Iterable[bytes]) -> RawMail:
        self._done.add(listing.uid)
        return RawMail(
            mailbox=self._settings.mailbox,
            folder=self._folder,
            uid_validity=self._uid_validity,
            uid=listing.uid,
            internal_date=internal_date,
            source=self._make_url(listing.uid),
            chunks=chunks,
        )

    def _make_gap(self, uid: int, reason: str) -> Gap:
        self._done.add(uid)
        attempts = self._attempts.get((self._uid_validity, uid), 0) + 1
        log.warning("mail not given", mailbox=self._settings.mailbox, folder=self._folder, uid=uid, reason=reason)
        return Gap(
            mailbox=self._settings.mailbox,
            folder=self._folder,
            uid_validity=self._uid_validity,
            uid=uid,
            source=self._make_url(uid),
            reason=reason,
            attempts=attempts,
        )

    def _make_url(self, uid: int) -> str:
        return self._settings.compose_url(self._folder, uid_validity=self._uid_validity, uid=uid)

    def _make_cursor(self, next_uid: int) -> Cursor:
        since = self._settings.since
        return Cursor(folder=self._folder, uid_validity=self._uid_validity, next_uid=next_uid, since=since)


def _is_unchanged(status: FolderState, cursor: Cursor | None) -> bool:
    return cursor is not None and cursor.uid_validity == status.uid_validity and 0 < status.uid_next <= cursor.next_uid


def _is_readable(fetched: Fetched | None) -> bool:
    return fetched is not None and not fetched.body.isspace() and not _is_stub(fetched.body)


def _is_stub(body: bytes) -> bool:
    """Say whether this is Exchange's notice in place of a mail, and not a mail that speaks of one."""
    if len(body) > _LARGEST_STUB or _STUB_BEGINS not in body:
        return False
    head, _, text = body.replace(b"\r\n", b"\n").partition(b"\n\n")
    subject = re.search(rb"^subject:\s*(.*)$", re.sub(rb"\n[ \t]+", b" ", head), re.IGNORECASE | re.MULTILINE)
    beginnings = (body, text, subject[1] if subject else b"")
    return any(b" ".join(beginning.split()).startswith(_STUB) for beginning in beginnings)


def _read_chunks(spool: IO[bytes], size: int) -> Iterator[bytes]:
    spool.seek(0)
    while chunk := spool.read(size):
        yield chunk


def _write(spool: IO[bytes], piece: bytes) -> None:
    try:
        spool.write(piece)
        spool.flush()
    except OSError as error:
        raise ArchiveError(
            f"There is no room to set a large mail aside: {said_or_kind(error)}.",
            remedy="Make room in the folder for temporary files (TMPDIR).",
        ) from error


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
