"""Reading documents on one core: ours through the fence, beside the libraries that others call in their own process.

Ours pays for its isolation and repairs, theirs is imported beforehand. Run by itself:
``python -m benchmarks.reading_speed``.
"""

from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import pdfplumber
from docx.table import Table
from docx.text.paragraph import Paragraph

from benchmarks.figure import Figure, compare, time_in_turn
from benchmarks.letters import COUNT, compose, make_word
from domain.message import FilePart, Verdict
from kommunesvar.demo.letters import make_pdf
from parsers.fence import FencedReader

ROUNDS = 5
REPEATS = 8
ASKED_WORD, ASKED_PDF = 1.8, 20.0

Blocks = Iterator[Paragraph | Table]


def measure() -> tuple[Figure, ...]:
    """Measure Word files, then PDFs, with one child that has already read a file of each."""
    word = [make_word(seed) for seed in range(COUNT)]
    printed = [make_pdf(compose(seed)) for seed in range(COUNT)]
    with FencedReader(workers=1) as reader:
        return (
            _race(reader, word * REPEATS, read_with_python_docx, name="python-docx with tables", asked=ASKED_WORD),
            _race(reader, printed, read_with_pdfplumber, name="pdfplumber", asked=ASKED_PDF),
        )


def read_with_python_docx(data: bytes) -> str:
    """Return the text of the paragraphs and tables, in their order."""
    return "\n".join(_read_blocks(docx.Document(BytesIO(data)).iter_inner_content()))


def read_with_pdfplumber(data: bytes) -> str:
    """Return the text of every page."""
    with pdfplumber.open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _read_blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _read_blocks(cell.iter_inner_content())


def _race(reader: FencedReader, files: list[bytes], read: Callable[[bytes], str], *, name: str, asked: float) -> Figure:
    ending = "docx" if read is read_with_python_docx else "pdf"
    parts = [FilePart(filename=f"svar.{ending}", path=(), media_type="", data=data) for data in files]
    _read_all(reader, parts[:1])
    ours, theirs = time_in_turn(ROUNDS, lambda: _read_all(reader, parts), lambda: [read(data) for data in files])
    what = f"reading {len(files)} .{ending}, isolation included"
    # the best rounds: where others keep the cores busy, ours waits at every change of process and theirs at none
    return compare(what, ours=[min(ours)], against=[min(theirs)], name=name, items=len(files), asked=asked)


def _read_all(reader: FencedReader, parts: list[FilePart]) -> None:
    """Read them one after the other, and make sure that they were read."""
    for part in parts:
        if (verdict := reader.extract_text(part).verdict) != Verdict.OK:
            raise RuntimeError(f"an honest file was refused: {verdict.value}")


if __name__ == "__main__":
    print(*measure(), sep="\n")
