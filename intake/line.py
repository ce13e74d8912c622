"""The line: many mails read at a time, and what has been judged meanwhile written down together.

One transaction for each mail would cost more than judging it does.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from domain.message_ports import ClaimedMail, JudgedMail
from domain.rulings import Rulings
from intake.clerk import Clerk, Outcome

GATHERED = 16
"""So many judgements are written down together: that costs each a fifth of what it would by itself."""
PATIENCE = 0.25
"""Seconds that a judgement waits for others; a mail that takes long to read must not hold up those that do not."""

_Seen = JudgedMail | Outcome


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
        self._seen: SimpleQueue[Future[_Seen]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def add(self, claimed: Sequence[ClaimedMail]) -> None:
        """Put mails on the line; they are judged by today's rulings."""
        if not claimed:
            return
        # Once for all: what is ruled meanwhile is noticed when a judgement is written down.
        rulings = self._clerk.desk.facts.load_rulings()
        for one in claimed:
            self._pool.submit(self._look, one, rulings).add_done_callback(self._seen.put)
        self.length += len(claimed)

    def record(self) -> None:
        """Wait for the next mail, and write it down together with those that are ready soon after."""
        ready = self._gather()
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

    def _gather(self) -> list[_Seen]:
        """Wait for the next mail and then, if others are on the line, a little for these."""
        ready = [self._seen.get().result()]
        until = time.monotonic() + PATIENCE
        with suppress(Empty):
            while len(ready) < min(GATHERED, self.length):
                ready.append(self._seen.get(timeout=max(0.0, until - time.monotonic())).result())
        return ready

    def _look(self, claimed: ClaimedMail, rulings: Rulings) -> _Seen:
        return Outcome() if self._stop() else self._clerk.look(claimed, rulings)
