"""Try both parsers on damaged input for FUZZ_SECONDS; finds are kept in FUZZ_OUT, and with none it ends with 0.

FUZZ_SEED draws other inputs; FUZZ_TARGETS names those to try, with commas between.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.cases import Target, draw
from tests.fuzz.fence import Tried, try_many
from tests.fuzz.shrink import shrink
from tests.fuzz.targets import TARGETS

_SHRINKING = 20.0
_MOST_FINDS = 12
"""Different faults of one target: with more, looking on helps nobody."""


@dataclass(slots=True)
class _Score:
    """What came of one target; ``finds`` holds the number of the first input by its fault."""

    runs: int = 0
    slowest: float = 0.0
    slowest_run: int = 0
    finds: dict[str, int] = field(default_factory=dict)

    def count(self, tried: Tried) -> None:
        self.runs += 1
        if tried.seconds > self.slowest:
            self.slowest, self.slowest_run = tried.seconds, tried.number
        if tried.fault:
            self.finds.setdefault(tried.fault, tried.number)


def _try_target(target: Target, seed: int, seconds: float) -> _Score:
    """Try one target until its time is over, with a new child after each that died."""
    until = time.monotonic() + seconds
    score = _Score()
    number = 0
    while time.monotonic() < until and len(score.finds) < _MOST_FINDS:
        for tried in try_many(target, seed, number, until):
            score.count(tried)
            number = tried.number + 1
    return score


def _keep(target: Target, seed: int, score: _Score, folder: Path) -> None:
    for fault, number in score.finds.items():
        case = shrink(target, draw(target, seed, number), fault, _SHRINKING)
        (folder / f"{target.name}-{fault}").write_bytes(case.data)


def _say(target: Target, score: _Score) -> None:
    sys.stdout.write(
        f"{target.name:<12}{score.runs:>8} runs {len(score.finds):>4} finds   slowest {score.slowest:.2f} s "
        f"(number {score.slowest_run})\n"
    )
    for fault, number in score.finds.items():
        sys.stdout.write(f"    {fault} (number {number})\n")
    sys.stdout.flush()


def main() -> int:
    """Try every target for its share of the time; one line each."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "120"))
    seed = int(os.environ.get("FUZZ_SEED", "1"))
    folder = Path(os.environ.get("FUZZ_OUT") or tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = os.environ.get("FUZZ_TARGETS", "").split(",")
    targets = [target for target in TARGETS if target.name in wanted] or list(TARGETS)
    finds = 0
    for target in targets:
        score = _try_target(target, seed, seconds / len(targets))
        _say(target, score)
        _keep(target, seed, score, folder)
        finds += len(score.finds)
    if finds:
        sys.stdout.write(f"The finds are in {folder}.\n")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
