"""Process: judge what waits. One mail that breaks never stops the rest."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from domain.errors import ArchiveDamaged, ArchiveError, ReaderDied, UnreadableMail
from domain.judgement import UNREAD, Judgement
from domain.message import ReadMail, State
from domain.ports import ClaimedMail, Clock, WaitingQueue
from domain.review import Decision
from domain.rulings import Basis, Rulings
from intake.desk import Desk

LEASE = timedelta(minutes=15)
"""Longer than any one mail may take, many times over; after it another worker takes the mail."""

MAX_ATTEMPTS = 3
HEAD_BYTES = 64 * 1024
CLAIM_SIZE = 16
PAUSE = 0.02
"""Seconds between two looks for mails that are being taken in."""
GLIMPSES = 200
PERMANENT = (ArchiveDamaged, UnreadableMail, ReaderDied)
"""Trying these again without a change of program or archive gives the same."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Outcome:
    """What became of the mails that were processed; ``failures`` are sentences, and ``put_off`` ones wait for OCR."""

    states: Counter[State] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    put_off: int = 0

    def add(self, other: "Outcome") -> None:
        """Add what another round brought."""
        self.states.update(other.states)
        self.put_off += other.put_off
        self.failures.extend(other.failures)


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
    outcome = Outcome()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while not stop():
            expecting = more()  # asked before the claim: what came in between is claimed the next time
            claimed = desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=CLAIM_SIZE * workers)
            if claimed:
                outcome.add(_process_all(claimed, desk, pool, owner=owner, clock=clock, advance=advance, stop=stop))
            elif expecting:
                time.sleep(PAUSE)
            else:
                break
    return outcome


def recognize_waiting(
    desk: Desk,
    *,
    owner: str,
    clock: Clock,
    advance: Callable[[], object] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Judge the messages that were put off for OCR, one at a time."""
    outcome = Outcome()
    while not stop():
        claimed = desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=1, queue=WaitingQueue.OCR)
        if not claimed:
            break
        rulings = desk.facts.load_rulings()
        outcome.add(process_one(claimed[0], desk=desk, rulings=rulings, owner=owner, clock=clock, recognize=True))
        advance()
    return outcome


def glimpse_waiting(desk: Desk) -> None:
    """Note of each mail that waits unseen whose it may be, so that until it is judged nobody is taken for silent.

    For those who are about to tell of standings: a mail may wait because another process has just begun, or died.
    """
    unseen = desk.messages.list_unseen()
    for start in range(0, len(unseen), GLIMPSES):
        glimpses = {claimed.id: _glimpse(claimed, desk) for claimed in unseen[start : start + GLIMPSES]}
        if not desk.messages.record_glimpses(glimpses):
            return


def retry_failed(
    desk: Desk, *, owner: str, clock: Clock, workers: int = 2, advance: Callable[[], object] = lambda: None
) -> Outcome:
    """Judge every failed message once more: the program may have been mended since."""
    claimed = desk.messages.claim(owner=owner, now=clock(), lease=LEASE, limit=1_000_000, queue=WaitingQueue.FAILED)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return _process_all(claimed, desk, pool, owner=owner, clock=clock, advance=advance, recognize=True)


def _process_all(
    claimed: Sequence[ClaimedMail],
    desk: Desk,
    pool: ThreadPoolExecutor,
    *,
    owner: str,
    clock: Clock,
    advance: Callable[[], object],
    stop: Callable[[], bool] = lambda: False,
    recognize: bool = False,
) -> Outcome:
    # Once for all: what is ruled meanwhile is noticed when a judgement is written down.
    rulings = desk.facts.load_rulings() if claimed else Rulings()

    def process(one: ClaimedMail) -> Outcome:
        if stop():  # what is left stays claimed until its lease is over, or this process gone
            return Outcome()
        return process_one(one, desk=desk, rulings=rulings, owner=owner, clock=clock, recognize=recognize)

    outcome = Outcome()
    for one in pool.map(process, claimed):
        outcome.add(one)
        if not one.put_off:
            advance()
    return outcome


def process_one(
    claimed: ClaimedMail, *, desk: Desk, rulings: Rulings, owner: str, clock: Clock, recognize: bool = False
) -> Outcome:
    """Read and judge one mail, and write it down; whatever goes wrong is written down as well."""
    try:
        mail = desk.read(claimed.sha256, recognize=recognize)
        if mail.needs_recognition:
            return _put_off(claimed, mail, desk=desk, rulings=rulings, owner=owner)
        state = _judge(claimed, mail, desk=desk, rulings=rulings, owner=owner, clock=clock)
    except Exception as error:  # noqa: BLE001 - the named boundary: one message in the processing loop
        return _record_failure(claimed, error, desk=desk, owner=owner, now=clock())
    # Without a state the lease ran out, and another process has the mail: what became of it is told there.
    return Outcome(Counter({state: 1})) if state else Outcome()


def _put_off(claimed: ClaimedMail, mail: ReadMail, *, desk: Desk, rulings: Rulings, owner: str) -> Outcome:
    """Let a mail wait for OCR, with what is known of it until then."""
    known, _ = desk.judge(mail, claimed.mailbox, claimed.internal_date, decisions=(), rulings=rulings)
    desk.messages.put_off(claimed.id, owner=owner, glimpse=known)
    return Outcome(put_off=1)


def _judge(
    claimed: ClaimedMail, mail: ReadMail, *, desk: Desk, rulings: Rulings, owner: str, clock: Clock
) -> State | None:
    """Judge a mail that was read and write it down; None when somebody else holds it by now."""
    decisions: tuple[Decision, ...] = ()
    for _ in range(MAX_ATTEMPTS):
        machine, effective = desk.judge(
            mail, claimed.mailbox, claimed.internal_date, decisions=decisions, rulings=rulings
        )
        basis = Basis(decisions=len(decisions), revision=rulings.revision)
        if desk.messages.record_judgement(
            claimed.id, mail, machine=machine, effective=effective, owner=owner, now=clock(), basis=basis
        ):
            return effective.state
        # Somebody has decided on this mail, or granted more time, before or while it was read.
        decisions, rulings = desk.decisions.load(claimed.id), desk.facts.load_rulings()
    return None


def _record_failure(claimed: ClaimedMail, error: Exception, *, desk: Desk, owner: str, now: datetime) -> Outcome:
    permanent = isinstance(error, PERMANENT) or claimed.attempts >= MAX_ATTEMPTS
    retry_at = None if permanent else now + timedelta(minutes=claimed.attempts)
    reason = f"{type(error).__name__}: {error}"
    log.warning("mail not judged", message=claimed.id, sha256=claimed.sha256, error=reason, retry_at=str(retry_at))
    desk.messages.record_failure(
        claimed.id, owner=owner, reason=reason, glimpse=_glimpse(claimed, desk), retry_at=retry_at
    )
    state = State.FAILED if permanent else State.WAITING
    return Outcome(Counter({state: 1}), [f"Message {claimed.id} could not be judged. {reason}"])


def _glimpse(claimed: ClaimedMail, desk: Desk) -> Judgement:
    """Return what the head of the mail suggests, so that its municipality is not taken for silent."""
    try:
        with desk.archive.open(claimed.sha256) as stream:
            return desk.glimpse(stream.read(HEAD_BYTES), claimed.mailbox, claimed.internal_date)
    except (OSError, ArchiveError):
        return UNREAD
