"""Whether verdicts hold when the labelled mails come in other clothes: other programs, servers, keyboards.

Of each garment: how many are counted wrongly or lost, and how many plain replies that are counted as they are need a
person in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.figure import Figure
from tests.verdicts.clothes import GARMENTS, Garment
from tests.verdicts.corpus import list_cases
from tests.verdicts.labels import Half, Labelled
from tests.verdicts.marking import Outcome, conclude

ASKED = 0.97
"""Of plain replies, counted without help."""


def measure() -> tuple[Figure, ...]:
    """Judge every case in every garment; one line a garment."""
    cases = list_cases()
    return tuple(tell(name, conclude(dress_all(cases, garment))) for name, garment in GARMENTS.items())


def dress_all(cases: Sequence[Labelled], garment: Garment) -> list[Labelled]:
    """Return the cases that a garment fits, in it."""
    dressed = ((case, garment(case.raw)) for case in cases)
    return [replace(case, raw=raw) for case, raw in dressed if raw is not None]


def tell(name: str, outcomes: Sequence[Outcome]) -> Figure:
    """Tell the figures of one garment, both halves."""
    wrong, lost = (
        sum(map(bool, found)) for found in zip(*((o.counted_wrongly, o.lost) for o in outcomes), strict=True)
    )
    shares = {half: _share_plain([o for o in outcomes if o.case.half is half]) for half in Half}
    return Figure(
        what=f"verdicts in other clothes: {name}",
        ours=f"wrongly {wrong}, lost {lost}; plain "
        + ", ".join(f"{half.value} {right}/{of}" for half, (right, of) in shares.items()),
        against=f"{len(outcomes)} labelled mails",
        asked=f"none; at least {ASKED:.2f}",
        reached=not wrong and not lost and all(right >= ASKED * of for right, of in shares.values()),
    )


def _share_plain(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    plain = [outcome for outcome in outcomes if outcome.case.asked.plain]
    return sum(outcome.counted_rightly for outcome in plain), len(plain)
