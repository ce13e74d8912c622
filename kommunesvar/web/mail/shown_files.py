"""The files of a mail as a page shows them: what could be read of each, in words, its text, and its first page."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from domain.message import READABLE, Attachment, Verdict
from domain.message_view import MessageView
from kommunesvar.danish_words import NOTE_WORDS, VERDICT_WORDS, word_note
from kommunesvar.web.mail.highlighting import Marker
from notifier.danish import format_count, format_number

LONGEST_TEXT = 20_000
"""Characters of a file's text on the page; whoever wants more saves the file."""

MOST_FILES = 100
DRAWN = frozenset({"pdf", "png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp"})
"""Files whose first page is quickly drawn, by the ending of their names."""

DRAWN_SLOWLY = frozenset({"docx", "doc", "odt", "rtf"})
"""LibreOffice takes some seconds for these: drawn when asked for."""

_NOT_DRAWN = frozenset({Verdict.ENCRYPTED, Verdict.CONTAINER, Verdict.TOO_LARGE, Verdict.EMPTY})
_KILOBYTE, _MEGABYTE = 1000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """One file; ``number`` is its place in the mail, from 1. ``text`` is cut where ``is_cut``."""

    number: int
    name: str
    size: str
    verdict: str
    is_doubtful: bool
    notes: tuple[str, ...]
    text: Markup
    is_cut: bool
    is_drawn: bool
    is_drawn_slowly: bool


def list_files(view: MessageView, marker: Marker) -> tuple[ShownFile, ...]:
    """Return the files that somebody may want to look at, and not what belongs to the mail's layout."""
    return tuple(_list_shown(view, marker))


def count_left_out(view: MessageView) -> int:
    """Return how many files belong to the mail's layout, or are too many to show."""
    return len(view.attachments) - sum(1 for _ in _list_numbered(view))


def _list_numbered(view: MessageView) -> Iterator[tuple[int, Attachment]]:
    shown = 0
    for number, file in enumerate(view.attachments, start=1):
        if file.extracted.verdict is not Verdict.INLINE and shown < MOST_FILES:
            shown += 1
            yield number, file


def _list_shown(view: MessageView, marker: Marker) -> Iterator[ShownFile]:
    for number, file in _list_numbered(view):
        text = file.extracted.text.strip()
        ending = file.filename.rpartition(".")[2].lower()
        may_be_drawn = file.extracted.verdict not in _NOT_DRAWN
        yield ShownFile(
            number=number,
            name=" › ".join(file.path) or file.filename,
            size=say_size(file.size),
            verdict=_say_verdict(file),
            is_doubtful=file.extracted.verdict not in READABLE,
            notes=tuple(word_note(note) for note in file.extracted.notes if note.partition(":")[0] in NOTE_WORDS),
            text=marker.mark(text[:LONGEST_TEXT]),
            is_cut=len(text) > LONGEST_TEXT,
            is_drawn=may_be_drawn and (ending in DRAWN or file.media_type.lower().startswith("image/")),
            is_drawn_slowly=may_be_drawn and ending in DRAWN_SLOWLY,
        )


def _say_verdict(file: Attachment) -> str:
    pages = file.extracted.pages
    words = VERDICT_WORDS[file.extracted.verdict]
    return f"{words}, {format_count(pages, 'side', 'sider')}" if pages else words


def say_size(octets: int) -> str:
    """Return a size as people say it: 340 byte, 12 kB, 3 MB."""
    if octets < _KILOBYTE:
        return f"{octets} byte"
    if octets < _MEGABYTE:
        return f"{format_number(round(octets / _KILOBYTE))} kB"
    return f"{format_number(round(octets / _MEGABYTE))} MB"
