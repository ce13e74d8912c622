"""Word documents of 1997 to 2003 ([MS-DOC]): catdoc in milliseconds, LibreOffice for what catdoc does not see.

catdoc takes deleted passages for text, and knows neither the numbers of lists nor text boxes. A document that has
such things is LibreOffice's, where it is installed; else its verdict says that catdoc may have read it wrongly.
"""

import re
import time
from dataclasses import dataclass, replace
from io import BytesIO

import olefile

from domain.message import ExtractedText, Verdict
from parsers.formats.docx import FORMAT as DOCX
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.programs.old_office import read_old

_PROGRAM = "catdoc"
# catdoc drops the marks around a field's instruction and leaves it: ' HYPERLINK "http://…" the words'.
_FIELD_CODE = re.compile(
    r' ?\b(?:HYPERLINK|PAGEREF|INCLUDEPICTURE|TOC)\b(?: \\[a-z])?(?: "[^"\n]*")?(?: \\[a-z](?: "[^"\n]*")?)*'
)
_STREAM = "WordDocument"
# Where things stand in the file information block ([MS-DOC] §2.5): flags, lengths of the texts, places of the lists.
_FLAGS, _FLAG_ENCRYPTED, _FLAG_PICTURES = 0x0A, 0x0100, 0x0008
_TEXT_BOXES, _HEADER_TEXT_BOXES, _LISTS = 0x64, 0x68, 0x02E6
_HEAD = 0x0400
_DELETED, _INSERTED = b"\x00\x08\x01", b"\x01\x08\x01"
"""sprmCFRMarkDel and sprmCFRMarkIns, set ([MS-DOC] §2.6.1)."""


@dataclass(frozen=True, slots=True)
class _Features:
    """What a document has that decides by whom it is read."""

    encrypted: bool = False
    pictures: bool = False
    text_boxes: bool = False
    lists: bool = False
    tracked: bool = False

    @property
    def beyond_catdoc(self) -> bool:
        return self.text_boxes or self.lists or self.tracked


@dataclass(frozen=True, slots=True)
class DocFormat:
    """Reads .doc."""

    name: str = "doc"
    lane: Lane = Lane.CONVERT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text; of a protected document the verdict alone."""
        begun, features = time.monotonic(), _find_features(data)
        if features.encrypted:
            return ExtractedText(text="", verdict=Verdict.ENCRYPTED, method=self.name)
        extracted = read_old(
            data,
            self.name,
            program=_PROGRAM,
            into=DOCX,
            limits=limits,
            begun=begun,
            suffices=not features.beyond_catdoc,
        )
        if extracted.method != _PROGRAM:
            return extracted
        text = _FIELD_CODE.sub("", extracted.text)
        if not text and features.pictures:
            return replace(extracted, verdict=Verdict.SCANNED)
        # What was deleted stands in it like the rest.
        notes = ("tracked_changes", "deletions_kept") if features.tracked else ()
        return replace(extracted, text=text, notes=(*extracted.notes, *notes))


FORMAT = DocFormat()


def _find_features(data: bytes) -> _Features:
    """Read what the file information block says; nothing where there is no such stream."""
    with olefile.OleFileIO(BytesIO(data)) as ole:
        if not ole.exists(_STREAM):
            return _Features()
        stream = ole.openstream(_STREAM).read()
    flags = int.from_bytes(stream[_FLAGS : _FLAGS + 2], "little")
    return _Features(
        encrypted=bool(flags & _FLAG_ENCRYPTED),
        pictures=bool(flags & _FLAG_PICTURES),
        text_boxes=any(_read_length(stream, at) for at in (_TEXT_BOXES, _HEADER_TEXT_BOXES)),
        lists=_read_length(stream, _LISTS) > 0,
        tracked=any(mark in stream[_HEAD:] for mark in (_DELETED, _INSERTED)),
    )


def _read_length(stream: bytes, at: int) -> int:
    return int.from_bytes(stream[at : at + 4], "little")
