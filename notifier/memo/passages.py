"""What a reply says, as the memo prints it: the mail's own words and then each file, in full or as an excerpt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.likeness import is_copy
from domain.message import Attachment
from domain.message_view import MessageView, find_excerpt
from domain.writings import Writing, read_said
from notifier.danish import format_number
from notifier.memo.prose import Paragraph, clean_text, read_prose
from notifier.memo.sources import describe_reading, list_files, name_file

LONGEST_REPLY = 60_000
"""Characters of one reply that are printed, some twenty pages; whoever wrote more is referred to."""

EXCERPT_LENGTH = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text with the name of its source above it; ``note`` is what a reader must know of it."""

    source: str
    paragraphs: tuple[Paragraph, ...]
    note: str = ""


def quote_excerpt(mail: MessageView) -> tuple[Passage, ...]:
    """Return the first words of the answer itself, and the names of the files."""
    files = list_files(mail)
    excerpt = find_excerpt(clean_text(mail.body), [clean_text(f.extracted.text) for f in files], EXCERPT_LENGTH)
    named = f"Uddrag. Bilag: {', '.join(map(name_file, files))}" if files else "Uddrag"
    notes = " ".join(f"{name_file(file)}: {told}" for file in files if (told := describe_reading(file)))
    said = excerpt or "Der er ingen tekst, som kan gengives."
    return (Passage(source=named, paragraphs=(Paragraph(said),), note=notes),)


def quote_in_full(mail: MessageView) -> tuple[Passage, ...]:
    """Return the mail's own words and each file's, up to a bound together; what is said twice stands once."""
    return tuple(_list_passages(mail))


def _list_passages(mail: MessageView) -> Iterator[Passage]:
    left, files = LONGEST_REPLY, list_files(mail)
    if mail.body.strip() or not files:
        passage = _quote("Mailens tekst" if files else "", mail.body, left)
        left -= _measure(passage)
        yield passage
    printed: list[tuple[str, Writing]] = []
    for file in files:
        source, writing = name_file(file), _read_writing(file)
        if (note := _find_copy(writing, printed)) is not None:
            yield Passage(source=f"Bilag: {source}", paragraphs=(), note=note)
            continue
        passage = _quote(f"Bilag: {source}", file.extracted.text, left, file)
        left -= _measure(passage)
        printed += [(source, writing)] if writing else []
        yield passage


def _read_writing(file: Attachment) -> Writing | None:
    """Return what a file says, to be compared with others; None for one that says nothing."""
    writings = read_said("", [file]).files if file.extracted.text.strip() else ()
    return next(iter(writings), None)


def _find_copy(writing: Writing | None, printed: Sequence[tuple[str, Writing]]) -> str | None:
    """Find of which file this one is a copy, as a letter comes both as Word and as PDF, and say so."""
    for source, other in printed if writing else ():
        if writing and writing.words == other.words:
            return f"Samme tekst som i {source}."
        if writing and is_copy(writing, other):
            return f"Stort set samme tekst som i {source}, så den er ikke gengivet igen."
    return None


def _quote(source: str, text: str, limit: int, file: Attachment | None = None) -> Passage:
    prose = read_prose(text, max(limit, 0))
    told = describe_reading(file) if file else ""
    if not prose.paragraphs and not prose.left_out and not told:
        told = "Der er ingen tekst, som kan gengives."
    return Passage(source=source, paragraphs=prose.paragraphs, note=f"{told} {_say_cut(prose.left_out)}".strip())


def _say_cut(left_out: int) -> str:
    if not left_out:
        return ""
    return f"Teksten er forkortet: De sidste {format_number(left_out)} tegn er udeladt her og kan læses i originalen."


def _measure(passage: Passage) -> int:
    return sum(len(paragraph.text) for paragraph in passage.paragraphs)
