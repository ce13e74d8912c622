"""Outlook's own transport of mails (winmail.dat, [MS-OXTNEF]): attributes, most of which are MAPI properties."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from parsers import magic
from parsers.limits import Limits
from parsers.outlook import mapi
from parsers.outlook.letter import OutlookMail
from parsers.outlook.mapi import Properties

_SIGNATURE = 0x223E9F78
_HEAD = 6
_ATTRIBUTE = struct.Struct("<BHHI")
_CHECKSUM = 2
_OF_ATTACHMENT = 2
# Attributes by number ([MS-OXTNEF] 2.1.3).
_SUBJECT, _SENT, _MESSAGE_ID, _MAIL_BODY, _FROM = 0x8004, 0x8005, 0x8009, 0x800C, 0x8000
_DATA, _TITLE, _RENDERING, _PROPERTIES, _RECIPIENTS = 0x800F, 0x8010, 0x9002, 0x9003, 0x9004
_ATTACHMENT, _CODEPAGE = 0x9005, 0x9007
_TEXTS = {_SUBJECT: mapi.SUBJECT, _MAIL_BODY: mapi.BODY}
# An embedded mail begins with the identifier of IMessage; behind it stands a TNEF of its own.
_INNER_MAIL = bytes.fromhex("0703020000000000c000000000000046")
_NAMED, _MANY = 0x8000, 0x1000
_GUID = 16
_MOST_RECIPIENTS = 1_000


class NoTnef(ValueError):
    """The octets are no TNEF."""


@dataclass(slots=True)
class _Harvest:
    """What the attributes have told so far."""

    mail: Properties = field(default_factory=Properties)
    recipients: list[Properties] = field(default_factory=list)
    attachments: list[Properties] = field(default_factory=list)
    complete: bool = True


def read_tnef(data: bytes, limits: Limits) -> OutlookMail:
    """Return the mail that the attributes tell of, as far as they go. Raises NoTnef."""
    if len(data) < _HEAD or int.from_bytes(data[:4], "little") != _SIGNATURE:
        raise NoTnef
    harvest = _Harvest()
    at = _HEAD
    while at + _ATTRIBUTE.size <= len(data):
        level, number, _, size = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        value = data[at : at + size]
        if len(harvest.attachments) > limits.mail_parts or level not in {1, _OF_ATTACHMENT}:
            # Some mailers put octets behind the last attribute: there is nothing more to be had.
            break
        harvest.complete = harvest.complete and len(value) == size
        _take(level, number, value, harvest)
        at += size + _CHECKSUM
    harvest.complete = harvest.complete and len(harvest.attachments) <= limits.mail_parts
    attachments = [_finish(attachment) for attachment in harvest.attachments[: limits.mail_parts]]
    notes = () if harvest.complete else ("tnef_cut",)
    return OutlookMail(
        properties=harvest.mail,
        recipients=harvest.recipients,
        attachments=[attachment for attachment in attachments if len(attachment.values)],
        complete=harvest.complete,
        notes=notes,
    )


def _take(level: int, number: int, value: bytes, harvest: _Harvest) -> None:
    if level == _OF_ATTACHMENT:
        _take_of_attachment(number, value, harvest)
    elif number == _CODEPAGE:
        harvest.mail.codepage = int.from_bytes(value[:4], "little")
    elif number == _PROPERTIES:
        _take_properties(value, harvest.mail, harvest)
    elif number == _RECIPIENTS:
        harvest.recipients += _read_recipients(value, harvest.mail.codepage)
    elif number in _TEXTS:
        harvest.mail.add(_TEXTS[number], mapi.STRING8, value)
    elif number == _MESSAGE_ID and b"@" in value:
        harvest.mail.add(mapi.MESSAGE_ID, mapi.STRING8, value)
    elif number == _SENT:
        _take_moment(value, harvest.mail)
    elif number == _FROM:
        _take_sender(value, harvest.mail)


def _take_of_attachment(number: int, value: bytes, harvest: _Harvest) -> None:
    if number == _RENDERING or not harvest.attachments:  # the first attribute of each
        harvest.attachments.append(Properties(codepage=harvest.mail.codepage))
    attachment = harvest.attachments[-1]
    if number == _DATA:
        attachment.add(mapi.ATTACH_DATA, mapi.BINARY, value)
    elif number == _TITLE:
        attachment.add(mapi.ATTACH_FILENAME, mapi.STRING8, value)
    elif number == _ATTACHMENT:
        _take_properties(value, attachment, harvest)


def _take_properties(value: bytes, found: Properties, harvest: _Harvest) -> None:
    try:
        _PropertyReader(value).read(found)
    except (struct.error, IndexError):
        harvest.complete = False


def _read_recipients(value: bytes, codepage: int) -> Iterator[Properties]:
    """Yield the rows of the table of recipients, as far as they can be read."""
    reader = _PropertyReader(value)
    try:
        rows = reader.read_number()
        for _ in range(min(rows, _MOST_RECIPIENTS)):
            row = Properties(codepage=codepage)
            reader.read(row)
            yield row
    except (struct.error, IndexError):
        return


def _take_moment(value: bytes, mail: Properties) -> None:
    """Take a moment that is written out in its parts, as UTC, as the moment that a property is."""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", value)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (struct.error, ValueError):
        return
    since = moment - datetime(1601, 1, 1, tzinfo=UTC)
    ticks = (since.days * 86_400 + since.seconds) * 10_000_000
    if ticks > 0:
        mail.add(mapi.CLIENT_SUBMIT_TIME, 0x0040, ticks.to_bytes(8, "little"))


def _take_sender(value: bytes, mail: Properties) -> None:
    """Take the sender out of a structure of lengths, name and 'SMTP:address' ([MS-OXTNEF] 2.1.3.3.3)."""
    try:
        _, _, of_name, of_address = struct.unpack_from("<4H", value)
    except struct.error:
        return
    name, address = value[8 : 8 + of_name], value[8 + of_name : 8 + of_name + of_address]
    mail.add(mapi.SENDER_NAME, mapi.STRING8, name)
    mail.add(mapi.SENDER_ADDRESS, mapi.STRING8, address.partition(b":")[2])


def _finish(attachment: Properties) -> Properties:
    """Give an embedded mail its own octets; other objects lose the identifier in front of them."""
    kind, data = attachment.values.get(mapi.ATTACH_DATA, (0, b""))
    if kind != mapi.OBJECT and not data.startswith(_INNER_MAIL):
        return attachment
    name = attachment.find_text(mapi.ATTACH_LONG_FILENAME, mapi.DISPLAY_NAME, mapi.ATTACH_FILENAME)
    if data.startswith(_INNER_MAIL) and name and "." not in name[-5:]:
        name = f"{name}.dat"
    values = {
        **attachment.values,
        mapi.ATTACH_DATA: (mapi.BINARY, data[_GUID:]),
        mapi.ATTACH_LONG_FILENAME: (mapi.STRING, name.encode("utf-16-le", "replace")),
    }
    if data.startswith(_INNER_MAIL):  # a mail of somebody else, not the one that this is sent with
        values[mapi.ATTACH_MIME_TAG] = (mapi.STRING, magic.MSG.media_type.encode("utf-16-le"))
    return replace(attachment, values=values)


class _PropertyReader:
    """Reads lists of properties ([MS-OXTNEF] 2.1.3.4) one after the other; raises struct.error where they end early."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, found: Properties) -> None:
        """Read one list."""
        for _ in range(self.read_number()):
            kind, number = struct.unpack_from("<HH", self._data, self._at)
            self._at += 4
            if number >= _NAMED:
                self._skip_name()
            value = self._read_values(kind)
            found.add(number, kind & ~_MANY, value)

    def read_number(self) -> int:
        (number,) = struct.unpack_from("<I", self._data, self._at)
        self._at += 4
        return int(number)

    def _skip_name(self) -> None:
        self._at += _GUID
        if self.read_number() == 0:
            self._at += 4
        else:
            self._take(self.read_number())

    def _read_values(self, kind: int) -> bytes:
        """Return the first value; further ones of the same property are passed over."""
        size = mapi.FIXED_SIZES.get(kind & ~_MANY)
        count = self.read_number() if kind & _MANY or size is None else 1
        first = b""
        for at in range(count):
            value = self._take(self.read_number() if size is None else size)
            first = first if at else value
        return first

    def _take(self, size: int) -> bytes:
        """Take so many octets, and those that fill up the last four."""
        value = self._data[self._at : self._at + size]
        if len(value) < size:
            raise IndexError
        self._at += -(-size // 4) * 4
        return value
