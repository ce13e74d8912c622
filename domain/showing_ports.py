"""What the page needs so that people can look at mails and files; beside ``domain/ports.py``, and by the same rules."""

from typing import BinaryIO, Protocol


class Showing(Protocol):
    """Makes mails and files fit to be looked at in a browser, behind a fence.

    All raise ReaderDied (ReaderTimeout) for what breaks the reader or takes too long, ReaderUnavailable when no
    process that reads can be started, and of mails UnreadableMail.
    """

    def take_file(self, mail: BinaryIO, sha256: str) -> bytes | None:
        """Find a file of a mail by the checksum of its octets, whatever container it came in."""
        ...

    def clean_markup(self, mail: BinaryIO) -> str:
        """Return what the mail's HTML shows, without script, style, links, or anything from elsewhere; or empty."""
        ...

    def draw_first_page(self, data: bytes) -> bytes | None:
        """Return the first page of a document, or a picture, as PNG of at most 4 MiB; None where it cannot be drawn."""
        ...
