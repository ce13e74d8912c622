"""Judgements are written down together, and wait for one another only a little."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

from domain.message_ports import ClaimedMail, JudgedMail
from domain.rulings import Rulings
from intake.clerk import Clerk, Outcome
from intake.line import GATHERED, Line


@dataclass
class SlowClerk:
    """Judges at once all mails but the slow ones, which wait until they are let go."""

    slow: frozenset[int] = frozenset()
    let_go: threading.Event = field(default_factory=threading.Event)
    batches: list[int] = field(default_factory=list)
    desk: object = field(default_factory=lambda: SimpleNamespace(facts=SimpleNamespace(load_rulings=lambda: None)))

    def look(self, claimed: ClaimedMail, rulings: Rulings) -> JudgedMail:  # noqa: ARG002 - the clerk's
        if claimed.id in self.slow:
            self.let_go.wait(30)
        return JudgedMail(claimed=claimed, mail=None, machine=None, effective=None, basis=None)  # type: ignore[arg-type]

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
