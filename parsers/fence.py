"""The fence: every mail and file from outside is opened in a child process that may die of it.

Most files are read in milliseconds by the children of the TEXT lane. What they cannot read themselves they send
on: pages that are pictures to the lane of OCR, old formats to the lane that starts programs of others. Each lane
has children of its own, so that what takes long there holds up nothing here.
"""

from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import BinaryIO, Self

from domain.errors import ReaderDied, ReaderTimeout, UnreadableMail
from domain.message import RECOGNITION_DUE, ExtractedText, FilePart, ParsedMail, Verdict
from domain.reading_ports import ListKnown
from parsers.child_pool import ChildPool, Job
from parsers.extraction import Reading
from parsers.frames import BrokenFrame, unpack_files, unpack_mail, unpack_reading
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.programs.tools import Tools, find_tools
from parsers.supervised import ChildDied
from parsers.version import find_version

READER_DIED = "reader_died"
"""What begins the note on a file that broke the process reading it."""

AHEAD_SECONDS = 5.0
"""So long a mail may take together with the files that are quickly read."""

_GRACE = 1.0
"""Seconds that a child is given beyond those of its job, to say itself that they are over."""


class FencedReader:
    """Reads mails and files in ``workers`` children; as many calls may run at once, from any thread.

    ``tools`` are the programs of others that may be used; by default all that are installed.
    """

    def __init__(self, *, workers: int = 2, limits: Limits = Limits(), tools: Tools | None = None) -> None:  # noqa: B008 - frozen
        tools = find_tools() if tools is None else tools
        self._tools = tools
        self._limits = limits
        self._text = ChildPool(Lane.TEXT, limits, workers=workers)
        self._slow = {lane: ChildPool(lane, limits, workers=1) for lane in tools.lanes}

    @cached_property
    def version(self) -> str:
        """As the port says; found when it is asked for, as that takes a while."""
        return find_version(self._limits, self._tools)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children; a job that still runs dies with its child."""
        with ExitStack() as ending:
            for pool in (self._text, *self._slow.values()):
                ending.callback(pool.close)

    def prepare(self) -> None:
        """Start the children that read in milliseconds side by side, and do not wait for them: whoever asks does."""
        self._text.prepare()

    def parse_mail(
        self, mail: bytes | BinaryIO, *, read_ahead: bool = False, list_known: ListKnown | None = None
    ) -> ParsedMail:
        """Return the parts of a mail; as the port says. Raises UnreadableMail, ReaderDied, ReaderUnavailable."""
        if read_ahead:
            # What is too much at one go is tried again piece by piece: then each piece has its own verdict.
            with suppress(UnreadableMail, ReaderDied, ReaderTimeout):
                ahead = {"job": "mail", "read_ahead": True, "seconds": AHEAD_SECONDS}
                return self._parse(Job(ahead, mail, AHEAD_SECONDS, list_known))
        return self._parse(Job({"job": "mail"}, mail, self._limits.mail_seconds))

    def _parse(self, job: Job) -> ParsedMail:
        try:
            note, pieces = self._text.run(job)
            if "unreadable" in note:
                raise UnreadableMail(str(note["unreadable"]))
            return unpack_mail(note, pieces)
        except (ChildDied, BrokenFrame) as error:
            raise ReaderDied(f"The process that reads foreign files died of this mail ({error}).") from error

    def open_file(self, part: FilePart) -> tuple[FilePart, ...]:
        """Return a file by itself; of a container, itself and then all that it holds; as the port says."""
        if part.verdict is not None or len(part.data) > self._limits.file_size:
            return (part,)
        try:
            return unpack_files(*self._text.run(_ask("open", part, self._limits.mail_seconds)))
        except ReaderTimeout:
            return (replace(part, verdict=Verdict.TIMEOUT),)
        except (ChildDied, BrokenFrame):
            return (replace(part, verdict=Verdict.CORRUPT),)

    def extract_text(self, part: FilePart, *, recognize: bool = True, seconds: float | None = None) -> ExtractedText:
        """Return the text of a file with an honest verdict; as the port says. Raises ReaderUnavailable."""
        if part.verdict is not None:
            return _give_up(part.verdict)
        if len(part.data) > self._limits.file_size:
            return _give_up(Verdict.TOO_LARGE)
        first = self._read(self._text, part, _shorten(self._limits.file_seconds, seconds))
        pool = self._slow.get(first.next) if first.next else None
        if first.next is None or pool is None:
            return first.extracted
        if first.next is Lane.OCR and not recognize:
            return replace(first.extracted, notes=(*first.extracted.notes, RECOGNITION_DUE))
        second = self._read(pool, part, _shorten(self._find_seconds(first.next), seconds))
        return _choose(first.extracted, second.extracted)

    def _find_seconds(self, lane: Lane) -> float:
        return self._limits.ocr_seconds if lane is Lane.OCR else self._limits.file_seconds

    def _read(self, pool: ChildPool, part: FilePart, seconds: float) -> Reading:
        try:
            return unpack_reading(*pool.run(_ask("file", part, seconds)))
        except ReaderTimeout:
            return Reading(_give_up(Verdict.TIMEOUT))
        except (ChildDied, BrokenFrame) as error:
            return Reading(_give_up(Verdict.CORRUPT, f"{READER_DIED}: {error}"))


def _ask(job: str, part: FilePart, seconds: float) -> Job:
    note = {"job": job, "filename": part.filename, "media_type": part.media_type, "seconds": seconds}
    return Job(note, part.data, seconds + _GRACE)


def _shorten(seconds: float, left: float | None) -> float:
    return seconds if left is None else max(0.1, min(seconds, left))


def _give_up(verdict: Verdict, *notes: str) -> ExtractedText:
    return ExtractedText(text="", verdict=verdict, method="none", notes=notes)


def _choose(first: ExtractedText, second: ExtractedText) -> ExtractedText:
    """Return the second reading; the first where it has text that the second broke on."""
    if first.text and not second.text:
        return replace(first, notes=(*first.notes, f"second_reading: {second.verdict.value}", *second.notes))
    return second
