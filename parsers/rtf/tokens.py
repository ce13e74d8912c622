"""The signs that RTF is written in (specification 1.9.1, syntax), one by one and in linear time."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})?[ ]?"  # a control word
    rb"|\\'([0-9a-fA-F]{2})"  # an octet
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)
_WORD, _NUMBER, _OCTET, _SYMBOL, _BRACE, _TEXT = range(1, 7)
_IN_SKIPPED = re.compile(rb"\\bin(\d{1,10})[ ]?|\\.|\{+|(\}+)", re.DOTALL)


class Kind(Enum):
    """What a sign is; LOOKS is a control word that no text depends on, as most of a file are."""

    WORD = auto()
    OCTETS = auto()
    SYMBOL = auto()
    OPEN = auto()
    CLOSE = auto()
    LOOKS = auto()


class Token(NamedTuple):
    """One sign: a control word with its number, octets of text, a control symbol, a brace."""

    kind: Kind
    word: str = ""
    number: int | None = None
    octets: bytes = b""


_OPEN, _CLOSE, _LOOKS = Token(Kind.OPEN), Token(Kind.CLOSE), Token(Kind.LOOKS)


class Tokens:
    """Reads signs from octets; a group that nobody wants is passed over without looking into it."""

    def __init__(self, data: bytes, meant: Iterable[str]) -> None:
        self._data = data
        self._meant = {word.encode(): word for word in meant}
        self.position = 0

    def __iter__(self) -> Iterator[Token]:
        """Yield sign by sign; whoever passes over a group goes on behind it."""
        while self.position < len(self._data):
            begin = self.position
            for match in _TOKEN.finditer(self._data, begin):
                self.position = end = match.end()
                if match.lastindex is not None:
                    yield self._make(match)
                if self.position != end:
                    break
            else:
                return

    def _make(self, match: re.Match[bytes]) -> Token:
        group = match.lastindex
        if group == _TEXT:
            return Token(Kind.OCTETS, octets=match[_TEXT])
        if group in {_WORD, _NUMBER}:
            word = self._meant.get(match[_WORD])
            if word is None:
                if match[_WORD] == b"bin":
                    self.position += int(match[_NUMBER] or 0)
                return _LOOKS
            return Token(Kind.WORD, word, int(match[_NUMBER]) if match[_NUMBER] else None)
        if group == _BRACE:
            return _OPEN if match[_BRACE] == b"{" else _CLOSE
        if group == _OCTET:
            return Token(Kind.OCTETS, octets=bytes.fromhex(match[_OCTET].decode()))
        return Token(Kind.SYMBOL, match[_SYMBOL].decode("latin-1"))

    def skip_group(self) -> tuple[int, int]:
        """Pass over the rest of a group, up to the brace that closes it; return where it stood."""
        begin, depth, end = self.position, 1, len(self._data)
        match = _IN_SKIPPED.search(self._data, begin)
        while match:
            following = match.end()
            if match[1]:
                following = min(following + int(match[1]), end)
            elif match[2]:
                if len(match[2]) >= depth:
                    end = match.start() + depth - 1
                    break
                depth -= len(match[2])
            elif match[0].startswith(b"{"):
                depth += len(match[0])
            match = _IN_SKIPPED.search(self._data, following)
        self.position = end
        return begin, end
