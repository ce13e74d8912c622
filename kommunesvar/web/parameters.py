"""What an address or a form brings along, read as what it should be; what it is not is told in a sentence.

``read_`` asks for a value that must be there, ``find_`` for one that may be left out. Whatever else a browser,
or somebody who plays with addresses, sends along is a ``BadParameter``: a page with status 400, and never a 500.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.datastructures import ImmutableMultiDict, UploadFile

from domain.errors import KommunesvarError
from domain.municipality import Municipality, Roster
from kommunesvar.moments import YEARS, parse_moment

LONGEST = 2000
"""Characters in a text; a reason is a sentence or two."""
MOST_NUMBER = 2**31 - 1
"""What both databases take for the number of a row."""

Choice = TypeVar("Choice", bound=StrEnum)

_DANISH_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BadParameter(KommunesvarError):
    """Siden blev bedt om noget, der ikke findes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was sent along."""

    filename: str
    content: bytes


class Parameters:
    """The values of an address or a form, by their names there."""

    def __init__(self, values: ImmutableMultiDict[str, str | UploadFile] | ImmutableMultiDict[str, str]) -> None:
        self._values = values

    def find_text(self, name: str, *, longest: int = LONGEST) -> str | None:
        """Find a text without blanks around it; None when it is left out or empty."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or _INVISIBLE.search(value):
            raise BadParameter(f"Feltet »{name}« kan ikke læses som tekst.")
        text = value.strip().replace("\r\n", "\n")
        if len(text) > longest:
            raise BadParameter(f"Feltet »{name}« er for langt: højst {longest} tegn.")
        return text or None

    def read_text(self, name: str, *, longest: int = LONGEST) -> str:
        """Return a text. Raises BadParameter when it is left out or empty."""
        return self._need(name, self.find_text(name, longest=longest))

    def find_secret(self, name: str, *, longest: int) -> str:
        """Return a password just as it was typed; empty when it is left out."""
        value = self._values.get(name, "")
        if not isinstance(value, str) or len(value) > longest or _INVISIBLE.search(value):
            raise BadParameter(f"Feltet »{name}« kan ikke bruges: højst {longest} tegn og ingen usynlige tegn.")
        return value

    def find_number(self, name: str) -> int | None:
        """Find a whole number that is not negative."""
        text = self.find_text(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_NUMBER)) and int(text) <= MOST_NUMBER):
            raise BadParameter(f"Feltet »{name}« skal være et tal, ikke »{text[:40]}«.")
        return int(text)

    def read_number(self, name: str) -> int:
        """Return a whole number. Raises BadParameter when it is left out."""
        return self._need(name, self.find_number(name))

    def find_choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """Find one of a closed list."""
        text = self.find_text(name)
        return None if text is None else _choose(name, text, choices)

    def read_choice(self, name: str, choices: type[Choice]) -> Choice:
        """Return one of a closed list. Raises BadParameter when it is left out."""
        return self._need(name, self.find_choice(name, choices))

    def find_choices(self, name: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """Return all that were chosen of a closed list, each once."""
        return tuple(dict.fromkeys(_choose(name, text, choices) for text in self.list_texts(name)))

    def find_day(self, name: str) -> date | None:
        """Find a day: 2019-11-01, as browsers send it, or 1.11.2019, as people type it."""
        text = self.find_text(name)
        if text is None:
            return None
        danish = _DANISH_DAY.fullmatch(text)
        try:
            day = date(int(danish[3]), int(danish[2]), int(danish[1])) if danish else date.fromisoformat(text)
        except ValueError as error:
            raise BadParameter(f"Feltet »{name}« skal være en dato som 1.11.2019, ikke »{text[:40]}«.") from error
        if day.year not in YEARS:
            raise BadParameter(f"Feltet »{name}« ligger for langt væk: {day.year}.")
        return day

    def read_day(self, name: str) -> date:
        """Return a day. Raises BadParameter when it is left out."""
        return self._need(name, self.find_day(name))

    def find_moment(self, name: str, zone: ZoneInfo) -> datetime | None:
        """Find a moment: a day means its end; a time without offset is local."""
        text = self.find_text(name)
        if text is None:
            return None
        try:
            return parse_moment(text, zone)
        except (ValueError, OverflowError) as error:
            raise BadParameter(
                f"Feltet »{name}« skal være en dag eller et tidspunkt som 2019-11-01T23:41, ikke »{text[:40]}«."
            ) from error

    def find_municipality(self, name: str, roster: Roster) -> Municipality | None:
        """Find one of the 98 by its code."""
        text = self.find_text(name)
        if text is None:
            return None
        return _find_municipality(name, text, roster)

    def read_municipality(self, name: str, roster: Roster) -> Municipality:
        """Return one of the 98 by its code. Raises BadParameter when it is left out."""
        return self._need(name, self.find_municipality(name, roster))

    def find_municipalities(self, name: str, roster: Roster) -> tuple[Municipality, ...]:
        """Return all that were chosen of the 98, each once."""
        found = {text: _find_municipality(name, text, roster) for text in self.list_texts(name)}
        return tuple(found.values())

    def is_set(self, name: str) -> bool:
        """Say whether a box is ticked."""
        return self.find_text(name) is not None

    def list_texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a name that are not empty."""
        values = self._values.getlist(name)
        if not all(isinstance(value, str) and len(value) <= LONGEST for value in values):
            raise BadParameter(f"Feltet »{name}« kan ikke læses som tekst.")
        return tuple(text for value in values if isinstance(value, str) and (text := value.strip()))

    def list_uploads(self, name: str) -> Sequence[Upload]:
        """Return the files that were sent along; a field without a file brings an empty name."""
        sent = [value for value in self._values.getlist(name) if isinstance(value, UploadFile) and value.filename]
        return [Upload(filename=file.filename or "", content=file.file.read()) for file in sent]

    def list_pairs(self) -> Sequence[tuple[str, str]]:
        """Return every name with its text, as often as it is there: to link to the same with a change."""
        return [(name, value) for name, value in self._values.multi_items() if isinstance(value, str) and value]

    def _need(self, name: str, value: "Value | None") -> "Value":
        if value is None:
            raise BadParameter(f"Feltet »{name}« skal udfyldes.")
        return value


Value = TypeVar("Value")


def _choose(name: str, text: str, choices: type[Choice]) -> Choice:
    try:
        return choices(text)
    except ValueError as error:
        known = ", ".join(choices)
        raise BadParameter(f"Feltet »{name}« kender ikke »{text[:40]}«, kun {known}.") from error


def _find_municipality(name: str, code: str, roster: Roster) -> Municipality:
    if code not in roster:
        raise BadParameter(f"Feltet »{name}« skal være en kommunekode som 0461, ikke »{code[:40]}«.")
    return roster[code]
