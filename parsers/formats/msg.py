"""Outlook's saved mails (.msg)."""

from dataclasses import dataclass

from parsers import magic
from parsers.formats import Unpacked
from parsers.limits import Limits
from parsers.outlook.file import read_outlook_file


@dataclass(frozen=True, slots=True)
class MsgFormat:
    """Opens saved mails: the words of the letter, and its files."""

    name: str = magic.MSG.format

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return what the mail says and holds."""
        return read_outlook_file(data, limits).unpack()


FORMAT = MsgFormat()
