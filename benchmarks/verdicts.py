"""Whether verdicts are right: kind, municipality, time and state of labelled mails, chapter by chapter.

One half of the mails is there to mend the rules by, the other nobody looks into: of it only figures are told. Run by
itself: ``python -m benchmarks.verdicts``; with ``--failures`` for what is wrong in the first half, one a line.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.figure import Figure
from tests.verdicts.corpus import list_cases
from tests.verdicts.labels import Half
from tests.verdicts.marking import Marked, Outcome, mark

MILLISECONDS = 2.0
ASKED = {"plain": 0.97, "kind": 0.98, "first": 0.98, "time": 1.0}
"""The shares asked for: of plain replies counted without help, and of what is right."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that were asked are right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share; 1 where nothing was asked."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted of some outcomes."""

    n: int
    counted_rightly: int
    counted_wrongly: int
    lost: int
    shares: dict[str, Share]

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {share}" for name, share in self.shares.items() if share.of)
        return f"{self.n}: counted {self.counted_rightly}, wrongly {self.counted_wrongly}, lost {self.lost}; {shares}"


def measure() -> tuple[Figure, ...]:
    """Judge every case and tell, for each half and each chapter."""
    marked = mark(list_cases())
    halves = {half: [o for o in marked.outcomes if o.case.half is half] for half in Half}
    summary = [figure for half, outcomes in halves.items() for figure in tell_half(half, tally(outcomes))]
    chapters = dict.fromkeys(outcome.case.chapter for outcome in marked.outcomes)
    return (*summary, *(tell_chapter(name, halves) for name in chapters), tell_cost(marked))


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Count what is right and wrong."""
    return Tally(
        n=len(outcomes),
        counted_rightly=sum(o.counted_rightly for o in outcomes),
        counted_wrongly=sum(o.counted_wrongly for o in outcomes),
        lost=sum(o.lost for o in outcomes),
        shares={name: _share(ask(outcome) for outcome in outcomes) for name, ask in _QUESTIONS.items()},
    )


_QUESTIONS: dict[str, Callable[[Outcome], bool | None]] = {
    "plain": lambda o: o.counted_rightly if o.case.asked.plain else None,
    "kind": lambda o: o.kind_right,
    "first": lambda o: o.first_right,
    "time": lambda o: o.time_right,
    "state": lambda o: o.state_right,
    "authenticity": lambda o: o.authenticity_right,
    "provisional": lambda o: o.provisional_right,
    "replaces": lambda o: o.replaces_right,
    "committee": lambda o: o.committee_right,
    "until": lambda o: o.until_right,
    "consultation": lambda o: o.consultation_right,
    "reasons": lambda o: o.reasons_right,
}


def _share(answers: Iterable[bool | None]) -> Share:
    asked = [answer for answer in answers if answer is not None]
    return Share(sum(asked), len(asked))


def tell_half(half: Half, found: Tally) -> tuple[Figure, ...]:
    """Tell the figures of one half: the two errors that are not forgiven, and the shares."""
    against = f"{found.n} labelled mails ({half.value})"
    hard = {"counted wrongly": found.counted_wrongly, "real replies lost": found.lost}
    return (
        *(
            Figure(what=f"verdicts: {what}", ours=str(count), against=against, asked="none", reached=not count)
            for what, count in hard.items()
        ),
        *(_tell_share(name, share, against) for name, share in found.shares.items()),
    )


def _tell_share(name: str, share: Share, against: str) -> Figure:
    asked = ASKED.get(name)
    return Figure(
        what=f"verdicts: {_WORDS[name]}",
        ours=f"{share.value:.4f} ({share})",
        against=against,
        asked="" if asked is None else f"at least {asked:.2f}",
        reached=asked is None or share.value >= asked,
    )


_WORDS = {
    "plain": "plain replies counted without help",
    "kind": "kind right",
    "first": "right municipality first among the suggestions",
    "time": "time right",
    "state": "state right",
    "authenticity": "authenticity right",
    "provisional": "provisional or final right",
    "replaces": "found or not found to take the place of an earlier answer",
    "committee": "committee right",
    "until": "day found until which more time is asked for",
    "consultation": "consultation right",
    "reasons": "reasons asked for among those given, of those in review",
}


def tell_chapter(name: str, halves: dict[Half, list[Outcome]]) -> Figure:
    """Tell the figures of one chapter, its two halves side by side."""
    tuned, held = (tally([o for o in halves[half] if o.case.chapter == name]) for half in Half)
    wrong = tuned.counted_wrongly + held.counted_wrongly + tuned.lost + held.lost
    return Figure(
        what=f"verdicts in {name}", ours=f"tuned {tuned}", against=f"held {held}", asked="none wrong", reached=not wrong
    )


def tell_cost(marked: Marked) -> Figure:
    """Tell what one judgement costs, the reading not included."""
    return Figure(
        what="verdicts: examining and judging one mail",
        ours=f"{marked.milliseconds:.2f} ms",
        against=f"{len(marked.outcomes)} labelled mails",
        asked=f"under {MILLISECONDS:.1f} ms",
        reached=marked.milliseconds < MILLISECONDS,
    )


def describe_failure(outcome: Outcome) -> str:
    """Return what is wrong with one outcome, and on what grounds, in a line."""
    asked, got = outcome.case.asked, outcome.judgement
    states, kinds = ("|".join(sorted(values)) for values in (asked.states, asked.kinds))
    best = got.suggestions[0] if got.suggestions else None
    return (
        f"{' '.join(outcome.faults)} {outcome.case.name}: asked {states} {kinds} {','.join(asked.municipalities)}"
        f" first={asked.first} at={asked.received_at} {'|'.join(sorted(asked.reasons))};"
        f" got {got.state} {got.kind.kind} {','.join(outcome.municipalities)}"
        f" first={best.municipality if best else None} at={got.clock.received_at} {'|'.join(got.reasons)};"
        f" {got.kind.rule} {got.kind.evidence} | {best.rule if best else ''} {best.evidence if best else ''}"
        f" | {got.authenticity.authenticity} {got.authenticity.evidence}"
    )


def list_failures() -> list[str]:
    """Return a line for each case of the tuned half of which something is not as asked."""
    outcomes = mark([case for case in list_cases() if case.half is Half.TUNED]).outcomes
    return [describe_failure(outcome) for outcome in outcomes if outcome.faults]


if __name__ == "__main__":
    print(*(list_failures() if "--failures" in sys.argv[1:] else measure()), sep="\n")
