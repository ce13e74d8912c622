"""What goes through the pipe between supervisor and child: frames of JSON and octets, never pickle.

A frame is two lengths (32 and 64 bits, big-endian), the JSON, and all octets one after the other; the
JSON tells how long each piece is. Whoever writes to the pipe can say nothing but this.
"""

import json
import struct
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

from domain.message import (
    EnclosedMail,
    ExtractedText,
    FilePart,
    Hop,
    KeptBack,
    MailHeaders,
    ParsedMail,
    Sender,
    Verdict,
)
from parsers.extraction import Reading
from parsers.lanes import Lane

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
    note = {
        "headers": _note_headers(mail.headers),
        "enclosed": [
            {"headers": _note_headers(one.headers), **{name: getattr(one, name) for name in _ENCLOSED}}
            for one in mail.enclosed
        ],
        "files": _note_files(mail.files),
        **{name: getattr(mail, name) for name in _TEXTS},
    }
    return note, _list_octets(mail.files)


def _note_headers(headers: MailHeaders) -> Note:
    return {
        **{name: [[s.name, s.address] for s in getattr(headers, name)] for name in _SENDERS},
        **{name: getattr(headers, name) for name in _PLAIN},
        "date": _pack_moment(headers.date),
        "hops": [[hop.by, hop.peers, _pack_moment(hop.at), hop.line] for hop in headers.hops],
    }


_SENDERS = ("froms", "reply_to", "to", "cc")
_PLAIN = ("from_headers", "subject", "message_id", "references", "raw")
_ENCLOSED = ("path", "body", "quoted", "media_types")
_TEXTS = ("body", "quoted", "media_types", "failed_recipients", "notes")


def unpack_mail(note: Note, pieces: list[bytes]) -> ParsedMail:
    """Return the mail that a note and its octets tell of. Raises BrokenFrame."""
    try:
        return _build_mail(note, pieces)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BrokenFrame("The frame holds no mail.") from error


def _build_mail(note: Note, pieces: list[bytes]) -> ParsedMail:
    return ParsedMail(
        headers=_build_headers(note["headers"]),
        body=_text(note["body"]),
        quoted=_text(note["quoted"]),
        files=_build_files(note["files"], pieces),
        media_types=_texts(note["media_types"]),
        failed_recipients=_texts(note["failed_recipients"]),
        notes=_texts(note["notes"]),
        enclosed=tuple(map(_build_enclosed, note["enclosed"])),
    )


def _build_enclosed(told: Note) -> EnclosedMail:
    return EnclosedMail(
        path=_texts(told["path"]),
        headers=_build_headers(told["headers"]),
        body=_text(told["body"]),
        quoted=_text(told["quoted"]),
        media_types=_texts(told["media_types"]),
    )


def _build_headers(headers: Note) -> MailHeaders:
    return MailHeaders(
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
    )


def pack_files(files: Sequence[FilePart]) -> tuple[Note, list[bytes]]:
    """Return files as a note and their octets, save those kept back."""
    return {"files": _note_files(files)}, _list_octets(files)


def unpack_files(note: Note, pieces: list[bytes]) -> tuple[FilePart, ...]:
    """Return the files that a note and its octets tell of. Raises BrokenFrame."""
    try:
        return _build_files(note["files"], pieces)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BrokenFrame("The frame holds no files.") from error


def _list_octets(files: Sequence[FilePart]) -> list[bytes]:
    """Return the octets of each file; of one that has been read, its text, which is quicker so than as JSON."""
    return [file.data if file.extracted is None else _encode(file.extracted) for file in files]


def _note_files(files: Sequence[FilePart]) -> list[list[Any]]:
    return [
        [f.filename, f.path, f.media_type, f.verdict, _pack_kept(f.kept_back), f.extracted and _note_text(f.extracted)]
        for f in files
    ]


def _build_files(told: list[list[Any]], pieces: list[bytes]) -> tuple[FilePart, ...]:
    return tuple(_build_file(each, data) for each, data in zip(told, pieces, strict=True))


def _build_file(told: list[Any], data: bytes) -> FilePart:
    filename, path, media_type, verdict, kept, read = told
    return FilePart(
        filename=_text(filename),
        path=_texts(path),
        media_type=_text(media_type),
        data=data if read is None else b"",
        verdict=None if verdict is None else Verdict(verdict),
        kept_back=None if kept is None else KeptBack(int(kept[0]), _text(kept[1])),
        extracted=None if read is None else _build_text(read, data),
    )


def _pack_kept(kept: KeptBack | None) -> list[int | str] | None:
    return None if kept is None else [kept.size, kept.sha256]


def pack_reading(reading: Reading) -> tuple[Note, list[bytes]]:
    """Return what was read of a file as a note; the text goes as octets, which is quicker than JSON."""
    return {"read": _note_text(reading.extracted), "next": reading.next}, [_encode(reading.extracted)]


def unpack_reading(note: Note, pieces: list[bytes]) -> Reading:
    """Return the reading that a note tells of. Raises BrokenFrame."""
    try:
        lane = note["next"]
        return Reading(_build_text(note["read"], pieces[0]), None if lane is None else Lane(lane))
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BrokenFrame("The frame holds no text.") from error


def _encode(extracted: ExtractedText) -> bytes:
    return extracted.text.encode("utf-8", "replace")


def _note_text(extracted: ExtractedText) -> list[Any]:
    return [extracted.verdict, extracted.method, extracted.pages, extracted.notes]


def _build_text(told: list[Any], text: bytes) -> ExtractedText:
    verdict, method, pages, notes = told
    return ExtractedText(
        text=text.decode("utf-8", "replace"),
        verdict=Verdict(verdict),
        method=_text(method),
        pages=None if pages is None else int(pages),
        notes=_texts(notes),
    )


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
