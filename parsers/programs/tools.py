"""The programs of others that reading may use where they are installed: for OCR, and for old formats."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from parsers.lanes import Lane
from parsers.pictures.ocr import find_tesseract

CONVERTERS = ("catdoc", "xls2csv", "catppt")
_OFFICE_PLACES = ("/usr/lib/libreoffice/program/soffice.bin", "/opt/libreoffice/program/soffice.bin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What is installed: the versions of Tesseract and its languages, and where the converters are; empty for none."""

    tesseract: str = ""
    converters: tuple[str, ...] = ()
    office: str = ""

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that can be served."""
        served = {Lane.OCR: bool(self.tesseract), Lane.CONVERT: bool(self.converters or self.office)}
        return tuple(lane for lane, is_served in served.items() if is_served)


def find_tools() -> Tools:
    """Find what is installed here."""
    return Tools(
        tesseract=find_tesseract(),
        converters=tuple(found for name in CONVERTERS if (found := shutil.which(name))),
        office=find_office(),
    )


def find_office() -> str:
    """Find LibreOffice's own program; empty without one.

    Not the script ``soffice``: what that starts cannot be told to die with whoever started it.
    """
    linked = shutil.which("soffice") or shutil.which("libreoffice")
    beside = [str(Path(linked).resolve().parent / "soffice.bin")] if linked else []
    return next((place for place in (*beside, *_OFFICE_PLACES) if Path(place).is_file()), "")
