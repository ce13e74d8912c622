"""The lanes of the fence: children that differ in what they may do, and in how long their work takes."""

from enum import StrEnum


class Lane(StrEnum):
    """Which child reads a file.

    TEXT reads in milliseconds and may write nothing. OCR takes half a second a page, so it has a child of its
    own that holds up nobody else. CONVERT starts programs of others (catdoc, LibreOffice), which need a folder to
    write in.
    """

    TEXT = "text"
    OCR = "ocr"
    CONVERT = "convert"
