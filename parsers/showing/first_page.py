"""The first page of a document as a picture: what a person recognises a letter by."""

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from parsers import magic
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.pdf.pictures import TooMuchDrawn, render_page
from parsers.pdf.repair import PdfBroken, PdfLocked, open_pdf
from parsers.pictures.loading import BROKEN_PICTURE, TooManyPixels
from parsers.programs.office import convert_document
from parsers.programs.run import ProgramFailed
from parsers.showing.pictures import draw_anew, write_png

if TYPE_CHECKING:
    from PIL import Image

PAGE_SIZE = (900, 1275)
"""An A4 page whose letters can be read; 60 to 250 KB as PNG."""

CONVERTED = frozenset({"docx", "doc", "odt", "rtf"})
"""What LibreOffice sets in pages; of sheets and slides the text says as much."""

_NOT_DRAWN = (
    *(pypdfium2.PdfiumError, PdfBroken, PdfLocked, TooMuchDrawn, TooManyPixels, ProgramFailed),
    *BROKEN_PICTURE,
)


def find_lane(data: bytes) -> Lane | None:
    """Find the lane that can draw a file; None where no lane can."""
    kind = magic.find_kind(data)
    if kind is magic.PDF or kind.format == magic.BITMAP.format:
        return Lane.TEXT
    return Lane.CONVERT if kind.format in CONVERTED else None


def draw_first_page(data: bytes, limits: Limits, *, begun: float) -> bytes:
    """Return the first page as PNG; empty where it cannot be drawn. ``begun`` is when work began (monotonic)."""
    kind = magic.find_kind(data)
    try:
        if kind.format in CONVERTED:
            return _draw_pdf(convert_document(data, kind.ending, "pdf", _leave_time(limits), begun=begun))
        return _draw_pdf(data) if kind is magic.PDF else draw_anew(data, PAGE_SIZE)
    except _NOT_DRAWN:
        return b""


def _leave_time(limits: Limits) -> Limits:
    return replace(limits, file_seconds=limits.file_seconds * 0.8)


def _draw_pdf(data: bytes) -> bytes:
    with closing(open_pdf(data)) as opened:
        if opened.document.get_formtype():
            # Without, the fields of a form are drawn empty.
            opened.document.init_forms()
        image: Image.Image = render_page(opened.document, 0, in_colour=True)
        image.thumbnail(PAGE_SIZE)
        return write_png(image)
