"""Files that hold mail: which ones do, and where each mail in them begins and ends."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

CHUNK_BYTES = 1024 * 1024
_LINE_BYTES = 65_536
_SNIFFED_BYTES = 65_536
_UID_BITS = 63  # what a signed 64-bit column holds

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an Outlook .msg file begins ([MS-CFB] §2.2)."""

_DOCUMENT_MAGIC = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*")
"""How files begin that people answer with: PDF, Word and OpenDocument (zip), RTF, and pictures."""

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")  # a header field's name (RFC 5322 §2.2, and the blank of RFC 822)
_KNOWN_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|received|message-id|return-path|delivered-to|mime-version|content-type|reply-to|sender)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
# "From MAILER-DAEMON Mon Nov  4 08:00:00 2019", with a zone before or after the year in some programs' files.
_POSTMARK = re.compile(rb"From .*\b\d{1,2}:\d{2}(:\d{2})?( [A-Z+-][A-Za-z0-9+-]*)? \d{4}( [A-Z+-][A-Za-z0-9+-]*)?\s*$")
_FEWEST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail in a file: where its bytes begin, how many they are, and a number made from them."""

    start: int
    length: int
    uid: int


def make_uid(data: bytes) -> int:
    """Return a 63-bit number for bytes: the same for the same bytes, another for others."""
    return _to_uid(hashlib.sha256(data))


def is_maildir(folder: Path) -> bool:
    """Say whether a folder is a Maildir."""
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def is_mbox(head: bytes) -> bool:
    """Say whether a file that begins like this holds mails in a row (RFC 4155)."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and (bool(_POSTMARK.match(first)) or bool(_FIELD.match(rest)))


def is_mail(head: bytes) -> bool:
    """Say whether a file that begins like this looks like a mail: with header fields, some of them known ones."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    fields = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    known = {name.lower() for name in _KNOWN_FIELD.findall(fields)}
    return bool(_FIELD.match(text)) and b"\0" not in fields and len(known) >= _FEWEST_FIELDS


def is_document(head: bytes) -> bool:
    """Say whether a file that begins like this is a letter or a picture, and surely no mail."""
    return head.startswith(_DOCUMENT_MAGIC)


def read_head(file: BinaryIO) -> bytes:
    """Return the beginning of a file, and stand there again."""
    head = file.read(_SNIFFED_BYTES)
    file.seek(0)
    return head


def name_path(path: Path) -> str:
    """Return a path as text that can be stored, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find_whole(file: BinaryIO) -> Piece:
    """Return a file that is one mail as a piece."""
    digest, length = hashlib.sha256(), 0
    while chunk := file.read(CHUNK_BYTES):
        digest.update(chunk)
        length += len(chunk)
    return Piece(0, length, _to_uid(digest))


def find_in_mbox(file: BinaryIO) -> Iterator[Piece]:
    """Yield the mails of an mbox file, whatever its size; a line that begins with >From stays as it is.

    A mail ends before a line "From " that follows an empty one. As not every writer quotes such lines of a letter
    ("From Monday on, ..."), the line must also end in a time, or stand above a header field.
    """
    for start, end in list(_find_bounds(file)):
        file.seek(max(start, end - 4))
        tail = file.read(end - file.tell())
        # The empty line before the next postmark belongs to the mbox and not to the mail (RFC 4155).
        surplus = 2 if tail.endswith(b"\n\r\n") else 1 if tail.endswith(b"\n\n") else 0
        piece = Piece(start, end - start - surplus, 0)
        digest = hashlib.sha256()
        for chunk in read_piece(file, piece):
            digest.update(chunk)
        yield replace(piece, uid=_to_uid(digest))


def _find_bounds(file: BinaryIO) -> Iterator[tuple[int, int]]:
    start: int | None = None
    postmark: tuple[int, bytes] | None = None
    position, at_start, blank = 0, True, True
    while line := file.readline(_LINE_BYTES):
        if postmark is not None and (_POSTMARK.match(postmark[1]) or _FIELD.match(line)):
            if start is not None:
                yield start, postmark[0]
            start = position
        postmark = (position, line) if at_start and blank and line.startswith(b"From ") else None
        blank = at_start and line in {b"\n", b"\r\n"}
        at_start = line.endswith(b"\n")
        position += len(line)
    if start is not None:
        yield start, position


def read_piece(file: BinaryIO, piece: Piece) -> Iterator[bytes]:
    """Yield the bytes of a piece in chunks."""
    file.seek(piece.start)
    left = piece.length
    while left and (chunk := file.read(min(CHUNK_BYTES, left))):
        left -= len(chunk)
        yield chunk


def _to_uid(digest: "hashlib._Hash") -> int:
    return int.from_bytes(digest.digest()[:8], "big") >> (64 - _UID_BITS)
