"""MAPI properties [MS-OXPROPS, MS-OXCDATA]: what Outlook says of a mail, an attachment or a recipient."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from parsers.charset import decode_text, find_codec

# Names of the properties, as [MS-OXPROPS] has them without PidTag.
MESSAGE_CLASS, SUBJECT, TRANSPORT_HEADERS = 0x001A, 0x0037, 0x007D
CLIENT_SUBMIT_TIME, DELIVERY_TIME = 0x0039, 0x0E06
REPRESENTING_NAME, REPRESENTING_ADDRESS, REPRESENTING_SMTP = 0x0042, 0x0065, 0x5D02
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
RECIPIENT_TYPE, DISPLAY_TO, DISPLAY_CC = 0x0C15, 0x0E04, 0x0E03
BODY, RTF_COMPRESSED, HTML = 0x1000, 0x1009, 0x1013
MESSAGE_ID, REFERENCES, IN_REPLY_TO = 0x1035, 0x1039, 0x1042
DISPLAY_NAME, EMAIL_ADDRESS, SMTP_ADDRESS = 0x3001, 0x3003, 0x39FE
ATTACH_DATA, ATTACH_EXTENSION, ATTACH_FILENAME, ATTACH_METHOD, ATTACH_LONG_FILENAME = (
    0x3701,
    0x3703,
    0x3704,
    0x3705,
    0x3707,
)
ATTACH_LONG_PATHNAME, ATTACH_MIME_TAG, ATTACH_CONTENT_ID, ATTACH_HIDDEN = 0x370D, 0x370E, 0x3712, 0x7FFE
INTERNET_CODEPAGE, MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD

OBJECT, STRING8, STRING, BINARY = 0x000D, 0x001E, 0x001F, 0x0102
FIXED_SIZES = {0x0002: 2, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 2, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8}
FIXED_SIZES |= {0x0040: 8, 0x0048: 16}
"""Octets of the types that have always as many."""

_CODEPAGES = {20127: "ascii", 20866: "koi8-r", 28591: "cp1252", 65001: "utf-8", 50220: "iso-2022-jp", 936: "gbk"}
_FIRST_ISO_8859, _ISO_8859 = 28590, range(28591, 28606)
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Properties:
    """The properties of one thing: type and octets by number; ``codepage`` is that of its narrow strings."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    codepage: int = 0

    def add(self, number: int, kind: int, octets: bytes) -> None:
        """Add a property; the wide form of a string goes before the narrow one."""
        if number not in self.values or kind == STRING:
            self.values[number] = (kind, octets)

    def find_octets(self, number: int) -> bytes:
        """Return a property as octets; empty without it."""
        return self.values.get(number, (0, b""))[1]

    def find_text(self, *numbers: int) -> str:
        """Return the first of these properties that says something, as text."""
        return next(filter(None, map(self._decode, numbers)), "")

    def _decode(self, number: int) -> str:
        kind, octets = self.values.get(number, (0, b""))
        if kind == STRING:
            return octets.decode("utf-16-le", "replace").rstrip("\0")
        return decode_text(octets, self.find_charset(number)).rstrip("\0")

    def find_charset(self, number: int) -> str:
        """Return the charset of a property: wide, the body's own, or that of the message's narrow strings."""
        if self.values.get(number, (0, b""))[0] == STRING:
            return "utf-16-le"
        internet = self.find_number(INTERNET_CODEPAGE)
        narrow = self.find_number(MESSAGE_CODEPAGE) or self.codepage or internet
        return _name_codepage(internet or narrow if number in {BODY, HTML} else narrow)

    def find_number(self, number: int) -> int:
        """Return a whole number; 0 without one."""
        octets = self.find_octets(number)[:4]
        return int.from_bytes(octets, "little") if octets else 0

    def find_moment(self, *numbers: int) -> datetime | None:
        """Return the first of these properties that is a moment (FILETIME, [MS-DTYP] 2.3.3), in UTC."""
        for number in numbers:
            octets = self.find_octets(number)
            if len(octets) == 8 and (ticks := struct.unpack("<Q", octets)[0]):  # noqa: PLR2004 - of a FILETIME
                try:
                    return _BEGINNING + timedelta(microseconds=ticks // 10)
                except OverflowError:
                    continue
        return None


def _name_codepage(number: int) -> str:
    if number in _CODEPAGES:
        return _CODEPAGES[number]
    name = f"iso8859-{number - _FIRST_ISO_8859}" if number in _ISO_8859 else f"cp{number}"
    return name if find_codec(name) else ""
