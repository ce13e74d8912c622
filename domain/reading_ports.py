"""What takes mails and files apart, and remembers it; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Callable, Sequence
from typing import BinaryIO, Protocol

from domain.message import ExtractedText, FilePart, ParsedMail

KNOWN_BY = 16
"""Signs of a SHA-256 by which a file is taken for one that was read before; who is, is looked for by all of them."""

ListKnown = Callable[[int], Sequence[str]]
"""Lists the files that were read, each by the beginning of its SHA-256, from a place on: (place) to beginnings."""


class TextCache(Protocol):
    """Texts of files already read, by the SHA-256 of the file and the version of the reader."""

    def find(self, sha256: str, version: str) -> ExtractedText | None:
        """Find what this version of the reader made of these bytes, or None."""
        ...

    def record(self, sha256: str, version: str, extracted: ExtractedText) -> None:
        """Remember it; a second time changes nothing."""
        ...

    def list_known(self, version: str, since: int) -> Sequence[str]:
        """List the files that this version has read, by ``KNOWN_BY`` signs, as they came, from a place on."""
        ...


class Reader(Protocol):
    """Takes mails and files apart, behind a fence: bytes in, words out, whatever the bytes are."""

    @property
    def version(self) -> str:
        """Where it is another, files may be read differently."""
        ...

    def prepare(self) -> None:
        """Get ready for work that is about to come, without waiting; never needed."""
        ...

    def parse_mail(
        self, mail: bytes | BinaryIO, *, read_ahead: bool = False, list_known: ListKnown | None = None
    ) -> ParsedMail:
        """Return the parts of a mail, of which a file is read piece by piece and never held whole.

        Files with a verdict, such as those over the limit, come without their bytes. With ``read_ahead``, so do
        those that could be read in milliseconds, and with what was ``extracted``; not those that ``list_known`` names,
        whose list only grows. Raises UnreadableMail; ReaderDied when the mail broke the reader. This and the others
        raise ReaderUnavailable when no process that reads can be started.
        """
        ...

    def extract_text(self, part: FilePart, *, recognize: bool = True, seconds: float | None = None) -> ExtractedText:
        """Return the text of a file with an honest verdict; never raises for what the file holds.

        Without ``recognize``, a file that needs OCR comes with what could be read in milliseconds and the note
        RECOGNITION_DUE. ``seconds`` is the time that is left for the file, where it is less than the limit.
        """
        ...

    def open_file(self, part: FilePart) -> tuple[FilePart, ...]:
        """Return a file by itself; of a container, itself and then all that it holds, each with its path.

        Never raises for what the file holds: one that breaks the reader comes back with that verdict.
        """
        ...
