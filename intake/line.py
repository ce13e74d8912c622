"""The line: many mails read at a time, judged one after the other, and written down together.

Reading waits for other processes, so it has threads; judging is work of our own, and threads that judge would only
wait for each other. One transaction for each mail would cost more than judging it does.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from domain.message import ReadMail
from domain.message_ports import ClaimedMail, JudgedMail
from domain.rulings import Rulings
from intake.clerk import Clerk, Outcome

GATHERED = 16
"""So many judgements are written down together: that costs each a fifth of what it would by itself."""
HANDOVER = 0.0005
"""Seconds that a thread with a mail just read waits, at most, for the one that judges to let it hand on the next.

Python's own 5 milliseconds are as long as most mails take to read: meanwhile the process that reads would be idle.
"""
_USUAL = sys.getswitchinterval()
"""For all threads of the process: of two lines the first to end sets it back for both, and the other is only slower."""
PATIENCE = 0.25
"""Seconds that a judgement waits for others; a mail that takes long to read must not hold up those that do not."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A mail that was read, or what became of it where it could not be."""

    claimed: ClaimedMail
    rulings: Rulings
    mail: ReadMail | Outcome


class Line:
    """Mails on their way through a clerk's hands, ``workers`` at a time; used by one thread.

    Leaving it early, those not yet begun stay claimed until their lease is over, or this process gone.
    """

    def __init__(
        self,
        clerk: Clerk,
        *,
        workers: int,
        advance: Callable[[], object] = lambda: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.outcome = Outcome()
        self.length = 0
        self._clerk = clerk
        self._advance = advance
        self._stop = stop
        self._pool = ThreadPoolExecutor(max_workers=workers)
        self._read: SimpleQueue[Future[_Read]] = SimpleQueue()

    def __enter__(self) -> Self:
        sys.setswitchinterval(HANDOVER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        sys.setswitchinterval(_USUAL)

    def add(self, claimed: Sequence[ClaimedMail]) -> None:
        """Put mails on the line; they are judged by today's rulings."""
        if not claimed:
            return
        # Once for all: what is ruled meanwhile is noticed when a judgement is written down.
        rulings = self._clerk.desk.facts.load_rulings()
        for one in claimed:
            self._pool.submit(self._read_one, one, rulings).add_done_callback(self._read.put)
        self.length += len(claimed)

    def record(self) -> None:
        """Wait for the next mail, judge it, and write it down together with those that are ready soon after."""
        ready = [self._judge(read) for read in self._gather()]
        self.length -= len(ready)
        judged = [seen for seen in ready if isinstance(seen, JudgedMail)]
        told = [seen for seen in ready if isinstance(seen, Outcome)]
        for outcome in (*told, self._clerk.record(judged)):
            self.outcome.add(outcome)
        for _ in range(len(ready) - sum(outcome.put_off for outcome in told)):
            self._advance()

    def run_out(self) -> None:
        """Write down all that is on the line."""
        while self.length:
            self.record()

    def _gather(self) -> Iterator[_Read]:
        """Wait for the next mail and then, if others are on the line, a little for these."""
        yield self._read.get().result()
        until = time.monotonic() + PATIENCE
        with suppress(Empty):
            for _ in range(1, min(GATHERED, self.length)):
                yield self._read.get(timeout=max(0.0, until - time.monotonic())).result()

    def _read_one(self, claimed: ClaimedMail, rulings: Rulings) -> _Read:
        return _Read(claimed, rulings, Outcome() if self._stop() else self._clerk.read(claimed))

    def _judge(self, read: _Read) -> JudgedMail | Outcome:
        if isinstance(read.mail, Outcome):
            return read.mail
        return self._clerk.judge(read.claimed, read.mail, read.rulings)
