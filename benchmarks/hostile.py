"""Every hostile file and mail of the tests, through the fence with the limits of earnest: seconds, memory, deaths."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.figure import Figure
from domain.errors import ReaderDied, UnreadableMail
from parsers.fence import FencedReader
from parsers.limits import MIB, Limits
from tests.hostile_files import HOSTILE_FILES, is_sound, undergo
from tests.hostile_mails import HOSTILE_MAILS
from tests.peaks import watch_peaks

ASKED_SECONDS, ASKED_MEMORY = 12.0, 1024 * MIB
_READERS = 2
_MAIL = "mails."


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one of them ended, and whether the honest file after it was read."""

    seconds: float
    is_fatal: bool
    is_sound: bool


def measure() -> Figure:
    """Read every other one with one reader and the rest with another, and an honest file after each."""
    trials = [*HOSTILE_FILES, *(f"{_MAIL}{name}" for name in HOSTILE_MAILS)]
    with watch_peaks() as peaks, ThreadPoolExecutor(max_workers=_READERS) as pool:
        halves = pool.map(try_all, [trials[start::_READERS] for start in range(_READERS)])
        outcomes = {name: outcome for half in halves for name, outcome in half.items()}
    worst = max(outcomes, key=lambda name: outcomes[name].seconds)
    unsound = [name for name, outcome in outcomes.items() if not outcome.is_sound]
    return Figure(
        what=f"{len(outcomes)} hostile files and mails" + (f", not survived: {unsound}" if unsound else ""),
        ours=f"worst {outcomes[worst].seconds:.1f} s ({worst}), {peaks.largest // MIB} MiB, "
        f"{sum(outcome.is_fatal for outcome in outcomes.values())} deaths",
        against=f"the limits; {sum(outcome.seconds for outcome in outcomes.values()):.0f} s in all",
        asked=f"within {ASKED_SECONDS:.0f} s and {ASKED_MEMORY // MIB} MiB, the next file read",
        reached=outcomes[worst].seconds <= ASKED_SECONDS and peaks.largest <= ASKED_MEMORY and not unsound,
    )


def try_all(names: list[str]) -> dict[str, Outcome]:
    """Try these with a reader of their own, within the limits of earnest."""
    limits = Limits()
    with FencedReader(workers=1, limits=limits) as reader:
        return {name: _try(reader, name, limits) for name in names}


def _try(reader: FencedReader, name: str, limits: Limits) -> Outcome:
    if not name.startswith(_MAIL):
        ordeal = undergo(reader, HOSTILE_FILES[name](), limits)
        return Outcome(ordeal.seconds, ordeal.is_fatal, is_sound(reader))
    mail, fatal = HOSTILE_MAILS[name.removeprefix(_MAIL)](), False
    begun = time.monotonic()
    try:
        with suppress(UnreadableMail):  # a verdict as well: such a mail goes to a person
            reader.parse_mail(mail)
    except ReaderDied:
        fatal = True
    return Outcome(time.monotonic() - begun, fatal, is_sound(reader))


if __name__ == "__main__":
    print(measure())
