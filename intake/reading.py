"""Reading a mail: its parts, and the text of its files as long as its time lasts."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from domain.message import RECOGNITION_DUE, Attachment, ExtractedText, FilePart, ReadMail, Verdict
from domain.reading_ports import Reader, TextCache

MAIL_SECONDS = 60.0
"""So long the files of one mail are read; what is not read by then is for a person. Well within a lease."""

_PASSING = ("reader_died", "second_reading: timeout", "ocr_time", RECOGNITION_DUE)
"""What begins the notes on files that may be read better another time."""


class NoTexts:
    """Remembers no text: for readings outside the books."""

    def find(self, sha256: str, version: str) -> ExtractedText | None:  # noqa: ARG002 - the protocol's
        """Find nothing."""
        return None

    def record(self, sha256: str, version: str, extracted: ExtractedText) -> None:
        """Forget it."""

    def list_known(self, version: str, since: int) -> Sequence[str]:  # noqa: ARG002 - the protocol's
        """List nothing."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReading:
    """How mails are read: by whom, with what memory of files read before, and how long one may take.

    A mail that ``is_new`` is read at one go with its files, save those that were read before.
    """

    reader: Reader
    texts: TextCache = field(default_factory=NoTexts)
    seconds: float = MAIL_SECONDS
    recognize: bool = True
    is_new: bool = False

    def read(self, mail: bytes | BinaryIO) -> ReadMail:
        """Take a mail apart and read its files.

        Raises UnreadableMail, and ReaderDied when the mail breaks the reader.
        """
        parsed = self.reader.parse_mail(mail, read_ahead=self.is_new, list_known=self._list_known)
        return ReadMail(
            headers=parsed.headers,
            body=parsed.body,
            quoted=parsed.quoted,
            attachments=tuple(self.read_files(parsed.files)),
            media_types=parsed.media_types,
            failed_recipients=parsed.failed_recipients,
            notes=parsed.notes,
            enclosed=parsed.enclosed,
        )

    def _list_known(self, since: int) -> Sequence[str]:
        return self.texts.list_known(self.reader.version, since)

    def read_files(self, parts: tuple[FilePart, ...]) -> Iterator[Attachment]:
        """Read files one by one, as long as their common time lasts: thousands of slow ones must stop no mail."""
        ends = time.monotonic() + self.seconds
        for part in parts:
            left = ends - time.monotonic()
            in_time = part.verdict is not None or left > 0
            yield self._read_file(part if in_time else replace(part, verdict=Verdict.TIMEOUT), left)

    def _read_file(self, part: FilePart, left: float) -> Attachment:
        sha256 = part.sha256
        return Attachment(
            filename=part.filename,
            path=part.path,
            media_type=part.media_type,
            size=part.size,
            sha256=sha256,
            extracted=self._extract(part, sha256, left),
        )

    def _extract(self, part: FilePart, sha256: str, left: float) -> ExtractedText:
        if part.verdict is not None:
            return ExtractedText(text="", verdict=part.verdict, method="none")
        if part.extracted is None and (known := self.texts.find(sha256, self.reader.version)) is not None:
            return known
        extracted = part.extracted or self.reader.extract_text(part, recognize=self.recognize, seconds=left)
        if _is_final(extracted):
            self.texts.record(sha256, self.reader.version, extracted)
        return extracted


def _is_final(extracted: ExtractedText) -> bool:
    """Say whether reading again would give the same: a time-out or a death may have been the machine's fault."""
    return extracted.verdict is not Verdict.TIMEOUT and not any(note.startswith(_PASSING) for note in extracted.notes)
