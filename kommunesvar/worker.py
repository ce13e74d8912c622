"""The service: a tick that asks the database what is due, and does it.

APScheduler holds no plan of its own, only the beat: what is due follows from the books, so a restart sends
nothing twice and a Monday that was missed is caught up once.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from intake.clerk import Outcome
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.outgoing.alarms import raise_alarms
from kommunesvar.outgoing.gratitude import Gratitude
from kommunesvar.outgoing.outages import enqueue_alarms
from kommunesvar.outgoing.post import deliver, enqueue_due_digests, list_due_digests
from kommunesvar.outgoing.proposals import Proposals
from kommunesvar.rounds import process, recognize, visit

TICK_SECONDS = 10
MAX_BACKOFF = timedelta(minutes=30)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class MailboxBeat:
    """When one mailbox is to be visited next; a failing one is left alone a while longer each time."""

    section: MailboxSection
    failures: int = 0
    not_before: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def is_due(self, now: datetime) -> bool:
        """Say whether its time has come, or was set by a clock that had gone astray."""
        longest = timedelta(minutes=self.section.poll_minutes) + MAX_BACKOFF
        return now >= self.not_before or self.not_before - now > longest

    def visited(self, now: datetime, *, failed: bool, random_share: float) -> None:
        """Set the next visit: the regular one, or after a failure a delay that doubles, with jitter."""
        interval = timedelta(minutes=self.section.poll_minutes)
        self.failures = self.failures + 1 if failed else 0
        if failed:
            ceiling = min(interval * 2 ** min(self.failures, 10), max(MAX_BACKOFF, interval))
            interval += (ceiling - interval) * random_share
        self.not_before = now + interval


class Worker:
    """Runs the jobs of the service until ``stopping`` is set."""

    def __init__(self, program: Program, stopping: threading.Event) -> None:
        self._program = program
        self._stopping = stopping
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._beats = [MailboxBeat(section) for section in program.config.mailboxes if section.is_polled]
        self._proposals = Proposals(program)
        self._random = random.Random()  # noqa: S311 - jitter, not a secret

    def run(self) -> None:
        """Work until told to stop; then finish what is under way and return."""
        for beat in self._beats:
            self._add_job(f"poll {beat.section.name}", partial(self.poll_if_due, beat))
        self._add_job("process", self.process_waiting)
        self._add_job("recognize", self.recognize_waiting)
        self._add_job("search", partial(self._program.search.catch_up, stop=self._stopping.is_set))
        self._add_job("digest", self.send_digests_if_due)
        if self._program.config.thanks.enabled and self._program.config.smtp.host:
            gratitude = Gratitude(self._program, started_at=self._program.clock())
            self._add_job("thanks", gratitude.enqueue_due)
        self._add_job("proposals", self.propose_reminders_if_due)
        # Of what was not read while nothing ran nobody is told: the first visit comes in a moment.
        self._add_job("alarms", partial(enqueue_alarms, self._program, watched_from=self._program.clock()))
        self._add_job("outbox", self.deliver_outbox)
        self._scheduler.start()
        log.info("service started", mailboxes=[beat.section.name for beat in self._beats])
        self._stopping.wait()
        self._scheduler.shutdown(wait=True)
        log.info("service stopped")

    def poll_if_due(self, beat: MailboxBeat) -> None:
        """Visit one mailbox when its time has come."""
        if not beat.is_due(self._program.clock()):
            return
        done = visit(self._program, beat.section, stop=self._stopping.is_set)
        beat.visited(self._program.clock(), failed=not done.reached, random_share=self._random.random())
        if done.error is not None:
            log.error("mailbox not read", mailbox=beat.section.name, error=str(done.error), next=beat.not_before)
        elif done.poll.mails:
            log.info("mailbox read", mailbox=beat.section.name, mails=done.poll.mails)

    def process_waiting(self) -> None:
        """Judge what waits."""
        _tell(process(self._program, stop=self._stopping.is_set))

    def recognize_waiting(self) -> None:
        """Judge what waits for OCR, in a job of its own: a scan holds up no other mail."""
        _tell(recognize(self._program, stop=self._stopping.is_set))

    def send_digests_if_due(self) -> None:
        """Put the week's digests in the outbox, after a fresh look into the mailboxes."""
        if not list_due_digests(self._program):
            return
        for beat in self._beats:
            visit(self._program, beat.section, stop=self._stopping.is_set)
        process(self._program, stop=self._stopping.is_set)
        if not self._stopping.is_set():
            enqueue_due_digests(self._program)
            deliver(self._program, sleep=None)

    def propose_reminders_if_due(self) -> None:
        """Propose reminders on the days when they are due; a person sends them."""
        if self._proposals.enqueue_due():
            log.info("reminders proposed")

    def deliver_outbox(self) -> None:
        """Hand over what waits in the outbox, as much as may leave now; the next beat goes on."""
        deliver(self._program, sleep=None)
        raise_alarms(self._program)

    def _add_job(self, name: str, work: Callable[[], object]) -> None:
        self._scheduler.add_job(
            self._guard,
            "interval",
            (name, work),
            seconds=TICK_SECONDS,
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def _guard(self, name: str, work: Callable[[], object]) -> None:
        """Keep one job's fault from ending the service."""
        if self._stopping.is_set():
            return
        try:
            work()
        except Exception:
            # The named boundary: one job. The next tick tries again.
            log.exception("job failed", job=name)


def _tell(outcome: Outcome) -> None:
    if outcome.states or outcome.put_off:
        states = {state.value: count for state, count in outcome.states.items()}
        log.info("mails judged", **states, **({"waiting_for_ocr": outcome.put_off} if outcome.put_off else {}))
