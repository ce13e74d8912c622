"""A letter taken apart, whatever it came as: who wrote it, its words, its files."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import Message

from domain.message import Verdict
from parsers.formats import Member, Unpacked
from parsers.letters.body import decode_leaf, read_body
from parsers.letters.furniture import Shown, find_shown
from parsers.letters.headers import decode_header
from parsers.letters.part_tree import Leaf, parse_tree, read_value
from parsers.letters.parts import ATTACHED_MAIL, UNNAMED, Part, find_part, is_markup, make_member
from parsers.letters.uuencode import take_files
from parsers.limits import Limits
from parsers.own_text import OwnText

_INTRODUCED = (("Fra", "from"), ("Dato", "date"), ("Til", "to"), ("Emne", "subject"))
# A receiving server may put a mark of its own in front: [EKSTERN] SV: Høring.
_REPLY = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*){0,3}(?:sv|re|aw|antw|svar)\s*(?:\[\d+\]|\(\d+\))?\s*:", re.IGNORECASE)

_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says and holds, its files not opened; ``complete`` unless a limit left something unread."""

    message: Message
    own: OwnText
    members: tuple[Member, ...]
    media_types: tuple[str, ...]
    notes: tuple[str, ...] = ()
    complete: bool = True

    def unpack(self) -> Unpacked:
        """Return it as the contents of a container."""
        return Unpacked(
            members=self.members,
            introduction=_introduce(self.message),
            body=self.own.body,
            quoted=self.own.quoted,
            complete=self.complete,
            notes=self.notes if not self.complete else (),
            message=self.message,
            media_types=self.media_types,
        )


def read_letter(data: bytes, limits: Limits) -> Letter:
    """Take a mail (RFC 5322, MIME) apart. Raises UnreadableMail when not even its headers can be read."""
    tree = parse_tree(find_beginning(data), limits)
    letter = make_letter(tree.message, tree.leaves)
    outside = "\n\n".join(filter(None, (letter.own.quoted, *map(_clean, tree.outside))))
    letter = replace(
        letter,
        own=OwnText(letter.own.body, outside),
        media_types=tree.media_types,
        notes=tuple(dict.fromkeys((*letter.notes, *tree.notes))),
    )
    if not tree.whole:
        return letter
    # What a limit left unread is kept as one file that nobody opens.
    unread = Member(filename=f"{UNNAMED}.eml", data=data, media_type=ATTACHED_MAIL, verdict=Verdict.TOO_LARGE)
    return replace(letter, members=(*letter.members, unread), complete=False)


def find_beginning(data: bytes) -> bytes:
    """Return the mail without the marks that Windows programs put in front of what they save.

    With them, or with a blank line there, the headers would be a body.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")


def make_letter(message: Message, leaves: Iterable[Leaf]) -> Letter:
    """Make a letter of its headers and its leaves."""
    leaves = [*_take_encoded(leaves)]
    parts = [find_part(leaf) for leaf in leaves]
    bodies = [part.leaf for part in parts if part.is_body]
    shown = dict(_find_shown(bodies))
    own = read_body(bodies, reply=bool(_REPLY.match(decode_header(read_value(message, "subject")))))
    return Letter(
        message=message,
        own=own,
        members=tuple(make_member(part, shown) for part in parts if not part.is_body),
        media_types=tuple(leaf.media_type for leaf in leaves),
        notes=(*_list_notes(parts), *([f"banner: {own.banners[:_LONGEST_NOTE]}"] if own.banners else ())),
    )


def _take_encoded(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Yield the leaves, those of text without the files that stand uuencoded in them, and each such file behind."""
    for leaf in leaves:
        text, files = take_files(leaf.data) if leaf.media_type == "text/plain" else (leaf.data, ())
        yield replace(leaf, data=text) if files else leaf
        for file in files:
            yield Leaf(
                media_type="application/octet-stream",
                parameters={},
                disposition="attachment",
                filename=file.filename,
                content_id="",
                data=file.data,
                group=None,
            )


def _find_shown(leaves: Iterable[Leaf]) -> Iterator[tuple[str, Shown]]:
    for leaf in leaves:
        if is_markup(leaf) and b"cid:" in leaf.data.lower():
            yield from find_shown(decode_leaf(leaf))


def _list_notes(parts: Iterable[Part]) -> Iterator[str]:
    """Tell of what is not in the mail itself: a file kept elsewhere, a letter sent in several mails."""
    for part in parts:
        if part.leaf.media_type == "message/external-body":
            parameters = part.leaf.parameters
            where = parameters.get("url") or " ".join(filter(None, map(parameters.get, ("site", "directory", "name"))))
            yield f"external_body: {where[:_LONGEST_NOTE]}"
        elif part.leaf.media_type == "message/partial":
            yield f"message_partial: {part.leaf.parameters.get('number', '?')[:9]}"


def _introduce(message: Message) -> str:
    """Return who wrote an attached mail, when, to whom and about what, as its headers say it to a person."""
    found = ((label, decode_header(read_value(message, name)).replace('"', "")) for label, name in _INTRODUCED)
    return "\n".join(f"{label}: {value}" for label, value in found if value)


def _clean(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
