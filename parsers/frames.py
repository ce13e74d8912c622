"""What goes through the pipe between supervisor and child: frames of JSON and octets, never pickle.

A frame is two lengths (32 and 64 bits, big-endian), the JSON, and all octets one after the other; the
JSON tells how long each piece is. Whoever writes to the pipe can say nothing but this.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import accumulate
from typing import Any

from domain.message import ExtractedText, FilePart, Hop, KeptBack, MailHeaders, ParsedMail, Sender, Verdict

HEAD = struct.Struct(">IQ")
LONGEST_JSON = 512 * 1024 * 1024
LONGEST_OCTETS = 2 * 1024 * 1024 * 1024

Note = dict[str, Any]


class BrokenFrame(ValueError):
    """What came through the pipe is no frame."""


def pack(note: Note, pieces: Sequence[bytes] = ()) -> list[bytes]:
    """Return a frame as the pieces to write, the octets uncopied."""
    return [*pack_front(note, [len(piece) for piece in pieces]), *pieces]


def pack_front(note: Note, sizes: Sequence[int]) -> list[bytes]:
    """Return what goes before octets of these sizes."""
    text = json.dumps({**note, "sizes": sizes}, ensure_ascii=True).encode("ascii")
    return [HEAD.pack(len(text), sum(sizes)), text]


def read_head(head: bytes) -> tuple[int, int]:
    """Return the lengths of JSON and octets. Raises BrokenFrame when no honest frame is so long."""
    text, octets = HEAD.unpack(head)
    if text > LONGEST_JSON or octets > LONGEST_OCTETS:
        raise BrokenFrame("The frame is too long.")
    return text, octets


def unpack(text: bytes, octets: bytes) -> tuple[Note, list[bytes]]:
    """Return a frame's note and its pieces. Raises BrokenFrame."""
    note, sizes = unpack_front(text, len(octets))
    if len(sizes) == 1:
        return note, [octets]
    ends = [*accumulate(sizes)]
    return note, [octets[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def unpack_front(text: bytes, octets: int) -> tuple[Note, list[int]]:
    """Return a frame's note and the sizes of its pieces, which make so many octets. Raises BrokenFrame."""
    try:
        note = json.loads(text)
        sizes = [int(size) for size in note["sizes"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenFrame("The frame's note cannot be read.") from error
    if min(sizes, default=0) < 0 or sum(sizes) != octets:
        raise BrokenFrame("The frame's pieces do not add up.")
    return note, sizes


def pack_mail(mail: ParsedMail) -> tuple[Note, list[bytes]]:
    """Return a parsed mail as a note and the octets of its files, save those kept back."""
    headers = mail.headers
    note = {
        "headers": {
            **{name: [[s.name, s.address] for s in getattr(headers, name)] for name in _SENDERS},
            **{name: getattr(headers, name) for name in _PLAIN},
            "date": _pack_moment(headers.date),
            "hops": [[hop.by, hop.peers, _pack_moment(hop.at), hop.line] for hop in headers.hops],
        },
        "files": [[f.filename, f.path, f.media_type, f.verdict, _pack_kept(f.kept_back)] for f in mail.files],
        **{name: getattr(mail, name) for name in _TEXTS},
    }
    return note, [file.data for file in mail.files]


_SENDERS = ("froms", "reply_to", "to", "cc")
_PLAIN = ("from_headers", "subject", "message_id", "references", "raw")
_TEXTS = ("body", "quoted", "media_types", "failed_recipients", "notes")


def unpack_mail(note: Note, pieces: list[bytes]) -> ParsedMail:
    """Return the mail that a note and its octets tell of. Raises BrokenFrame."""
    try:
        return _build_mail(note, pieces)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BrokenFrame("The frame holds no mail.") from error


def _build_mail(note: Note, pieces: list[bytes]) -> ParsedMail:
    headers = note["headers"]
    return ParsedMail(
        headers=MailHeaders(
            **{name: tuple(Sender(*map(_text, pair)) for pair in headers[name]) for name in _SENDERS},
            from_headers=int(headers["from_headers"]),
            subject=_text(headers["subject"]),
            date=_unpack_moment(headers["date"]),
            message_id=_text(headers["message_id"]),
            references=_texts(headers["references"]),
            hops=tuple(
                Hop(by=_text(by), peers=_texts(peers), at=_unpack_moment(at), line=_text(line))
                for by, peers, at, line in headers["hops"]
            ),
            raw=tuple((_text(name), _text(value)) for name, value in headers["raw"]),
        ),
        body=_text(note["body"]),
        quoted=_text(note["quoted"]),
        files=tuple(_build_file(told, data) for told, data in zip(note["files"], pieces, strict=True)),
        media_types=_texts(note["media_types"]),
        failed_recipients=_texts(note["failed_recipients"]),
        notes=_texts(note["notes"]),
    )


def _build_file(told: list[Any], data: bytes) -> FilePart:
    filename, path, media_type, verdict, kept = told
    return FilePart(
        filename=_text(filename),
        path=_texts(path),
        media_type=_text(media_type),
        data=data,
        verdict=None if verdict is None else Verdict(verdict),
        kept_back=None if kept is None else KeptBack(int(kept[0]), _text(kept[1])),
    )


def _pack_kept(kept: KeptBack | None) -> list[int | str] | None:
    return None if kept is None else [kept.size, kept.sha256]


def pack_text(extracted: ExtractedText) -> tuple[Note, list[bytes]]:
    """Return an extracted text as a note; the text goes as octets, which is quicker than JSON."""
    return {**asdict(extracted), "text": ""}, [extracted.text.encode("utf-8", "replace")]


def unpack_text(note: Note, pieces: list[bytes]) -> ExtractedText:
    """Return the extracted text that a note tells of. Raises BrokenFrame."""
    try:
        pages = note["pages"]
        return ExtractedText(
            text=pieces[0].decode("utf-8", "replace"),
            verdict=Verdict(note["verdict"]),
            method=_text(note["method"]),
            pages=None if pages is None else int(pages),
            notes=_texts(note["notes"]),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BrokenFrame("The frame holds no text.") from error


def _pack_moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _unpack_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _text(value: object) -> str:
    """Return a string without lone surrogates and NULs, which no database takes."""
    if not isinstance(value, str):
        raise TypeError("not a string")
    if value.isascii():
        return value.replace("\0", "")
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(_text(value) for value in values)
