"""The fence: every mail and file from outside is opened in a child process that may die of it.

Long-lived children behind pipes, supervised here: standard pools stay broken after one death, or never
answer. A job that kills its child or runs over its time costs one verdict; the next job gets a new child.
"""

import contextlib
import threading
import time
from dataclasses import dataclass
from queue import Empty, LifoQueue
from types import TracebackType
from typing import BinaryIO, Self

from domain.errors import ReaderDied, ReaderTimeout, UnreadableMail
from domain.message import ExtractedText, FilePart, ParsedMail, Verdict
from parsers.frames import BrokenFrame, Note, unpack_mail, unpack_text
from parsers.limits import Limits
from parsers.supervised import Answer, ChildDied, SupervisedChild
from parsers.version import find_version

_JOBS_PER_CHILD = 2_000
"""After so many a child makes room for a new one: foreign libraries leak."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What a child is asked, and how many seconds it may take."""

    note: Note
    subject: bytes | BinaryIO
    seconds: float


class FencedReader:
    """Reads mails and files in ``workers`` children; as many calls may run at once, from any thread."""

    def __init__(self, *, workers: int = 2, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.version = find_version(limits)
        self._limits = limits
        # The last one back is asked first: a lone caller keeps one child warm and starts no other.
        self._idle: LifoQueue[SupervisedChild | None] = LifoQueue()
        self._alive: set[SupervisedChild] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(workers):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children; a job that still runs dies with its child."""
        with self._lock:
            self._closed = True
            for child in self._alive:
                child.stop()
        places = 0
        with contextlib.suppress(Empty):  # of a child at work, its asker takes the remains
            while True:
                self._retire(self._idle.get_nowait(), fit=False)
                places += 1
        for _ in range(places):
            self._idle.put(None)

    def prepare(self) -> None:
        """Start the children side by side, and do not wait for them: whoever asks first does."""
        for _ in range(self._idle.qsize()):
            # A daemon: a program that ends before its children have started need not see them born.
            threading.Thread(target=self._prepare_one, name="reader", daemon=True).start()

    def _prepare_one(self) -> None:
        child = None
        try:
            child = self._idle.get_nowait()
        except Empty:
            return
        try:
            child = child or self._start()
        except ReaderDied:
            # Whoever asks will try again, and be told.
            child = None
        finally:
            self._idle.put(child)

    def parse_mail(self, mail: bytes | BinaryIO) -> ParsedMail:
        """Return the parts of a mail; as the port says. Raises UnreadableMail, ReaderDied."""
        try:
            note, pieces = self._run(_Job({"job": "mail"}, mail, self._limits.mail_seconds))
            if "unreadable" in note:
                raise UnreadableMail(str(note["unreadable"]))
            return unpack_mail(note, pieces)
        except (ChildDied, BrokenFrame) as error:
            raise ReaderDied(f"The process that reads foreign files died of this mail ({error}).") from error

    def extract_text(self, part: FilePart) -> ExtractedText:
        """Return the text of a file with an honest verdict; never raises for what the file holds.

        Raises ReaderDied only when no child can be started at all.
        """
        if part.verdict is not None:
            return _give_up(part.verdict)
        if len(part.data) > self._limits.file_size:
            return _give_up(Verdict.TOO_LARGE)
        note = {"job": "file", "filename": part.filename, "media_type": part.media_type}
        try:
            return unpack_text(*self._run(_Job(note, part.data, self._limits.file_seconds)))
        except ReaderTimeout:
            return _give_up(Verdict.TIMEOUT)
        except (ChildDied, BrokenFrame) as error:
            return _give_up(Verdict.CORRUPT, f"reader_died: {error}")

    def _run(self, job: _Job) -> Answer:
        """Ask an idle child; where something else than the job may be the cause, a new one is asked again."""
        child, answer = self._idle.get(), None
        try:
            child = child or self._start()  # the first job of this place
            deadline = time.monotonic() + job.seconds
            answer = self._try(child, job, deadline)
            if answer is None:
                self._end(child)
                child = None  # the next line may fail, and this one is ended
                child = self._start()
                answer = child.ask(job.note, job.subject, deadline)
            return answer
        finally:
            # Whatever went wrong, a child in the middle of a job answers no other.
            self._idle.put(self._retire(child, fit=answer is not None))

    def _try(self, child: SupervisedChild, job: _Job, deadline: float) -> Answer | None:
        """Ask once; None when a child worn by earlier jobs, or killed from outside, says nothing of this one."""
        worn = child.answered > 0
        try:
            answer = child.ask(job.note, job.subject, deadline)
        except ChildDied as died:
            if worn or died.killed_from_outside:
                return None
            raise
        return None if worn and _ran_out_of_memory(answer) else answer

    def _start(self) -> SupervisedChild:
        child = SupervisedChild(self._limits)
        with self._lock:
            if not self._closed:
                self._alive.add(child)
                return child
        child.kill()
        raise ReaderDied("The reader is closed.")

    def _end(self, child: SupervisedChild) -> None:
        with self._lock:
            self._alive.discard(child)
        child.kill()

    def _retire(self, child: SupervisedChild | None, *, fit: bool) -> SupervisedChild | None:
        """Return a child that is fit for another job, or None."""
        if child is None or (fit and child.answered < _JOBS_PER_CHILD and not child.exhausted):
            return child
        self._end(child)
        return None


def _give_up(verdict: Verdict, *notes: str) -> ExtractedText:
    return ExtractedText(text="", verdict=verdict, method="none", notes=notes)


def _ran_out_of_memory(answer: Answer) -> bool:
    return "out_of_memory" in answer[0]
