"""A mail taken apart: every leaf comes back as body, as furniture, as a container or as a file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from domain.errors import UnreadableMail
from domain.message import FilePart, MailHeaders, ParsedMail, Verdict
from parsers.charset import decode_text
from parsers.delivery import find_failed_recipients
from parsers.limits import Limits
from parsers.mail_headers import parse_headers
from parsers.markup import extract_markup
from parsers.own_text import OwnText, split_own_text
from parsers.part_tree import Leaf, PartTree, parse_tree
from parsers.parts import UNNAMED, FileNames, is_attached_mail, is_body, is_markup, make_file

_REPLY = re.compile(r"^\s*(?:sv|re|aw|antw|svar)\s*(?:\[\d+\]|\(\d+\))?\s*:", re.IGNORECASE)
_CONTENT_ID = re.compile(r"""cid:([^"'\s>)]{1,300})""", re.IGNORECASE)
_HISTORY_MARKS = re.compile(
    rb"gmail_(?:quote|attr)|divRplyFwdMsg|appendonsend|type=[\"']?cite|moz-cite|yahoo_quoted|protonmail_quote"
    rb"|stopSpelling|mail-editor-reference",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]+")
_INNER_TEXT = "besked.txt"
_STUB_SHARE = 10


@dataclass(slots=True)
class _Harvest:
    """What the mails inside a mail have given so far."""

    files: list[FilePart] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    parts: int = 0


def parse_mail(data: bytes, limits: Limits | None = None) -> ParsedMail:
    """Take a mail apart. Raises UnreadableMail when not even its headers can be read."""
    limits = limits or Limits()
    data = data.lstrip(b"\r\n")  # a blank line in front would make the headers a body
    if not data.strip():
        raise UnreadableMail("The mail is empty.")
    tree = parse_tree(data, limits)
    headers, header_notes = parse_headers(tree.message)
    harvest = _Harvest(notes=dict.fromkeys((*header_notes, *tree.notes)))
    own = _harvest_tree(tree, data, (), headers=headers, harvest=harvest, limits=limits)
    return ParsedMail(
        headers=headers,
        body=own.body,
        quoted="\n\n".join(filter(None, (own.quoted, *harvest.quoted))),
        files=tuple(harvest.files),
        media_types=tree.media_types,
        failed_recipients=find_failed_recipients(headers, tree.leaves),
        notes=tuple(harvest.notes),
    )


def _harvest_tree(
    tree: PartTree, data: bytes, path: tuple[str, ...], *, headers: MailHeaders, harvest: _Harvest, limits: Limits
) -> OwnText:
    """Sort the leaves of one mail into the harvest and return its text."""
    names = FileNames()
    harvest.parts += len(tree.leaves)
    body_leaves = [leaf for leaf in tree.leaves if is_body(leaf)]
    shown = frozenset(_find_content_ids(body_leaves))
    for leaf in tree.leaves:
        if is_attached_mail(leaf):
            _harvest_attached(leaf, (*path, names.name(leaf)), harvest, limits)
        elif not is_body(leaf):
            harvest.files.append(make_file(leaf, names.name(leaf), path, shown))
    if tree.whole:
        harvest.files.append(_keep_unread(data, (*path, f"{UNNAMED}.eml")))
    own = _read_body(body_leaves, reply=bool(_REPLY.match(headers.subject)))
    return OwnText(own.body, "\n\n".join(filter(None, (own.quoted, *map(_clean, tree.outside)))))


def _keep_unread(data: bytes, path: tuple[str, ...]) -> FilePart:
    return FilePart(filename=path[-1], path=path, media_type="message/rfc822", data=data, verdict=Verdict.TOO_LARGE)


def _harvest_attached(leaf: Leaf, path: tuple[str, ...], harvest: _Harvest, limits: Limits) -> None:
    """Open an attached mail: a container, with its text and its files behind it."""
    if len(path) > limits.depth or harvest.parts > limits.mail_parts:
        harvest.notes["too_deep" if len(path) > limits.depth else "too_many_parts"] = None
        harvest.files.append(_keep_unread(leaf.data, path))
        return
    try:
        tree = parse_tree(leaf.data.lstrip(b"\r\n"), limits)
        headers, _ = parse_headers(tree.message)
    except UnreadableMail:
        harvest.files.append(make_file(leaf, path[-1], path[:-1], frozenset()))
        return
    verdict = Verdict.TOO_LARGE if tree.whole and not tree.leaves else Verdict.CONTAINER
    harvest.files.append(
        FilePart(filename=path[-1], path=path, media_type="message/rfc822", data=leaf.data, verdict=verdict)
    )
    at = len(harvest.files)
    own = _harvest_tree(tree, leaf.data, path, headers=headers, harvest=harvest, limits=limits)
    harvest.quoted += filter(None, [own.quoted])
    if own.body:
        harvest.files.insert(at, _make_inner_text(headers, own.body, path))


def _make_inner_text(headers: MailHeaders, body: str, path: tuple[str, ...]) -> FilePart:
    text = f"{_introduce(headers)}\n\n{body}"
    return FilePart(
        filename=_INNER_TEXT, path=(*path, _INNER_TEXT), media_type="text/plain", data=text.encode("utf-8", "replace")
    )


def _introduce(headers: MailHeaders) -> str:
    """Return who wrote an attached mail, when, to whom and about what, as a person reads it."""
    lines = (
        ("Fra", ", ".join(map(str, headers.froms))),
        ("Dato", ", ".join(headers.get_all("Date")[:1])),
        ("Til", ", ".join(map(str, headers.to))),
        ("Emne", headers.subject),
    )
    return "\n".join(f"{label}: {value}" for label, value in lines if value)


def _find_content_ids(leaves: Iterable[Leaf]) -> Iterator[str]:
    for leaf in leaves:
        if is_markup(leaf) and b"cid:" in leaf.data.lower():
            yield from _CONTENT_ID.findall(_decode(leaf))


def _decode(leaf: Leaf) -> str:
    text = decode_text(leaf.data, leaf.parameters.get("charset"), markup=is_markup(leaf))
    return _CONTROLS.sub("", text)


def _clean(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")


def _read_body(leaves: Sequence[Leaf], *, reply: bool) -> OwnText:
    """Join the texts of the body in their order; of alternatives, one."""
    bodies: list[str] = []
    quoted: list[str] = []
    seen: set[str] = set()
    for _, group in groupby(
        enumerate(leaves), key=lambda x: (x[1].group, 0) if x[1].group is not None else (None, x[0])
    ):
        own = _read_alternative([leaf for _, leaf in group], reply=reply or bool(bodies))
        words = " ".join(own.body.split())
        # Some senders give the text twice, plain and as HTML, without calling them alternatives.
        if words and words not in seen:
            bodies.append(own.body)
        seen.add(words)
        quoted += filter(None, [own.quoted])
    return OwnText("\n\n".join(bodies), "\n\n".join(quoted))


def _read_alternative(leaves: Sequence[Leaf], *, reply: bool) -> OwnText:
    """Return the plain text; the HTML where the plain is missing, a stub, or hides where history begins."""
    plain = "\n\n".join(filter(None, (_decode(leaf).strip() for leaf in leaves if not is_markup(leaf))))
    pages = [leaf for leaf in leaves if is_markup(leaf)]
    own = split_own_text(plain, reply=reply)
    if not pages or (plain and own.quoted and not _may_be_stub(plain, pages)):
        return own
    if plain and not _may_be_stub(plain, pages) and not any(_HISTORY_MARKS.search(leaf.data) for leaf in pages):
        return own
    text = "\n\n".join(extract_markup(leaf.data, leaf.parameters.get("charset"), marks=True) for leaf in pages)
    from_markup = split_own_text(text, reply=reply)
    if not plain or len(plain) * _STUB_SHARE < len(from_markup.body):
        return from_markup
    return from_markup if from_markup.body and from_markup.quoted and not own.quoted else own


def _may_be_stub(plain: str, pages: Sequence[Leaf]) -> bool:
    """Say whether the plain text may only say that the mail is in HTML."""
    return len(plain) * _STUB_SHARE < sum(len(leaf.data) for leaf in pages) and len(plain) < 500  # noqa: PLR2004 - a remark
