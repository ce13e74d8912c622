"""The children of one lane: long-lived, supervised, replaced when one dies.

Standard pools stay broken after one death, or never answer: the pipes are supervised here. A job that kills
its child or runs over its time costs one answer; the next job gets a new child.
"""

import contextlib
import threading
import time
from dataclasses import dataclass
from queue import Empty, LifoQueue
from typing import BinaryIO

from domain.errors import ReaderUnavailable
from domain.reading_ports import ListKnown
from parsers.frames import Note
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.supervised import Answer, ChildDied, SupervisedChild

_JOBS_PER_CHILD = 2_000
"""After so many a child makes room for a new one: foreign libraries leak."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a child is asked, how many seconds it may take, and which files it need not read, as each child is told."""

    note: Note
    subject: bytes | BinaryIO
    seconds: float
    list_known: ListKnown | None = None

    def write_note(self, child: SupervisedChild) -> Note:
        """Return the note for one child, with what has become known since it was last told."""
        if self.list_known is None:
            return self.note
        known = self.list_known(child.told)
        child.told += len(known)
        return {**self.note, "known": known}


class ChildPool:
    """Up to ``workers`` children of one lane; as many jobs may run at once, from any thread."""

    def __init__(self, lane: Lane, limits: Limits, *, workers: int) -> None:
        self._lane = lane
        self._limits = limits
        # The last one back is asked first: a lone caller keeps one child warm and starts no other.
        self._idle: LifoQueue[SupervisedChild | None] = LifoQueue()
        self._alive: set[SupervisedChild] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(workers):
            self._idle.put(None)

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
        except ReaderUnavailable:
            # Whoever asks will try again, and be told.
            child = None
        finally:
            self._idle.put(child)

    def run(self, job: Job) -> Answer:
        """Ask an idle child, and a new one again where something else than the job may be the cause.

        Raises ChildDied, BrokenFrame, ReaderTimeout; ReaderUnavailable when no child can be started.
        """
        child, answer = self._idle.get(), None
        try:
            child = child or self._start()  # the first job of this place
            deadline = time.monotonic() + job.seconds
            answer = self._try(child, job, deadline)
            if answer is None:
                self._end(child)
                child = None  # the next line may fail, and this one is ended
                child = self._start()
                answer = child.ask(job.write_note(child), job.subject, deadline)
            return answer
        finally:
            # Whatever went wrong, a child in the middle of a job answers no other.
            self._idle.put(self._retire(child, fit=answer is not None))

    def _try(self, child: SupervisedChild, job: Job, deadline: float) -> Answer | None:
        """Ask once; None when a child worn by earlier jobs, or killed from outside, says nothing of this one."""
        worn = child.answered > 0
        try:
            answer = child.ask(job.write_note(child), job.subject, deadline)
        except ChildDied as died:
            if worn or died.killed_from_outside:
                return None
            raise
        return None if worn and _ran_out_of_memory(answer) else answer

    def _start(self) -> SupervisedChild:
        child = SupervisedChild(self._lane, self._limits)
        with self._lock:
            if not self._closed:
                self._alive.add(child)
                return child
        child.kill()
        raise ReaderUnavailable("The reader is closed.")

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


def _ran_out_of_memory(answer: Answer) -> bool:
    return "out_of_memory" in answer[0]
