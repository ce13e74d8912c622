"""The words of honest letters are found as LibreOffice, pandoc and poppler find them: a share of ``make bench``."""

from collections.abc import Mapping

import pytest

from benchmarks.letters import COUNT, FORMATS, write_letters
from benchmarks.programs import NEEDED
from benchmarks.words_found import ASKED, Reading, find_share, read_letters
from domain.message import Verdict

SEEDS = range(0, COUNT, COUNT // 8)

pytestmark = [pytest.mark.slow, pytest.mark.needs(*NEEDED)]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Reading]]:
    folder = tmp_path_factory.mktemp("letters")
    return read_letters(write_letters(folder, SEEDS), folder)


@pytest.mark.parametrize("ending", FORMATS)
def test_as_many_words_are_found_as_are_asked_for(readings: Mapping[str, list[Reading]], ending: str) -> None:
    share = find_share(readings[ending])

    assert share >= ASKED[ending], [reading.missed for reading in readings[ending]]


@pytest.mark.parametrize("ending", FORMATS)
def test_no_honest_file_is_refused(readings: Mapping[str, list[Reading]], ending: str) -> None:
    verdicts = {reading.file.name: reading.verdict for reading in readings[ending]}

    assert set(verdicts.values()) == {Verdict.OK}, verdicts
