"""The fence of what is looked at: children of its own, so that whoever looks holds up nothing that is taken in."""

from contextlib import ExitStack
from types import TracebackType
from typing import BinaryIO, Self

from domain.errors import ReaderDied, UnreadableMail
from parsers.child_pool import ChildPool, Job
from parsers.frames import BrokenFrame, Note
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.programs.tools import Tools, find_tools
from parsers.showing import MARKUP, PAGE, TAKE
from parsers.supervised import Answer, ChildDied

LARGEST_PICTURE = 4 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
_GRACE = 1.0


class FencedShowing:
    """Makes mails and files fit to be looked at, in one child a lane; started by the first who looks."""

    def __init__(self, *, limits: Limits = Limits(), tools: Tools | None = None) -> None:  # noqa: B008 - frozen
        tools = find_tools() if tools is None else tools
        self._limits = limits
        self._pools = {Lane.TEXT: ChildPool(Lane.TEXT, limits, workers=1)}
        if tools.office:
            self._pools[Lane.CONVERT] = ChildPool(Lane.CONVERT, limits, workers=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""
        with ExitStack() as ending:
            for pool in self._pools.values():
                ending.callback(pool.close)

    def take_file(self, mail: BinaryIO, sha256: str) -> bytes | None:
        """Find a file of a mail by its checksum; as the port says."""
        _, pieces = self._ask({"job": TAKE, "sha256": sha256}, mail, self._limits.mail_seconds)
        return pieces[0] if pieces else None

    def clean_markup(self, mail: BinaryIO) -> str:
        """Return the mail's HTML, made harmless; as the port says."""
        _, pieces = self._ask({"job": MARKUP}, mail, self._limits.file_seconds)
        return pieces[0].decode("utf-8", "replace") if pieces else ""

    def draw_first_page(self, data: bytes) -> bytes | None:
        """Draw the first page of a file; as the port says."""
        lane: Lane = Lane.TEXT
        note, pieces = self._ask({"job": PAGE, "lane": lane}, data, self._limits.file_seconds)
        if note.get("lane") == Lane.CONVERT and Lane.CONVERT in self._pools:
            lane = Lane.CONVERT
            note, pieces = self._ask({"job": PAGE, "lane": lane}, data, self._limits.file_seconds, lane)
        picture = pieces[0] if pieces else b""
        # The child has looked into the file: that it answers with a picture is not taken on trust.
        return picture if picture.startswith(PNG) and len(picture) <= LARGEST_PICTURE else None

    def _ask(self, note: Note, subject: bytes | BinaryIO, seconds: float, lane: Lane = Lane.TEXT) -> Answer:
        """Ask a child. Raises UnreadableMail, ReaderDied, ReaderUnavailable."""
        job = Job({**note, "seconds": seconds}, subject, seconds + _GRACE)
        try:
            answer = self._pools[lane].run(job)
        except (ChildDied, BrokenFrame) as error:
            raise ReaderDied(f"The process that reads foreign files died of this one ({error}).") from error
        if "unreadable" in answer[0]:
            raise UnreadableMail(str(answer[0]["unreadable"]))
        return answer
