"""The desk at which mails are judged: everything that judging needs, in one value."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.consultation import Consultation
from domain.judgement import Findings, Judgement, apply_decisions, judge
from domain.message import RECOGNITION_DUE, Attachment, ExtractedText, FilePart, ReadMail, Verdict
from domain.municipality import Roster
from domain.ports import Archive, Decisions, Facts, Messages, Reader, TextCache
from domain.review import Decision

Examine = Callable[[ReadMail, str, datetime | None], Findings]
"""Runs every rule over a mail: (mail, mailbox, INTERNALDATE) to findings."""

MAIL_SECONDS = 60.0
"""So long the files of one mail are read; what is not read by then is for a person. Well within a lease."""

_PASSING = ("reader_died", "second_reading: timeout", "ocr_time", RECOGNITION_DUE)
"""What begins the notes on files that may be read better another time."""

Glimpse = Callable[[bytes, str, datetime | None], Judgement]
"""Looks only at the head of a mail that could not be read: (first bytes, mailbox, INTERNALDATE) to a judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Ports and rules of judging, put together once by the program."""

    archive: Archive
    messages: Messages
    texts: TextCache
    decisions: Decisions
    facts: Facts
    reader: Reader
    roster: Roster
    consultations: Mapping[str, Consultation]
    examine: Examine
    glimpse: Glimpse
    mail_seconds: float = MAIL_SECONDS

    def read(self, sha256: str, *, recognize: bool = True) -> ReadMail:
        """Take a mail from the archive apart and read its files; without ``recognize``, not those that need OCR.

        Raises ArchiveDamaged, UnreadableMail, and ReaderDied when the mail breaks the reader.
        """
        with self.archive.open(sha256) as stream:
            parsed = self.reader.parse_mail(stream)
        return ReadMail(
            headers=parsed.headers,
            body=parsed.body,
            quoted=parsed.quoted,
            attachments=tuple(self._read_files(parsed.files, recognize=recognize)),
            media_types=parsed.media_types,
            failed_recipients=parsed.failed_recipients,
            notes=parsed.notes,
        )

    def judge(
        self, mail: ReadMail, mailbox: str, internal_date: datetime | None, decisions: tuple[Decision, ...]
    ) -> tuple[Judgement, Judgement]:
        """Return the machine's judgement, and what holds once people's decisions are laid over it."""
        extensions = self.facts.load_extensions()
        machine = judge(self.examine(mail, mailbox, internal_date), extensions)
        return machine, apply_decisions(machine, decisions, self.consultations, extensions)

    def _read_files(self, parts: tuple[FilePart, ...], *, recognize: bool) -> Iterator[Attachment]:
        """Read the files of a mail, as long as its time lasts: thousands of slow ones must stop no other mail."""
        ends = time.monotonic() + self.mail_seconds
        for part in parts:
            seconds = ends - time.monotonic()
            in_time = part.verdict is not None or seconds > 0
            read = part if in_time else replace(part, verdict=Verdict.TIMEOUT)
            yield self._read_file(read, recognize=recognize, seconds=seconds)

    def _read_file(self, part: FilePart, *, recognize: bool, seconds: float) -> Attachment:
        sha256 = part.sha256
        return Attachment(
            filename=part.filename,
            path=part.path,
            media_type=part.media_type,
            size=part.size,
            sha256=sha256,
            extracted=self._extract(part, sha256, recognize=recognize, seconds=seconds),
        )

    def _extract(self, part: FilePart, sha256: str, *, recognize: bool, seconds: float) -> ExtractedText:
        if part.verdict is not None:
            return ExtractedText(text="", verdict=part.verdict, method="none")
        known = self.texts.find(sha256, self.reader.version)
        if known is not None:
            return known
        extracted = self.reader.extract_text(part, recognize=recognize, seconds=seconds)
        if _is_final(extracted):
            self.texts.record(sha256, self.reader.version, extracted)
        return extracted


def _is_final(extracted: ExtractedText) -> bool:
    """Say whether reading again would give the same: a time-out or a death may have been the machine's fault."""
    return extracted.verdict is not Verdict.TIMEOUT and not any(note.startswith(_PASSING) for note in extracted.notes)
