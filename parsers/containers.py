"""The one opener of all that holds other files: mails, Outlook's files, signed letters, zips, inside each other.

What a container is, its content says. Depth, number, octets and seconds are limited for the whole of a mail; what
lies beyond is kept as a file that nobody opens, with a verdict that says why.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import KommunesvarError
from domain.message import INNER_TEXT, FilePart, Verdict
from parsers import magic
from parsers.formats import ContainerFormat, Member, Unpacked, find_containers
from parsers.letters.parts import ATTACHED_MAIL, FileNames, is_mail
from parsers.limits import Limits

EARLIER_TEXT = "tidligere.txt"
"""The file that holds the history below them, where there is no mail to keep it with."""

_MOST_ENCLOSED = 10
"""Mails attached to one of which the headers are read: a colleague passes on one, seldom a few."""
_SHARE_OF_SECONDS = 0.5
_WORD = re.compile(r"\w+")
# A letter in these is no other than the one that the mail around it is: signed, or written by Outlook in its own way.
_WRAPPINGS = frozenset({magic.P7M, magic.TNEF})


class ContainerClosed(KommunesvarError):
    """A container cannot be opened, and it is known why."""

    def __init__(self, verdict: Verdict, note: str = "") -> None:
        super().__init__()
        self.verdict = verdict
        self.note = note


@dataclass(frozen=True, slots=True)
class Opened:
    """The words of a letter and the files in it, opened in their turn."""

    body: str
    files: tuple[FilePart, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file as it is listed; of a container, its words and what is in it as well."""

    part: FilePart
    inside: Opened | None = None
    introduction: str = ""
    is_wrapping: bool = False


class Opener:
    """Opens the containers of one mail within one set of limits; gathers the history and the notes of all.

    ``enclosed`` are the mails attached whole to the mail itself, each with its path.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ends = time.monotonic() + limits.mail_seconds * _SHARE_OF_SECONDS
        self._octets_left = limits.whole_size
        self._parts_left = limits.mail_parts
        self.quoted: list[str] = []
        self.notes: dict[str, None] = {}
        self.enclosed: list[tuple[tuple[str, ...], Unpacked]] = []

    def open_letter(self, members: Sequence[Member], body: str | None, path: tuple[str, ...]) -> Opened:
        """Return the words of a letter, those of its wrapping where it has none itself, and all its files.

        ``body`` is None for what is no letter: the words of a wrapping in it are those of a file.
        """
        names = FileNames()
        self._parts_left -= len(members)
        files: list[FilePart] = []
        for member in members:
            entry = self._open(member, (*path, names.name(member)))
            files.append(entry.part)
            if entry.inside is None:
                continue
            words = entry.inside.body
            if entry.is_wrapping and body is not None:
                if not body.strip():
                    body, words = words, ""
                elif _says_the_same(words, body):
                    words = ""
            if words:
                files.append(_make_text(INNER_TEXT, f"{entry.introduction}\n\n{words}".strip(), entry.part.path))
            files += entry.inside.files
        return Opened(body or "", tuple(files))

    def _open(self, member: Member, path: tuple[str, ...]) -> _Entry:
        kind = magic.find_kind(member.data)
        part = FilePart(
            filename=path[-1],
            path=path,
            media_type=member.media_type or kind.media_type,
            data=member.data,
            verdict=member.verdict,
        )
        container = None if member.verdict else _find_container(member, kind)
        if container is None:
            return _Entry(part)
        try:
            unpacked = self._unpack(container, member.data, len(path))
        except ContainerClosed as closed:
            self.notes |= dict.fromkeys(filter(None, [closed.note]))
            return _Entry(replace(part, verdict=closed.verdict))
        self.notes |= dict.fromkeys(unpacked.notes)
        self.quoted += filter(None, [unpacked.quoted])
        if kind not in _WRAPPINGS and unpacked.message is not None and len(path) == 1:
            self.enclosed += [(path, unpacked)][: _MOST_ENCLOSED - len(self.enclosed)]
        inside = self.open_letter(unpacked.members, None if kind is magic.ZIP else unpacked.body, path)
        is_wrapping = kind in _WRAPPINGS and member.media_type != magic.MSG.media_type
        return _Entry(replace(part, verdict=_judge(unpacked)), inside, unpacked.introduction, is_wrapping)

    def _unpack(self, container: ContainerFormat, data: bytes, depth: int) -> Unpacked:
        """Open one container within what is left of the limits. Raises ContainerClosed."""
        if depth > self._limits.depth:
            raise ContainerClosed(Verdict.TOO_LARGE, "too_deep")
        if self._parts_left <= 0:
            raise ContainerClosed(Verdict.TOO_LARGE, "too_many_parts")
        if time.monotonic() > self._ends:
            raise ContainerClosed(Verdict.TIMEOUT, "out_of_time")
        limits = replace(self._limits, whole_size=self._octets_left, mail_parts=self._parts_left)
        try:
            unpacked = container.unpack(data, limits)
        except ContainerClosed:
            raise
        except MemoryError as error:
            raise ContainerClosed(Verdict.TOO_LARGE, "out_of_memory") from error
        except Exception as error:  # boundary: foreign parsers inside the child
            raise ContainerClosed(Verdict.CORRUPT, f"{container.name}_unreadable: {type(error).__name__}") from error
        self._octets_left -= sum(len(member.data) for member in unpacked.members)
        if self._octets_left < 0:
            self._octets_left = 0
            raise ContainerClosed(Verdict.TOO_LARGE, "too_many_octets")
        return unpacked if len(unpacked.members) <= self._parts_left else self._cut(unpacked)

    def _cut(self, unpacked: Unpacked) -> Unpacked:
        members = unpacked.members[: self._parts_left]
        return replace(unpacked, members=members, complete=False, notes=(*unpacked.notes, "too_many_parts"))


def open_file(part: FilePart, limits: Limits) -> tuple[FilePart, ...]:
    """Return a file by itself; of a container, itself and then all that it holds."""
    if part.verdict is not None:
        return (part,)
    opener = Opener(limits)
    member = Member(filename=part.filename, data=part.data, media_type=part.media_type)
    kind = magic.find_kind(part.data)
    if _find_container(member, kind) is None:
        return (part,)
    files = opener.open_letter([member], None, part.path[:-1]).files
    if not opener.quoted:
        return files
    earlier = _make_text(EARLIER_TEXT, "\n\n".join(opener.quoted), part.path)
    return (*files, replace(earlier, verdict=Verdict.INLINE))


def _find_container(member: Member, kind: magic.FileKind) -> ContainerFormat | None:
    """Find what opens a file; what is declared to be a mail is one, though its headers be few."""
    if member.media_type == ATTACHED_MAIL or is_mail(kind, member.filename, member.data):
        return find_containers().get(magic.EML.format)
    return find_containers().get(kind.format)


def _judge(unpacked: Unpacked) -> Verdict:
    """Return the verdict of what was opened: one with nothing in it must not pass for one that was read."""
    if not unpacked.complete:
        return Verdict.PARTIAL
    holds = unpacked.members or unpacked.introduction or unpacked.body.strip() or unpacked.quoted.strip()
    return Verdict.CONTAINER if holds else Verdict.EMPTY


def _make_text(name: str, text: str, path: tuple[str, ...]) -> FilePart:
    return FilePart(filename=name, path=(*path, name), media_type="text/plain", data=text.encode("utf-8", "replace"))


def _says_the_same(words: str, body: str) -> bool:
    """Say whether no word of one text is missing in the other: Exchange sends the letter in both its forms."""
    return set(_WORD.findall(words)) <= set(_WORD.findall(body))
