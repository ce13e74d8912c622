"""What became of each case, and whether that is what was asked."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from domain.conclusion import judge
from domain.judgement import Judgement
from domain.message import ReadMail, State
from intake.reading import MailReading
from intake.trust import TrustSettings
from kommunesvar.bootstrap import Rules
from parsers.fence import FencedReader
from storage.roster import load_roster
from tests.verdicts.asking import CONSULTATIONS
from tests.verdicts.labels import Labelled

WORKERS = 2
ROUNDS = 3
TRUST = TrustSettings(trusted_authserv_ids=("mx.kl.dk",), trusted_hosts=("mx.kl.dk",), internal_domains=("kl.dk",))
"""As an operator with a mail server of his own configures it."""
TRUST_EXCHANGE = TrustSettings(
    trusted_authserv_ids=("exchange-online",),
    trusted_hosts=(
        *("*.prod.outlook.com", "*.prod.protection.outlook.com"),
        *("*.mail.protection.outlook.com", "*.outlook.office365.com"),
    ),
    internal_domains=("kl.dk",),
)
"""As one configures it whose mailboxes lie with Exchange Online."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what the program concluded of it."""

    case: Labelled
    judgement: Judgement

    @property
    def counted(self) -> bool:
        """Whether it was counted at all."""
        return self.judgement.state is State.COUNTED

    @property
    def counted_wrongly(self) -> bool:
        """Whether what must not be counted was, or for others than whose it is."""
        asked = self.case.asked
        return self.counted and (
            State.COUNTED not in asked.states or sorted(self.municipalities) != sorted(asked.municipalities)
        )

    @property
    def counted_rightly(self) -> bool:
        """Whether it was counted as asked, its time judged as asked."""
        return self.counted and not self.counted_wrongly and self.time_right is not False

    @property
    def lost(self) -> bool:
        """Whether it was set aside though a person should have seen it or it should have been counted."""
        return self.judgement.state is State.SET_ASIDE and State.SET_ASIDE not in self.case.asked.states

    @property
    def state_right(self) -> bool:
        """Whether it stands where a careful person would have put it."""
        return self.judgement.state in self.case.asked.states

    @property
    def kind_right(self) -> bool:
        """Whether it was taken for what it is."""
        return self.judgement.kind.kind in self.case.asked.kinds

    @property
    def first_right(self) -> bool | None:
        """Whether the best suggestion is the sender's municipality; None where that is not asked."""
        asked, found = self.case.asked, self.judgement.suggestions
        best = found[0].municipality if found else None
        if asked.first is None:
            return best not in asked.never_first if asked.never_first else None
        return best == asked.first

    @property
    def time_right(self) -> bool | None:
        """Whether its moment, whose clock said so, and what follows are right; None where nothing is asked."""
        asked, clock = self.case.asked, self.judgement.clock
        checks = []
        if asked.received_at is not None:
            checks.append(clock.received_at == asked.received_at)
        if asked.received_by is not None:
            checks.append(clock.received_by is asked.received_by)
        if asked.timeliness is not None and self.counted:
            checks.append({reply.timeliness for reply in self.judgement.replies} == {asked.timeliness})
        return all(checks) if checks else None

    @property
    def authenticity_right(self) -> bool | None:
        """Whether the sender was confirmed or refused as asked."""
        asked = self.case.asked.authenticity
        return self.judgement.authenticity.authenticity in asked if asked else None

    @property
    def provisional_right(self) -> bool | None:
        """Whether an answer is held for provisional or final as asked."""
        asked = self.case.asked.provisional
        return None if asked is None else self.judgement.provisional is asked

    @property
    def replaces_right(self) -> bool | None:
        """Whether it is held to take the place of an earlier answer as asked."""
        asked = self.case.asked.replaces
        return None if asked is None else self.judgement.replaces is asked

    @property
    def committee_right(self) -> bool | None:
        """Whether the committee that answers was found."""
        asked = self.case.asked.committee
        return None if asked is None else self.judgement.committee.casefold() == asked.casefold()

    @property
    def until_right(self) -> bool | None:
        """Whether the day until which more time is asked for was found."""
        asked = self.case.asked.asked_until
        return self.judgement.asked_until == asked if asked else None

    @property
    def consultation_right(self) -> bool | None:
        """Whether it belongs where it was asked to; a person may still have to say where, if it is in review."""
        asked, found = self.case.asked.consultation, self.judgement.consultation
        if asked is None or (found is None and not self.counted):
            return None
        return found == asked

    @property
    def reasons_right(self) -> bool | None:
        """Whether the reasons asked for are among those given; None where it did not go to review."""
        asked = self.case.asked.reasons
        if not asked or self.judgement.state is not State.REVIEW:
            return None
        return asked <= set(self.judgement.reasons)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities it was counted for."""
        return tuple(reply.municipality for reply in self.judgement.replies)

    @property
    def faults(self) -> tuple[str, ...]:
        """Each thing that is not as asked, in a word, the worst first."""
        missed = self.case.asked.plain and not self.counted
        found = {
            "COUNTED_WRONGLY": self.counted_wrongly,
            "LOST": self.lost,
            "time": self.time_right is False,
            "plain_not_counted": missed,
            "state": not self.state_right and not (self.counted_wrongly or self.lost or missed),
            "kind": not self.kind_right,
            "first": self.first_right is False,
            "authenticity": self.authenticity_right is False,
            "until": self.until_right is False,
            "provisional": self.provisional_right is False,
            "replaces": self.replaces_right is False,
            "committee": self.committee_right is False,
            "consultation": self.consultation_right is False,
            "reasons": self.reasons_right is False,
        }
        return tuple(name for name, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class Marked:
    """Every outcome, and what one examination with its judgement cost, reading not included."""

    outcomes: tuple[Outcome, ...]
    milliseconds: float


def mark(cases: Sequence[Labelled]) -> Marked:
    """Read every case through the fence, judge it by the real rules, and time the judging by itself."""
    mails = read_all(cases)
    outcomes = _judge_all(cases, mails)
    return Marked(outcomes, _time(lambda: _judge_all(cases, mails)) * 1000 / len(cases))


def conclude(cases: Sequence[Labelled]) -> tuple[Outcome, ...]:
    """Read and judge every case, without taking the time."""
    return _judge_all(cases, read_all(cases))


def _judge_all(cases: Sequence[Labelled], mails: Sequence[ReadMail]) -> tuple[Outcome, ...]:
    roster = load_roster()
    rules = {online: Rules(roster, CONSULTATIONS, TRUST_EXCHANGE if online else TRUST) for online in (False, True)}
    pairs = zip(cases, mails, strict=True)
    return tuple(Outcome(case, _judge(rules[case.exchange_online], case, mail)) for case, mail in pairs)


def read_all(cases: Sequence[Labelled]) -> list[ReadMail]:
    """Read the mails and their files as the intake does."""
    with FencedReader(workers=WORKERS) as reader, ThreadPoolExecutor(WORKERS) as pool:
        reading = MailReading(reader=reader)
        return list(pool.map(lambda case: reading.read(case.raw), cases))


def _judge(rules: Rules, case: Labelled, mail: ReadMail) -> Judgement:
    return judge(rules.examine(mail, case.mailbox, case.internal_date), {})


def _time(run: Callable[[], object]) -> float:
    """Return the seconds that the processor worked in the best of some rounds: others may be at work on it as well."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        run()
        seconds.append(time.process_time() - begin)
    return min(seconds)
