"""The pages of a file that may be text or pictures of text, and what they make of the whole.

A page that is a picture and shows no words, not even to Tesseract, is no more in doubt than a photograph in a
Word file: where other pages carry text the file is read, and ``picture_pages`` names the page. A file of
nothing but such pages is ``scanned``: a person looks at it. So is what looks like writing and cannot be read
(handwriting, a scan too faint), beside whatever else was read.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from domain.message import Verdict

_UNREAD = (Verdict.SCANNED, Verdict.GARBLED, Verdict.CORRUPT, Verdict.TOO_LARGE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page's text and how it could be read.

    ``is_recognized`` says that the text comes by OCR, ``is_picture`` that OCR found next to no writing there,
    ``is_due`` that there was no time for OCR.
    """

    text: str
    verdict: Verdict
    comments: tuple[str, ...] = ()
    is_recognized: bool = False
    is_picture: bool = False
    is_due: bool = False


def join_pages(pages: Sequence[Page]) -> str:
    """Return the texts of the pages, and behind them what people stuck on them."""
    texts = [*(page.text for page in pages), *("\n".join(page.comments) for page in pages)]
    return "\n\n".join(filter(None, texts))


def judge_pages(pages: Sequence[Page]) -> Verdict:
    """Judge the whole by its pages: blank ones say nothing, and one unread page makes it partial."""
    verdicts = Counter(page.verdict for page in pages if page.verdict is not Verdict.EMPTY)
    if verdicts[Verdict.OK]:
        verdicts[Verdict.SCANNED] -= sum(page.is_picture for page in pages)
    left = [verdict for verdict, _ in (+verdicts).most_common()]
    if not left:
        return Verdict.OK if any(page.comments for page in pages) else Verdict.EMPTY
    return Verdict.PARTIAL if len(left) > 1 and Verdict.OK in left else left[0]


def note_pages(pages: Sequence[Page]) -> list[str]:
    """Name the pages that were not read, or not as text."""
    named: list[tuple[str, Callable[[Page], bool]]] = [
        *((f"{verdict.value}_pages", partial(_is_unread, verdict)) for verdict in _UNREAD),
        ("picture_pages", lambda page: page.is_picture),
        ("ocr_pages", lambda page: page.is_recognized),
    ]
    numbers = ((note, [number for number, page in enumerate(pages, 1) if holds(page)]) for note, holds in named)
    notes = ["comments"] if any(page.comments for page in pages) else []
    notes += [f"{note}: {_name_pages(found)}" for note, found in numbers if found]
    return [*notes, "ocr_cut"] if any(page.is_due for page in pages) else notes


def _is_unread(verdict: Verdict, page: Page) -> bool:
    return page.verdict is verdict and not page.is_picture


def _name_pages(numbers: Sequence[int]) -> str:
    """Write page numbers as a person does: ``1, 3-5``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, one)) for one in ranges)
