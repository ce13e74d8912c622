"""The header of a mail as its bytes have it (RFC 5322 §2.2), for who wants to see which way it came."""

import re
from typing import BinaryIO

from kommunesvar.web.rendering import show_plainly

LARGEST = 64 * 1024
"""Octets that are shown at most: a header with a thousand Received lines is longer than anybody reads."""

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LINE_END = re.compile(r"\r\n?")


def read_raw_header(stream: BinaryIO) -> tuple[str, bool]:
    """Return the header of a mail from its start, and whether there is more of it than is shown.

    What is no ASCII stays what it was sent as: UTF-8 (RFC 6532), or else a character an octet. Signs that turn
    writing around or hide it are left out.
    """
    start = stream.read(LARGEST + 1)
    end = _END.search(start)
    header = start[: end.start()] if end else start[:LARGEST]
    lines = _LINE_END.sub("\n", _decode(header)).split("\n")
    return "\n".join(map(_clean, lines)), end is None and len(start) > LARGEST


def _clean(line: str) -> str:
    """Return a line as it is, but for what lies to the eye; a tab is how one goes on (RFC 5322 §2.2.3)."""
    return show_plainly(line.replace("\t", "    "))


def _decode(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")
