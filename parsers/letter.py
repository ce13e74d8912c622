"""A letter taken apart, whatever it came as: who wrote it, its words, its files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import Message

from domain.message import MailHeaders, Sender, Verdict
from parsers.body import decode_leaf, read_body
from parsers.delivery import find_failed_recipients
from parsers.formats import Member, Unpacked
from parsers.limits import Limits
from parsers.mail_headers import parse_headers
from parsers.own_text import OwnText
from parsers.part_tree import Leaf, parse_tree
from parsers.parts import ATTACHED_MAIL, UNNAMED, Part, find_part, is_markup, make_member
from parsers.pictures import Shown, find_shown
from parsers.uuencode import take_files

_REPLY = re.compile(r"^\s*(?:sv|re|aw|antw|svar)\s*(?:\[\d+\]|\(\d+\))?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says and holds, its files not opened; ``complete`` unless a limit left something unread."""

    headers: MailHeaders
    own: OwnText
    members: tuple[Member, ...]
    media_types: tuple[str, ...]
    failed_recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True

    def unpack(self) -> Unpacked:
        """Return it as the contents of a container."""
        return Unpacked(
            members=self.members,
            introduction=introduce(self.headers),
            body=self.own.body,
            quoted=self.own.quoted,
            complete=self.complete,
            notes=self.notes if not self.complete else (),
        )


def read_letter(data: bytes, limits: Limits) -> Letter:
    """Take a mail (RFC 5322, MIME) apart. Raises UnreadableMail when not even its headers can be read."""
    tree = parse_tree(data.lstrip(b"\r\n"), limits)  # a blank line in front would make the headers a body
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


def make_letter(message: Message, leaves: Iterable[Leaf]) -> Letter:
    """Make a letter of its headers and its leaves."""
    headers, notes = parse_headers(message)
    leaves = [*_take_encoded(leaves)]
    parts = [find_part(leaf) for leaf in leaves]
    bodies = [part.leaf for part in parts if part.is_body]
    shown = dict(_find_shown(bodies))
    return Letter(
        headers=headers,
        own=read_body(bodies, reply=bool(_REPLY.match(headers.subject))),
        members=tuple(make_member(part, shown) for part in parts if not part.is_body),
        media_types=tuple(leaf.media_type for leaf in leaves),
        failed_recipients=find_failed_recipients(headers, leaves),
        notes=(*notes, *_list_notes(parts)),
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
            yield f"external_body: {where[:500]}"
        elif part.leaf.media_type == "message/partial":
            yield f"message_partial: {part.leaf.parameters.get('number', '?')[:9]}"


def introduce(headers: MailHeaders) -> str:
    """Return who wrote an attached mail, when, to whom and about what, as a person reads it."""
    lines = (
        ("Fra", ", ".join(map(_name, headers.froms))),
        ("Dato", ", ".join(headers.get_all("Date")[:1])),
        ("Til", ", ".join(map(_name, headers.to))),
        ("Emne", headers.subject),
    )
    return "\n".join(f"{label}: {value}" for label, value in lines if value)


def _name(sender: Sender) -> str:
    return str(sender) if sender.address else sender.name.strip('"')


def _clean(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
