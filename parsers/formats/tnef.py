"""Outlook's winmail.dat."""

from dataclasses import dataclass

from parsers import magic
from parsers.formats import Unpacked
from parsers.limits import Limits
from parsers.outlook.letter import make_outlook_letter
from parsers.outlook.tnef import read_tnef


@dataclass(frozen=True, slots=True)
class TnefFormat:
    """Opens winmail.dat: the words of the letter, which the mail around it may lack, and its files."""

    name: str = magic.TNEF.format

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return what the mail says and holds."""
        return make_outlook_letter(read_tnef(data, limits), limits).unpack()


FORMAT = TnefFormat()
