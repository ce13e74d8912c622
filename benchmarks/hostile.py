"""Every hostile file and mail of the tests, through the fence with the limits of earnest: seconds, memory, deaths."""

import time
from contextlib import suppress

from benchmarks.figure import Figure
from domain.errors import ReaderDied, UnreadableMail
from parsers.fence import FencedReader
from parsers.limits import MIB, Limits
from tests.hostile_files import HOSTILE_FILES, is_sound, undergo
from tests.hostile_mails import HOSTILE_MAILS
from tests.peaks import watch_peaks

ASKED_SECONDS, ASKED_MEMORY = 12.0, 1024 * MIB


def measure() -> Figure:
    """Read them one after the other, and an honest file after each."""
    limits = Limits()
    seconds: dict[str, float] = {}
    deaths, unsound = 0, list[str]()
    with watch_peaks() as peaks, FencedReader(workers=1, limits=limits) as reader:
        for name, build in HOSTILE_FILES.items():
            ordeal = undergo(reader, build(), limits)
            seconds[name] = ordeal.seconds
            deaths += ordeal.is_fatal
            unsound += [] if is_sound(reader) else [name]
        for name, build in HOSTILE_MAILS.items():
            seconds[f"mails.{name}"] = _parse(reader, build())
            unsound += [] if is_sound(reader) else [name]
    worst = max(seconds, key=lambda name: seconds[name])
    return Figure(
        what=f"{len(seconds)} hostile files and mails" + (f", not survived: {unsound}" if unsound else ""),
        ours=f"worst {seconds[worst]:.1f} s ({worst}), {peaks.largest // MIB} MiB, {deaths} deaths",
        against=f"the limits; {sum(seconds.values()):.0f} s in all",
        asked=f"within {ASKED_SECONDS:.0f} s and {ASKED_MEMORY // MIB} MiB, the next file read",
        reached=seconds[worst] <= ASKED_SECONDS and peaks.largest <= ASKED_MEMORY and not unsound,
    )


def _parse(reader: FencedReader, mail: bytes) -> float:
    begun = time.monotonic()
    with suppress(UnreadableMail, ReaderDied):  # verdicts as well: such a mail goes to a person
        reader.parse_mail(mail)
    return time.monotonic() - begun


if __name__ == "__main__":
    print(measure())
