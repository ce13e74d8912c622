"""What Outlook makes, built property by property: saved mails (.msg) and winmail.dat."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from parsers.outlook import mapi
from parsers.outlook.compound import Storage, Stream, write_compound

Properties = Mapping[int, str | bytes | int | datetime]
_RENDERING = struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0)


def build_msg(
    properties: Properties, attachments: Sequence[Properties] = (), recipients: Sequence[Properties] = ()
) -> bytes:
    return write_compound(tuple(list_streams(properties, attachments, recipients, head=32)))


def list_streams(
    properties: Properties,
    attachments: Sequence[Properties] = (),
    recipients: Sequence[Properties] = (),
    *,
    head: int,
) -> list[Storage | Stream]:
    """Return the streams of a mail; of one inside another, the head is of 24 octets."""
    inside: list[Storage | Stream] = _write_properties(properties, head)
    for name, every in (("attach", attachments), ("recip", recipients)):
        inside += [
            Storage(f"__{name}_version1.0_#{n:08X}", tuple(_write_properties(each, 8))) for n, each in enumerate(every)
        ]
    return inside


def build_msg_around(properties: Properties, name: str, inner: Sequence[Storage | Stream]) -> bytes:
    """Build a saved mail that has another one attached."""
    held = Storage(f"__substg1.0_{mapi.ATTACH_DATA:04X}{mapi.OBJECT:04X}", tuple(inner))
    attachment = [*_write_properties({mapi.DISPLAY_NAME: name, mapi.ATTACH_METHOD: 5}, 8), held]
    return write_compound(
        (*list_streams(properties, head=32), Storage("__attach_version1.0_#00000000", tuple(attachment)))
    )


def _write_properties(properties: Properties, head: int) -> list[Storage | Stream]:
    rows, streams = [bytes(head)], list[Storage | Stream]()
    for number, value in properties.items():
        kind, octets = _encode(value)
        if kind in mapi.FIXED_SIZES:
            rows.append(struct.pack("<HHI8s", kind, number, 6, octets))
        else:
            rows.append(struct.pack("<HHIII", kind, number, 6, len(octets), 0))
            streams.append(Stream(f"__substg1.0_{number:04X}{kind:04X}", octets))
    return [Stream("__properties_version1.0", b"".join(rows)), *streams]


def _encode(value: str | bytes | int | datetime) -> tuple[int, bytes]:
    if isinstance(value, datetime):
        return 0x0040, struct.pack("<Q", int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7)
    if isinstance(value, int):
        return 0x0003, struct.pack("<I", value)
    return (mapi.STRING, value.encode("utf-16-le")) if isinstance(value, str) else (mapi.BINARY, value)


def build_tnef(properties: Properties, attachments: Sequence[Properties] = ()) -> bytes:
    pieces = [struct.pack("<IH", 0x223E9F78, 1), attribute(1, 0x9007, struct.pack("<II", 1252, 0))]
    pieces.append(attribute(1, 0x9003, list_properties(properties)))
    for each in attachments:
        pieces += [attribute(2, 0x9002, _RENDERING), attribute(2, 0x9005, list_properties(each))]
    return b"".join(pieces)


def attribute(level: int, number: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", level, number, 6, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def list_properties(properties: Properties) -> bytes:
    pieces = [struct.pack("<I", len(properties))]
    for number, value in properties.items():
        kind, octets = _encode(value)
        pieces.append(struct.pack("<HH", kind, number))
        if kind not in mapi.FIXED_SIZES:
            pieces.append(struct.pack("<II", 1, len(octets)))
        pieces.append(octets + bytes(-len(octets) % 4))
    return b"".join(pieces)


def compress_rtf(rtf: bytes) -> bytes:
    """Return RTF as Outlook keeps it, every octet for itself."""
    packed = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<4I", len(packed) + 12, len(rtf), 0x75465A4C, 0) + packed
