"""All labelled mails, chapter by chapter, always the same."""

from collections.abc import Callable, Iterator
from functools import cache

from tests.verdicts import (
    attachments,
    away,
    bounces,
    disguised,
    extensions,
    footers,
    forwards,
    names,
    no_comments,
    odd,
    passersby,
    plain_notes,
    plain_shapes,
    plain_texts,
    provisional,
    questions,
    receipts,
    registers,
    shared,
    strangers,
    threads,
    times,
    voices,
)
from tests.verdicts.labels import Labelled

_CHAPTERS: tuple[Callable[[], Iterator[Labelled]], ...] = (
    *(plain_notes.cases, plain_texts.cases, no_comments.cases, provisional.cases, extensions.cases, questions.cases),
    *(away.cases, receipts.cases, bounces.cases, forwards.cases, threads.cases, strangers.cases),
    *(shared.cases, names.cases, times.cases, attachments.cases, passersby.cases),
    *(plain_shapes.cases, registers.cases, odd.cases, voices.cases, disguised.cases, footers.cases),
)


@cache
def list_cases() -> tuple[Labelled, ...]:
    """Return every case. Raises ValueError when two bear one name."""
    cases = tuple(case for chapter in _CHAPTERS for case in chapter())
    if len({case.name for case in cases}) != len(cases):
        raise ValueError("two cases bear one name")
    return cases
