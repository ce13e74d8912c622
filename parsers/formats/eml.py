"""Mails (RFC 5322, MIME) inside a mail or as files."""

from dataclasses import dataclass

from parsers import magic
from parsers.formats import Unpacked
from parsers.letters.letter import read_letter
from parsers.limits import Limits


@dataclass(frozen=True, slots=True)
class EmlFormat:
    """Opens mails: the words of the letter, and its files."""

    name: str = magic.EML.format

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return what the mail says and holds."""
        return read_letter(data, limits).unpack()


FORMAT = EmlFormat()
