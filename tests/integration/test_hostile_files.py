"""A file made to hurt costs some seconds and one verdict, and the next file is read."""

from collections.abc import Iterator

import pytest

from domain.message import Verdict
from parsers.fence import FencedReader
from parsers.limits import MIB, Limits
from tests.hostile_files import HOSTILE_FILES, is_sound, undergo
from tests.peaks import watch_peaks

# Shorter than in earnest, so that all of them are tried in a few minutes; the grace and the restart are as ever.
LIMITS = Limits(file_seconds=2, ocr_seconds=2)
MOST_SECONDS = 12
"""What is asked with the limit of ten."""


@pytest.fixture(scope="module")
def reader() -> Iterator[FencedReader]:
    with FencedReader(workers=1, limits=LIMITS) as fenced:
        yield fenced


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_ends_in_a_verdict_and_the_next_file_is_read(reader: FencedReader, name: str) -> None:
    data = HOSTILE_FILES[name]()

    with watch_peaks() as peaks:
        ordeal = undergo(reader, data, LIMITS)

    assert ordeal.seconds < MOST_SECONDS
    assert peaks.largest <= 1024 * MIB
    assert all(read.text or read.verdict is not Verdict.OK for read in ordeal.read)
    assert is_sound(reader)
