"""Process: judge what waits. One mail that breaks never stops the rest."""

import time
from collections.abc import Callable
from datetime import timedelta

from domain.message_ports import WaitingQueue
from domain.ports import Clock
from intake.clerk import Clerk, Outcome, glimpse_at
from intake.desk import Desk
from intake.line import Line

LEASE = timedelta(minutes=15)
"""Longer than any one mail may take, many times over; after it another worker takes the mail."""

CLAIM_SIZE = 16
"""So many mails are taken for each worker at a time."""
PAUSE = 0.02
"""Seconds between two looks for mails that are being taken in."""
GLIMPSES = 200


def process_waiting(
    desk: Desk,
    *,
    owner: str,
    clock: Clock,
    workers: int = 2,
    advance: Callable[[], object] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
    more: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Judge every message that waits, ``workers`` at a time; ``advance`` is called after each.

    While ``more`` says that others are being taken in, it waits for these. One that needs OCR is put off, so that a
    scan never holds up the rest: ``recognize_waiting`` judges it.
    """
    clerk, full = Clerk(desk=desk, owner=owner, clock=clock), CLAIM_SIZE * workers
    with Line(clerk, workers=workers, advance=advance, stop=stop) as line:
        while not stop():
            expecting = more()  # asked before the claim: what came in between is claimed the next time
            if line.length <= full // 2:
                line.add(desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=full))
            if line.length:
                line.record()
            elif expecting:
                time.sleep(PAUSE)
            else:
                break
        line.run_out()
    return line.outcome


def recognize_waiting(
    desk: Desk,
    *,
    owner: str,
    clock: Clock,
    advance: Callable[[], object] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Judge the messages that were put off for OCR, one at a time."""
    clerk, outcome = Clerk(desk=desk, owner=owner, clock=clock, recognize=True), Outcome()
    while not stop():
        claimed = desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=1, queue=WaitingQueue.OCR)
        if not claimed:
            break
        outcome.add(clerk.process(claimed[0], desk.facts.load_rulings()))
        advance()
    return outcome


def glimpse_waiting(desk: Desk) -> bool:
    """Note of each mail that waits unseen whose it may be, so that until it is judged nobody is taken for silent.

    For those who are about to tell of standings: a mail may wait because another process has just begun, or died.
    Return whether none is unseen now: not where the books cannot be written to.
    """
    unseen = desk.messages.list_unseen()
    for start in range(0, len(unseen), GLIMPSES):
        glimpses = {claimed.id: glimpse_at(claimed, desk) for claimed in unseen[start : start + GLIMPSES]}
        if not desk.messages.record_glimpses(glimpses):
            return False
    return True


def retry_failed(
    desk: Desk, *, owner: str, clock: Clock, workers: int = 2, advance: Callable[[], object] = lambda: None
) -> Outcome:
    """Judge every failed message once more: the program may have been mended since."""
    claimed = desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=1_000_000, queue=WaitingQueue.FAILED)
    clerk = Clerk(desk=desk, owner=owner, clock=clock, recognize=True)
    with Line(clerk, workers=workers, advance=advance) as line:
        line.add(claimed)
        line.run_out()
    return line.outcome
