"""The text of a mail's own: which of its forms is read, and how each is decoded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from parsers.charset import decode_text
from parsers.letters.armour import strip_armour
from parsers.letters.banners import take_banners
from parsers.letters.enriched import extract_enriched
from parsers.letters.flowed import join_flowed
from parsers.letters.part_tree import Leaf
from parsers.letters.parts import is_markup
from parsers.markup.history import IN_COLOUR, MARKED
from parsers.markup.text import extract_markup
from parsers.own_text import OwnText, split_own_text

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]+")
_RICH = frozenset({"text/enriched", "text/richtext"})
_ADDRESS = re.compile(r"https?://\S+")
_STUB_SHARE = 10
_MUCH_MORE = 3
_LONGEST_STUB = 500


def read_body(leaves: Sequence[Leaf], *, reply: bool) -> OwnText:
    """Join the texts of the body in their order; of alternatives, one."""
    bodies: list[str] = []
    quoted: list[str] = []
    banners: list[str] = []
    seen: set[str] = set()
    for group in _group(leaves):
        own = _read_alternative(group, reply=reply or bool(bodies))
        words = " ".join(own.body.split())
        # Some senders give the text twice, plain and as HTML, without calling them alternatives.
        if words and words not in seen:
            bodies.append(own.body)
        seen.add(words)
        quoted += filter(None, [own.quoted])
        banners += filter(None, [own.banners])
    return OwnText("\n\n".join(bodies), "\n\n".join(quoted), banners="\n\n".join(banners))


def _group(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """Yield the forms of one text together; what is no alternative to anything stands alone."""
    for _, group in groupby(enumerate(leaves), key=lambda x: x[0] if x[1].group is None else -1 - x[1].group):
        yield [leaf for _, leaf in group]


def decode_leaf(leaf: Leaf) -> str:
    """Return the text of one form as characters, the wrapping and armour of its sending undone."""
    text = decode_text(leaf.data, leaf.parameters.get("charset"), markup=is_markup(leaf))
    if is_markup(leaf):
        return _CONTROLS.sub("", text)
    if leaf.media_type in _RICH:
        text = extract_enriched(text, richtext=leaf.media_type == "text/richtext")
    elif leaf.parameters.get("format", "").lower() == "flowed":
        text = join_flowed(text, delsp=leaf.parameters.get("delsp", "").lower() == "yes")
    return _CONTROLS.sub("", strip_armour(text))


def _read_alternative(leaves: Sequence[Leaf], *, reply: bool) -> OwnText:
    """Return the plain text; the HTML where that is missing, a stub, or hides whose words are where."""
    texts = (decode_leaf(leaf).strip() for leaf in leaves if not is_markup(leaf))
    plain = "\n\n".join(dict.fromkeys(filter(None, texts)))
    pages = [leaf for leaf in leaves if is_markup(leaf)]
    own = _split(plain, reply=reply)
    if not pages or not (not plain or _may_be_stub(plain, pages) or _may_hide(own, pages)):
        return own
    text = "\n\n".join(extract_markup(leaf.data, leaf.parameters.get("charset"), marks=True) for leaf in pages)
    from_markup = _split(text, reply=reply)
    if not plain or _count_words(plain) * _MUCH_MORE < _count_words(text):
        return from_markup
    better = bool(from_markup.quoted) and (not own.quoted or not own.body or from_markup.answers_within)
    return from_markup if from_markup.body and better else own


def _split(text: str, *, reply: bool) -> OwnText:
    """Split a text; the notices above it are not the sender's, and no history either."""
    headed = take_banners(text)
    return replace(split_own_text(headed.text, reply=reply), banners=headed.banners)


def _may_hide(own: OwnText, pages: Sequence[Leaf]) -> bool:
    """Say whether only the HTML may show where history begins, or which words in it are answers, in red."""
    shown = MARKED if not own.quoted else IN_COLOUR
    return bool(own.quoted and not own.body) or any(shown.search(leaf.data) for leaf in pages)


def _may_be_stub(plain: str, pages: Sequence[Leaf]) -> bool:
    """Say whether the plain text may only say that the mail is in HTML, and where it can be seen."""
    words = len(_ADDRESS.sub("", plain))
    return words < _LONGEST_STUB and words * _STUB_SHARE < sum(len(leaf.data) for leaf in pages)


def _count_words(text: str) -> int:
    return len(_ADDRESS.sub("", text).split())
