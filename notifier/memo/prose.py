"""Foreign text for print: every character that a Word file can hold, in paragraphs as its author made them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notifier.envelope import shorten

LONGEST_PARAGRAPH = 4000
"""Characters; a longer paragraph is set in pieces, which word processors lay out at once."""

_WRAPPED_WIDTH = 120
"""Where no line of a passage is longer, its lines may have been broken by a mail program or a PDF."""

_SHORTEST_WRAPPED = 45
_NEARLY_FULL = 0.8

# Symbol and Wingdings keep their signs where Unicode has none (U+F000 and on): 'U+F0B7 Punkt et', as Word saves lists.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf02d": "–", "\uf0e0": "→"})
# What XML 1.0 §2.2 does not allow, and C1 controls, which it does.
_UNSPEAKABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\uf900-\ufffd\U00010000-\U000effff]")
# They turn the reading direction of what follows, so that a line can seem to say something else (UAX #9), or show
# nothing at all: soft hyphens, joiners, byte order marks.
_UNSEEN = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ITEM = re.compile(r"(?:[•▪▸–*·-]|\d{1,2}[.)]|[a-zæøå][.)])\s+(?=\S)")
_STOPS = (".", ":", "?", "!", ";", "-")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, perhaps of several lines; that of a list has its ``mark`` apart."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The paragraphs of a text up to a bound; ``left_out`` characters stand behind it."""

    paragraphs: tuple[Paragraph, ...]
    left_out: int = 0


def read_prose(text: str, limit: int) -> Prose:
    """Return a foreign text as paragraphs, no more than ``limit`` characters of it."""
    clean = clean_text(text)
    kept = clean if len(clean) <= limit else clean[:limit].rpartition(" ")[0] or clean[:limit]
    return Prose(paragraphs=tuple(_list_paragraphs(kept)), left_out=len(clean) - len(kept))


def clean_text(text: str) -> str:
    """Return a text of which every character can be printed; what cannot is marked where it stood."""
    lines = "\n".join(line.rstrip() for line in _UNSEEN.sub("", text.translate(_SYMBOLS)).splitlines())
    return _UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", lines).strip()


def print_line(text: str, limit: int = 200) -> str:
    """Return a foreign name or subject as one line of at most ``limit`` characters that can be printed."""
    return shorten(" ".join(clean_text(text).split()), limit)


def _list_paragraphs(text: str) -> Iterator[Paragraph]:
    block: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            block.append(" ".join(line.split(" ")).strip())
        elif block:
            for joined in _join_wrapped(block):
                yield from _cut_long(joined)
            block = []


def _join_wrapped(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a passage.

    A line that is full and ends in no stop goes on in the next. Short lines together are a letterhead or a
    signature: lines of one paragraph.
    """
    width = max(map(len, lines))
    is_wrapped = width <= _WRAPPED_WIDTH
    joined = lines[0]
    for before, line in pairwise(lines):
        is_full = len(before) >= max(_SHORTEST_WRAPPED, _NEARLY_FULL * width) and not before.endswith(_STOPS)
        if _ITEM.match(line):
            yield joined
            joined = line
        elif is_wrapped and is_full:
            joined += f" {line}"
        elif max(len(before), len(line)) < _SHORTEST_WRAPPED and not _ITEM.match(joined):
            joined += f"\n{line}"
        else:
            yield joined
            joined = line
    yield joined


def _cut_long(paragraph: str) -> Iterator[Paragraph]:
    item = _ITEM.match(paragraph)
    mark, start = (item[0].strip(), item.end()) if item else ("", 0)
    while len(paragraph) - start > LONGEST_PARAGRAPH:
        gap = paragraph.rfind(" ", start + 1, start + LONGEST_PARAGRAPH)
        end = gap if gap > 0 else start + LONGEST_PARAGRAPH
        yield Paragraph(paragraph[start:end].strip(), mark)
        mark, start = "", end
    yield Paragraph(paragraph[start:].strip(), mark)
