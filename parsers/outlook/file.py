"""Mails as Outlook saves them (.msg, [MS-OXMSG]): a compound file whose streams are MAPI properties."""

import re
from collections.abc import Iterator
from io import BytesIO

from olefile import OleFileIO
from olefile.olefile import STGTY_STORAGE, STGTY_STREAM, OleDirectoryEntry

from domain.errors import UnreadableMail
from parsers.letters.letter import Letter
from parsers.limits import Limits
from parsers.outlook import compound, mapi
from parsers.outlook.letter import OutlookMail, make_outlook_letter
from parsers.outlook.mapi import Properties

_ROWS = "__properties_version1.0"
_STREAM_NAME = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$", re.IGNORECASE)
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_ROW = 16
_COUNT_AT = 20
"""Where the head of a mail tells how many attachments there are."""
# Octets in front of the rows ([MS-OXMSG] 2.4): of a mail, of one inside another, of an attachment or recipient.
_MAIL_HEAD, _INNER_MAIL_HEAD, _OTHER_HEAD = 32, 24, 8
_MOST_RECIPIENTS = 1_000
_MOST_DEEP = 30


def read_outlook_file(data: bytes, limits: Limits) -> Letter:
    """Take a saved mail apart. Raises UnreadableMail when it is none or broken; olefile may raise anything else."""
    try:
        with OleFileIO(BytesIO(data)) as file:
            return make_outlook_letter(_Reader(file, len(data), limits).read(), limits)
    except (OSError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableMail(f"The file that Outlook saved is broken ({type(error).__name__}).") from error


class _Reader:
    """Reads the folders of one file; never more octets in all than the limits allow."""

    def __init__(self, file: OleFileIO, size: int, limits: Limits) -> None:
        self._file = file
        self._size = size
        self._left = limits.whole_size
        self._parts = limits.mail_parts
        self._attached = 0
        self._notes: dict[str, None] = {}

    def read(self) -> OutlookMail:
        root: OleDirectoryEntry = self._file.root
        if root.size > self._size:
            raise OSError("The small streams are said to be longer than the file.")
        properties = self._read_properties(root, _MAIL_HEAD)
        folders = [kid for kid in root.kids if kid.entry_type == STGTY_STORAGE]
        recipients = [kid for kid in folders if kid.name.startswith(_RECIPIENT)][:_MOST_RECIPIENTS]
        attachments = [kid for kid in folders if kid.name.startswith(_ATTACHMENT)]
        if len(attachments) < self._attached:
            self._notes["attachments_missing"] = None
        if len(attachments) > self._parts:
            self._notes["too_many_parts"] = None
        return OutlookMail(
            properties=properties,
            recipients=[self._read_properties(kid, _OTHER_HEAD) for kid in recipients],
            attachments=[self._read_attachment(kid) for kid in attachments[: self._parts]],
            complete=not self._notes,
            notes=tuple(self._notes),
        )

    def _read_attachment(self, folder: OleDirectoryEntry) -> Properties:
        """Read an attachment; a mail or an object that is no octets but folders becomes a file of its own."""
        properties = self._read_properties(folder, _OTHER_HEAD)
        wanted = f"__substg1.0_{mapi.ATTACH_DATA:04X}{mapi.OBJECT:04X}"
        inner = next(
            (k for k in folder.kids if k.name.upper() == wanted.upper() and k.entry_type == STGTY_STORAGE), None
        )
        if inner is None:
            return properties
        data = compound.write_compound(tuple(self._copy(inner)))
        properties.values[mapi.ATTACH_DATA] = (mapi.BINARY, data)
        if any(kid.name == _ROWS for kid in inner.kids):
            name = properties.find_text(mapi.DISPLAY_NAME, mapi.ATTACH_LONG_FILENAME, mapi.ATTACH_FILENAME)
            properties.values[mapi.ATTACH_LONG_FILENAME] = (
                mapi.STRING,
                _name_mail(name).encode("utf-16-le", "replace"),
            )
            properties.values.pop(mapi.ATTACH_MIME_TAG, None)
        return properties

    def _copy(self, folder: OleDirectoryEntry, depth: int = 0) -> Iterator[compound.Storage | compound.Stream]:
        """Copy a folder; the properties of a mail that becomes its own file have a longer head."""
        if depth > _MOST_DEEP:
            self._notes["too_deep"] = None
            return
        for kid in folder.kids:
            if kid.entry_type == STGTY_STORAGE:
                yield compound.Storage(kid.name, tuple(self._copy(kid, depth + 1)))
            elif kid.entry_type == STGTY_STREAM:
                data = self._read_stream(kid)
                if depth == 0 and kid.name == _ROWS:
                    data = data[:_INNER_MAIL_HEAD].ljust(_MAIL_HEAD, b"\0") + data[_INNER_MAIL_HEAD:]
                yield compound.Stream(kid.name, data)

    def _read_properties(self, folder: OleDirectoryEntry, head: int) -> Properties:
        """Read what a folder tells. Raises OSError where a mail has no list of its properties: it is broken."""
        found = Properties()
        streams = {kid.name: kid for kid in folder.kids if kid.entry_type == STGTY_STREAM}
        if _ROWS not in streams and head == _MAIL_HEAD:
            raise OSError("The properties are not where they should be.")
        rows = self._read_stream(streams.pop(_ROWS)) if _ROWS in streams else b""
        if head == _MAIL_HEAD:
            self._attached = int.from_bytes(rows[_COUNT_AT:head][:4], "little")
        for name, stream in streams.items():
            if match := _STREAM_NAME.match(name):
                found.add(int(match[1], 16), int(match[2], 16), self._read_stream(stream))
        if not set(_read_rows(rows[head:], found)) <= found.values.keys():
            self._notes["stream_missing"] = None
        return found

    def _read_stream(self, entry: OleDirectoryEntry) -> bytes:
        """Read a stream; one that says it is longer than the file, as a loop of sectors would be, is left out."""
        if entry.size > min(self._size, self._left):
            self._notes["stream_too_large"] = None
            return b""
        self._left -= entry.size
        try:
            return bytes(self._file._open(entry.isectStart, entry.size).read())  # noqa: SLF001 - by name it would search anew
        except OSError:
            self._notes["stream_unreadable"] = None
            return b""


def _read_rows(rows: bytes, found: Properties) -> Iterator[int]:
    """Read the properties of fixed size ([MS-OXMSG] 2.4.2); yield the numbers of those that have a stream each."""
    for at in range(0, len(rows) - _ROW + 1, _ROW):
        kind, number = int.from_bytes(rows[at : at + 2], "little"), int.from_bytes(rows[at + 2 : at + 4], "little")
        if kind in mapi.FIXED_SIZES:
            found.add(number, kind, rows[at + 8 : at + 8 + mapi.FIXED_SIZES[kind]])
        elif kind in {mapi.STRING, mapi.STRING8, mapi.BINARY}:
            yield number


def _name_mail(subject: str) -> str:
    """Name a mail inside by its subject, as Outlook shows it."""
    return subject if subject.lower().endswith(".msg") or not subject else f"{subject}.msg"
