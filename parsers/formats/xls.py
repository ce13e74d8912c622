"""Workbooks of 2003 and before ([MS-XLS]): LibreOffice, and where it is missing what xls2csv sees of them.

xls2csv writes dates as numbers and knows no text boxes.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import olefile

from domain.message import ExtractedText, Verdict
from parsers.formats.xlsx import FORMAT as XLSX
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.programs.old_office import read_old

_STREAMS = ("Workbook", "Book")
_FILE_PASS = 0x2F
"""The record that says how the rest is encrypted; it stands among the first ([MS-XLS] §2.4.117)."""
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class XlsFormat:
    """Reads .xls."""

    name: str = "xls"
    lane: Lane = Lane.CONVERT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the cells, a line for each row; of a protected workbook the verdict alone."""
        begun = time.monotonic()
        if _FILE_PASS in _list_records(_read_head(data)):
            return ExtractedText(text="", verdict=Verdict.ENCRYPTED, method=self.name)
        return read_old(data, self.name, program="xls2csv", into=XLSX, limits=limits, begun=begun, suffices=False)


FORMAT = XlsFormat()


def _read_head(data: bytes) -> bytes:
    with olefile.OleFileIO(BytesIO(data)) as ole:
        stream = next((name for name in _STREAMS if ole.exists(name)), None)
        return b"" if stream is None else bytes(ole.openstream(stream).read(_HEAD))


def _list_records(head: bytes) -> Iterator[int]:
    """Yield the kinds of the first records: each has two octets for its kind and two for its length."""
    at = 0
    while at + 4 <= len(head):
        yield int.from_bytes(head[at : at + 2], "little")
        at += 4 + int.from_bytes(head[at + 2 : at + 4], "little")
