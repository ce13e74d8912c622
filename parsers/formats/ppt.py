"""Slides of 2003 and before ([MS-PPT]): LibreOffice, and where it is missing what little catppt sees of them."""

import time
from dataclasses import dataclass
from io import BytesIO

import olefile

from domain.message import ExtractedText, Verdict
from parsers.formats.pptx import FORMAT as PPTX
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.programs.old_office import read_old

_CURRENT_USER = "Current User"
_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
"""The token of an encrypted presentation ([MS-PPT] §2.3.2), and where it stands."""
_TOKEN = slice(12, 16)


@dataclass(frozen=True, slots=True)
class PptFormat:
    """Reads .ppt."""

    name: str = "ppt"
    lane: Lane = Lane.CONVERT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text of the slides in order; of a protected presentation the verdict alone."""
        begun = time.monotonic()
        if _is_encrypted(data):
            return ExtractedText(text="", verdict=Verdict.ENCRYPTED, method=self.name)
        return read_old(data, self.name, program="catppt", into=PPTX, limits=limits, begun=begun, suffices=False)


FORMAT = PptFormat()


def _is_encrypted(data: bytes) -> bool:
    with olefile.OleFileIO(BytesIO(data)) as ole:
        if not ole.exists(_CURRENT_USER):
            return False
        return bool(ole.openstream(_CURRENT_USER).read(_TOKEN.stop)[_TOKEN] == _ENCRYPTED)
