"""Which share of the words that independent readers agree on is found, format by format, in letters made here.

The references are LibreOffice and pandoc, for a PDF the two ways in which poppler reads. Run by itself:
``python -m benchmarks.words_found``.
"""

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.letters import FORMATS, Letters, write_letters
from benchmarks.programs import read_with_office, read_with_pandoc, read_with_poppler
from domain.message import FilePart, Verdict
from parsers.fence import FencedReader

ASKED = {"docx": 0.999, "pdf": 0.985, "doc": 0.94, "rtf": 0.99, "odt": 0.96}
REFERENCES = {
    **dict.fromkeys(("docx", "odt", "rtf"), "LibreOffice and pandoc"),
    "doc": "LibreOffice",
    "pdf": "pdftotext, with and without its layout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found of one file's words; ``missed`` are those that were not."""

    file: Path
    verdict: Verdict
    expected: int
    missed: Counter[str]
    is_tuned: bool


def measure() -> tuple[Figure, ...]:
    """Write the letters, read them with ours and with the references, and tell format by format."""
    with tempfile.TemporaryDirectory() as scratch:
        readings = read_letters(write_letters(Path(scratch)), Path(scratch))
    figures = [tell_words(ending, readings[ending]) for ending in FORMATS]
    return (*figures, tell_refusals([reading for ending in FORMATS for reading in readings[ending]]))


def read_letters(letters: Letters, scratch: Path) -> Mapping[str, list[Reading]]:
    """Read every letter through the fence, and compare it with what its references agree on."""
    with FencedReader(workers=1) as reader:
        return {ending: _read_format(reader, letters, ending, scratch) for ending in FORMATS}


def find_share(readings: Iterable[Reading]) -> float:
    """Return which share of all their words was found."""
    readings = list(readings)
    expected = sum(reading.expected for reading in readings)
    if not expected:
        raise RuntimeError("The references found no words")
    return 1 - sum(reading.missed.total() for reading in readings) / expected


def count_words(text: str) -> Counter[str]:
    """Count words as they compare: ligatures dissolved, soft hyphens gone, no capitals."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    return Counter(re.findall(r"\w+", plain))


def tell_words(ending: str, readings: Sequence[Reading]) -> Figure:
    """Tell the share of one format, of both halves; each has to reach what is asked."""
    tuned = find_share(reading for reading in readings if reading.is_tuned)
    unseen = find_share(reading for reading in readings if not reading.is_tuned)
    words = sum(reading.expected for reading in readings)
    return Figure(
        what=f"words found in {len(readings)} .{ending}",
        ours=f"{find_share(readings):.4f} (tuned {tuned:.4f}, unseen {unseen:.4f})",
        against=f"{REFERENCES[ending]}: {words:,} words",
        asked=f"at least {ASKED[ending]:.3f}",
        reached=min(tuned, unseen) >= ASKED[ending],
    )


def tell_refusals(readings: Sequence[Reading]) -> Figure:
    """Tell how many of the letters, all of them honest, have another verdict than ok."""
    refused = [f"{reading.file.name} {reading.verdict.value}" for reading in readings if reading.verdict != Verdict.OK]
    return Figure(
        what="no honest file refused",
        ours=f"{len(refused)} of {len(readings)}" + (f": {', '.join(refused[:5])}" if refused else ""),
        against="",
        asked="none",
        reached=not refused,
    )


def _read_format(reader: FencedReader, letters: Letters, ending: str, scratch: Path) -> list[Reading]:
    files = letters.files[ending]
    columns = [read(files, scratch) for read in _find_references(ending)]
    return [
        _compare(reader, file, _agree(texts), is_tuned=letters.is_tuned(file))
        for file, texts in zip(files, zip(*columns, strict=True), strict=True)
    ]


def _find_references(ending: str) -> list[Callable[[list[Path], Path], list[str]]]:
    if ending == "pdf":
        return [
            lambda files, _: read_with_poppler(files),
            lambda files, _: read_with_poppler(files, "-layout"),
        ]
    if ending == "doc":
        return [read_with_office]
    return [read_with_office, lambda files, _: read_with_pandoc(files)]


def _agree(texts: Iterable[str]) -> Counter[str]:
    """Count the words that all have, as often as the one that has them least often."""
    first, *others = map(count_words, texts)
    for other in others:
        first &= other
    return first


def _compare(reader: FencedReader, file: Path, expected: Counter[str], *, is_tuned: bool) -> Reading:
    part = FilePart(filename=file.name, path=(file.name,), media_type="", data=file.read_bytes())
    extracted = reader.extract_text(part)
    missed = expected - count_words(extracted.text)
    return Reading(file=file, verdict=extracted.verdict, expected=expected.total(), missed=missed, is_tuned=is_tuned)


if __name__ == "__main__":
    print(*measure(), sep="\n")
