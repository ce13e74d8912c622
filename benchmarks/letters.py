"""Honest letters to measure readers with, made on the spot: Word files with their dirt, and what programs make of them.

Run it as ``python -m benchmarks.letters FOLDER`` to look at them. The same seed gives the same words. Of the seeds the
first half is there to mend the readers by; the second half nobody looks into, so that its figures stay honest.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import docx

from benchmarks.print_dirt import print_letter
from benchmarks.programs import convert
from benchmarks.word_dirt import add_dirt
from kommunesvar.demo.letters import Letter, compose_answers, compose_comments, make_docx
from storage.roster import load_roster

COUNT = 32
FORMATS = ("docx", "odt", "rtf", "doc", "pdf")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of each format as files, and the seeds that readers are mended by."""

    files: dict[str, list[Path]]
    tuned: range = range(COUNT // 2)

    def is_tuned(self, file: Path) -> bool:
        """Say whether a file is of the half that readers are mended by."""
        return int(file.stem.partition("-")[0]) in self.tuned


def write_letters(folder: Path, seeds: Sequence[int] = range(COUNT)) -> Letters:
    """Write a letter of each seed in every format; of PDFs two, as Word prints it and as another program does."""
    word = [_write(folder / "docx" / f"{seed:03}.docx", make_word(seed)) for seed in seeds]
    printed = [_write(folder / "pdf" / f"{seed:03}-printed.pdf", make_print(seed)) for seed in seeds]
    made = {ending: convert(word, ending, folder / ending) for ending in FORMATS if ending != "docx"}
    return Letters({**made, "docx": word, "pdf": made["pdf"] + printed})


def make_word(seed: int) -> bytes:
    """Return a letter as the Word file that is sent: with tables, notes, boxes and tracked changes."""
    document = docx.Document(BytesIO(make_docx(compose(seed))))
    add_dirt(document, random.Random(seed))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_print(seed: int) -> bytes:
    """Return a letter as a program of another kind than Word prints it: in columns, as a form, on turned pages."""
    return print_letter(compose(seed), seed)


def compose(seed: int) -> Letter:
    """Write the words of a letter, to the one consultation or the other."""
    rng = random.Random(f"letter {seed}")
    municipality, day = rng.choice(list(load_roster())), date(2019, rng.randint(7, 10), rng.randint(1, 28))
    if rng.random() < 0.5:
        return compose_comments(municipality, day, rng, themes=rng.randint(2, 11))
    return compose_answers(municipality, day, rng, answers=rng.randint(1, 8))


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    print({ending: len(files) for ending, files in write_letters(Path(sys.argv[1])).files.items()})
