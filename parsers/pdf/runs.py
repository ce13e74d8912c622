"""The words of a PDF page with their places, for pages where the order of the content is not that of reading."""

import re
from collections.abc import Iterable
from ctypes import c_double
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.pdf.boxes import Box

_WORD = re.compile(r"[^ \t\r\n]+")


class Run(NamedTuple):
    """Signs that stand together, the space before them, and where they stand on the page."""

    text: str
    gap: str
    box: Box


def list_runs(textpage: Any, turned: int, *, first: int = 0, to_end: bool = True) -> list[Run]:
    """List the words of a page in PDFium's order from its ``first`` sign, placed as on the page that is shown turned.

    Their boxes reach ``to_end``, or are those of their first signs: these tell in which cell of a table they stand.
    """
    text = textpage.get_text_range(errors="replace")
    # PDFium counts signs that it gives no text for, on few pages: there each place is asked for.
    is_exact = len(text) == textpage.count_chars()
    corners = tuple(c_double() for _ in range(4))
    runs: list[Run] = []
    end = 0
    for found in _WORD.finditer(text):
        begin, last = found.start(), found.end() - 1
        if not is_exact:
            begin, last = (pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, at) for at in (begin, last))
        if begin >= first:
            box = _find_box(textpage, begin, corners)
            if to_end and begin != last:
                box = _widen(box, _find_box(textpage, last, corners))
            runs.append(Run(found[0], text[end : found.start()], box.turn(turned) if turned else box))
        end = found.end()
    return runs


def join_runs(runs: Iterable[Run]) -> str:
    """Return the text of runs with the space that is between them."""
    return "".join(run.gap + run.text for run in runs)


def _find_box(textpage: Any, at: int, corners: tuple[c_double, ...]) -> Box:
    left, right, bottom, top = corners
    pdfium.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _widen(first: Box, last: Box) -> Box:
    """Return where a word stands; one that a hyphen divides, where it begins."""
    if first.top < last.bottom or last.top < first.bottom:
        return first
    return Box(first.left, min(first.bottom, last.bottom), last.right, max(first.top, last.top))
