"""The clerk: reads mails, judges them and writes them down, and also whatever goes wrong with one of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from domain.errors import ArchiveDamaged, ArchiveError, ReaderDied, UnreadableMail
from domain.judgement import UNREAD, Judgement
from domain.message import ReadMail, State
from domain.message_ports import ClaimedMail, JudgedMail
from domain.ports import Clock
from domain.review import Decision
from domain.rulings import Basis, Rulings
from intake.desk import Desk

MAX_ATTEMPTS = 3
HEAD_BYTES = 64 * 1024
PERMANENT = (ArchiveDamaged, UnreadableMail, ReaderDied)
"""Trying these again without a change of program or archive gives the same."""

Result = TypeVar("Result")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Works at a desk in the name of an owner of leases; safe to share among threads.

    Who does not ``recognize`` puts off a mail that needs OCR.
    """

    desk: Desk
    owner: str
    clock: Clock
    recognize: bool = False

    def process(self, claimed: ClaimedMail, rulings: Rulings) -> Outcome:
        """Read, judge and write down one mail."""
        read = self.read(claimed)
        seen = read if isinstance(read, Outcome) else self.judge(claimed, read, rulings)
        return seen if isinstance(seen, Outcome) else self.record([seen])

    def read(self, claimed: ClaimedMail) -> ReadMail | Outcome:
        """Read a mail; where that fails, write it down and return what became of it."""
        return self._guard(
            claimed, lambda: self.desk.read(claimed.sha256, recognize=self.recognize, is_new=not self.recognize)
        )

    def judge(self, claimed: ClaimedMail, mail: ReadMail, rulings: Rulings) -> JudgedMail | Outcome:
        """Judge a mail; where there is nothing to write down any more, return what became of it."""
        return self._guard(claimed, partial(self._judge_or_put_off, claimed, mail, rulings))

    def record(self, judged: Sequence[JudgedMail]) -> Outcome:
        """Write judgements down in one go; one that the books do not take costs the others nothing."""
        outcome = Outcome()
        try:
            written = self.desk.messages.record_judgements(judged, owner=self.owner, now=self.clock())
        except Exception as error:  # noqa: BLE001 - the named boundary: a batch, each of which is then written by itself
            for one in judged:
                outcome.add(self.record([one]) if len(judged) > 1 else self._record_failure(one.claimed, error))
            return outcome
        for one, is_written in zip(judged, written, strict=True):
            outcome.add(_tell(one) if is_written else self._guard(one.claimed, partial(self._judge_again, one)))
        return outcome

    def _guard(self, claimed: ClaimedMail, work: Callable[[], Result]) -> Result | Outcome:
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - the named boundary: one message in the processing loop
            return self._record_failure(claimed, error)

    def _judge_or_put_off(self, claimed: ClaimedMail, mail: ReadMail, rulings: Rulings) -> JudgedMail | Outcome:
        if not mail.needs_recognition:
            return self._judge(claimed, mail, (), rulings)
        # It waits for OCR, with what is known of it until then.
        known = self._judge(claimed, mail, (), rulings).machine
        self.desk.messages.put_off(claimed.id, owner=self.owner, glimpse=known)
        return Outcome(put_off=1)

    def _judge(
        self, claimed: ClaimedMail, mail: ReadMail, decisions: tuple[Decision, ...], rulings: Rulings
    ) -> JudgedMail:
        machine, effective = self.desk.judge(
            mail, claimed.mailbox, claimed.internal_date, decisions=decisions, rulings=rulings
        )
        basis = Basis(decisions=len(decisions), revision=rulings.revision)
        return JudgedMail(claimed=claimed, mail=mail, machine=machine, effective=effective, basis=basis)

    def _judge_again(self, refused: JudgedMail) -> Outcome:
        """Judge a mail on which somebody has decided, or has granted more time, before or while it was read."""
        for _ in range(MAX_ATTEMPTS):
            decisions = self.desk.decisions.load(refused.claimed.id)
            again = self._judge(refused.claimed, refused.mail, decisions, self.desk.facts.load_rulings())
            if self.desk.messages.record_judgements([again], owner=self.owner, now=self.clock())[0]:
                return _tell(again)
        # The lease ran out, and another process has the mail: what became of it is told there.
        return Outcome()

    def _record_failure(self, claimed: ClaimedMail, error: Exception) -> Outcome:
        permanent = isinstance(error, PERMANENT) or claimed.attempts >= MAX_ATTEMPTS
        retry_at = None if permanent else self.clock() + timedelta(minutes=claimed.attempts)
        reason = f"{type(error).__name__}: {error}"
        log.warning("mail not judged", message=claimed.id, sha256=claimed.sha256, error=reason, retry_at=str(retry_at))
        self.desk.messages.record_failure(
            claimed.id, owner=self.owner, reason=reason, glimpse=glimpse_at(claimed, self.desk), retry_at=retry_at
        )
        state = State.FAILED if permanent else State.WAITING
        return Outcome(Counter({state: 1}), [f"Message {claimed.id} could not be judged. {reason}"])


def glimpse_at(claimed: ClaimedMail, desk: Desk) -> Judgement:
    """Return what the head of the mail suggests, so that its municipality is not taken for silent."""
    try:
        with desk.archive.open(claimed.sha256) as stream:
            return desk.glimpse(stream.read(HEAD_BYTES), claimed.mailbox, claimed.internal_date)
    except (OSError, ArchiveError):
        return UNREAD


def _tell(judged: JudgedMail) -> Outcome:
    return Outcome(Counter({judged.effective.state: 1}))
