"""Open a PDF, and where PDFium cannot, the same file written anew by qpdf: cut off, or its index broken."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2

from domain.errors import KommunesvarError


class PdfLocked(KommunesvarError):
    """The PDF asks for a password."""


class PdfBroken(KommunesvarError):
    """The PDF cannot be opened, not even written anew."""


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """A document of pypdfium2, and whether its file had to be written anew; whoever opens it closes it."""

    document: Any
    is_repaired: bool = False

    def close(self) -> None:
        """Let go of the document."""
        self.document.close()


def open_pdf(data: bytes) -> OpenPdf:
    """Open a PDF as it is, or repaired. Raises PdfLocked, PdfBroken."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # Also where a password is asked for: qpdf finds that some files need none.
        return open_repaired(data)
    if len(document):
        return OpenPdf(document)
    document.close()
    return open_repaired(data)


def open_repaired(data: bytes) -> OpenPdf:
    """Open a PDF after writing it anew. Raises PdfLocked, PdfBroken."""
    import pikepdf  # noqa: PLC0415 - one file in hundreds needs it

    rewritten = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as broken:
            if not broken.pages:
                raise PdfBroken
            broken.save(rewritten)
        return OpenPdf(pypdfium2.PdfDocument(rewritten.getvalue()), is_repaired=True)
    except pikepdf.PasswordError as error:
        raise PdfLocked from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, ValueError, TypeError) as error:
        raise PdfBroken from error
