"""All mails of the examination, and their two halves: one to learn from, one to be measured by at the end."""

import random
from collections.abc import Callable, Iterator
from functools import cache

from tests.examiner import doubtful, machines, ordinary, passing
from tests.examiner.labels import Case

_CHAPTERS: tuple[Callable[[int], Iterator[Case]], ...] = (
    ordinary.with_files, ordinary.texts_only, ordinary.short_texts, ordinary.in_thread, ordinary.dressed,
    ordinary.signed, ordinary.decomposed, ordinary.notices, passing.in_passing, passing.odd_addresses,
    passing.at_every_hour, doubtful.said, doubtful.unreadable, doubtful.forged, doubtful.strangers, doubtful.voices,
    doubtful.signatures_conflict, doubtful.forwarded, doubtful.provisional, machines.away, machines.receipts,
    machines.bounces, machines.read_receipts, machines.calendar, machines.lists, machines.passers_by, machines.misfits,
)  # fmt: skip


@cache
def list_cases() -> tuple[Case, ...]:
    """Every mail, always the same."""
    cases: list[Case] = []
    for chapter in _CHAPTERS:
        cases.extend(chapter(len(cases) + 1))
    return tuple(cases)


def list_half(which: str) -> tuple[Case, ...]:
    """The half to ``learn`` from or the half to ``measure`` by, drawn by lot once for all."""
    cases = list(list_cases())
    random.Random(20191101).shuffle(cases)  # noqa: S311 - a lot, no secret
    middle = len(cases) // 2
    return tuple(cases[:middle] if which == "learn" else cases[middle:])
