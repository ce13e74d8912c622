"""The HTML of a mail, made harmless: no script, no style of its own, no address, nothing from elsewhere.

What a reader may need of its looks is kept as two classes of ours: words in bold, and words in a colour, which
is how many answer inside the text of others. Pictures come from the mail itself, and are drawn anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import lxml.html
import nh3
from lxml.etree import ParserError

from parsers.charset import decode_text
from parsers.letters.letter import find_beginning
from parsers.letters.part_tree import Leaf, parse_tree
from parsers.letters.parts import find_part, is_markup
from parsers.limits import MIB, Limits
from parsers.markup.style import find_colour, is_hidden
from parsers.showing.pictures import DATA_PNG, PictureBook

LONGEST = 2 * MIB
"""Octets of HTML that are looked at; Word writes two hundred thousand for a letter of a page."""

LONGEST_ADDRESS = 160
BOLD, COLOURED, ADDRESS = "fed", "farvet", "adresse"

_BOLD = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.IGNORECASE)
_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = frozenset({
    *("p", "div", "span", "br", "hr", "blockquote", "pre", "center", "font", "b", "strong", "i", "em", "u", "s"),
    *("strike", "del", "ins", "sub", "sup", "small", "big", "code", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "img"),
})  # fmt: skip
_GONE = frozenset({"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math", "select"})
"""Tags that go with all that stands between them; of any other, what it holds stays."""

_ATTRIBUTES = {"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
_CLASSES = {tag: {BOLD, COLOURED, ADDRESS} for tag in _TAGS}


def make_safe_markup(data: bytes, limits: Limits) -> str:
    """Return what a mail's HTML shows; empty where it has none. Raises UnreadableMail."""
    leaves = parse_tree(find_beginning(data), limits).leaves
    pictures = PictureBook({leaf.content_id: leaf.data for leaf in leaves if leaf.content_id})
    return "\n<hr>\n".join(filter(None, (clean_markup(page, pictures) for page in _list_pages(leaves))))


def _list_pages(leaves: Sequence[Leaf]) -> Iterator[str]:
    left = LONGEST
    for leaf in leaves:
        if is_markup(leaf) and find_part(leaf).is_body and left > 0:
            yield decode_text(leaf.data[:left], leaf.parameters.get("charset"), markup=True)
            left -= len(leaf.data)


def clean_markup(page: str, pictures: PictureBook) -> str:
    """Return harmless HTML.

    It is rewritten by one parser and then sifted by another, which reads as browsers do and has the last word:
    whatever the first overlooked is not on its lists.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # of nothing but blanks
        return ""
    for element in list(root.iter()):
        _rewrite(element, pictures)
    made = frozenset(pictures.made)
    return nh3.clean(
        lxml.html.tostring(root, encoding="unicode"),
        tags=set(_TAGS),
        clean_content_tags=set(_GONE),
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _tag, name, value: value if name != "src" or value in made else None,
        allowed_classes=_CLASSES,
        url_schemes={DATA_PNG.partition(":")[0]},
        link_rel=None,
    ).strip()


def _rewrite(element: lxml.html.HtmlElement, pictures: PictureBook) -> None:
    attributes: Mapping[str, str] = element.attrib
    if is_hidden(attributes) and element.getparent() is not None:
        element.drop_tree()
        return
    classes = [BOLD] if _BOLD.search(attributes.get("style", "")[: LONGEST_ADDRESS * 10]) else []
    classes += [COLOURED] if find_colour(attributes) else []
    address, source = attributes.get("href", "").strip(), attributes.get("src", "")
    for name in ("class", "style", "src", "href"):
        element.attrib.pop(name, None)
    if classes:
        element.set("class", " ".join(classes))
    if element.tag == "a" and address.lower().startswith(_SCHEMES):
        _spell_out(element, address.removeprefix("mailto:"))
    if element.tag == "img" and (picture := pictures.find(source)):
        element.set("src", picture)
    elif element.tag == "img":
        # One that is not shown, such as a counter of readers, leaves no trace but its words.
        element.tag = "span"
        element.text = attributes.get("alt", "")


def _spell_out(element: lxml.html.HtmlElement, address: str) -> None:
    """Say where a link would have led: here it leads nowhere, and its words may lie."""
    if address not in element.text_content():
        span = lxml.html.Element("span")
        span.set("class", ADDRESS)
        span.text = f" [{address[:LONGEST_ADDRESS]}{'…' if len(address) > LONGEST_ADDRESS else ''}]"
        element.append(span)
