"""Judgements are written down together, and wait for one another only a little."""

import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

from domain.message import ReadMail
from domain.message_ports import ClaimedMail, JudgedMail
from domain.rulings import Rulings
from intake.clerk import Clerk, Outcome
from intake.line import GATHERED, Line
from tests.builders import build_mail


@dataclass
class SlowClerk:
    """Reads at once all mails but the slow ones, which wait until they are let go."""

    slow: frozenset[int] = frozenset()
    broken: frozenset[int] = frozenset()
    judges: set[int] = field(default_factory=set)
    let_go: threading.Event = field(default_factory=threading.Event)
    batches: list[int] = field(default_factory=list)
    desk: object = field(default_factory=lambda: SimpleNamespace(facts=SimpleNamespace(load_rulings=lambda: None)))

    def read(self, claimed: ClaimedMail) -> ReadMail | Outcome:
        if claimed.id in self.slow:
            self.let_go.wait(30)
        return Outcome(put_off=1) if claimed.id in self.broken else build_mail("Hermed svar.")

    def judge(self, claimed: ClaimedMail, mail: ReadMail, rulings: Rulings) -> JudgedMail:  # noqa: ARG002 - the clerk's
        self.judges.add(threading.get_ident())
        return JudgedMail(claimed=claimed, mail=mail, machine=None, effective=None, basis=None)  # type: ignore[arg-type]

    def record(self, judged: Sequence[JudgedMail]) -> Outcome:
        self.batches.append(len(judged))
        return Outcome()


def claim(*numbers: int) -> list[ClaimedMail]:
    return [ClaimedMail(id=number, sha256="", mailbox="FLJE", internal_date=None, attempts=1) for number in numbers]


def test_many_judgements_are_written_down_in_few_batches() -> None:
    clerk = SlowClerk()

    with Line(cast("Clerk", clerk), workers=2) as line:
        line.add(claim(*range(3 * GATHERED)))
        line.run_out()

    assert sum(clerk.batches) == 3 * GATHERED
    assert max(clerk.batches) == GATHERED
    assert len(clerk.batches) < GATHERED


def test_slow_mail_holds_up_no_judgement_of_others() -> None:
    clerk = SlowClerk(slow=frozenset({1}))

    with Line(cast("Clerk", clerk), workers=2) as line:
        line.add(claim(1, 2, 3))
        line.record()
        written = sum(clerk.batches)
        clerk.let_go.set()
        line.run_out()

    assert written == 2
    assert sum(clerk.batches) == 3


def test_mails_are_judged_by_the_one_thread_that_writes() -> None:
    clerk = SlowClerk()

    with Line(cast("Clerk", clerk), workers=2) as line:
        line.add(claim(*range(10)))
        line.run_out()

    assert clerk.judges == {threading.get_ident()}


def test_a_mail_that_could_not_be_read_is_told_of_and_not_judged() -> None:
    clerk = SlowClerk(broken=frozenset({2}))

    with Line(cast("Clerk", clerk), workers=2) as line:
        line.add(claim(1, 2, 3))
        line.run_out()

    assert sum(clerk.batches) == 2
    assert line.outcome.put_off == 1


def test_threads_take_turns_as_before_when_the_line_has_ended() -> None:
    before = sys.getswitchinterval()

    with Line(cast("Clerk", SlowClerk()), workers=2) as line:
        line.add(claim(1))
        line.run_out()

    assert sys.getswitchinterval() == before
