"""XML read as it streams by: a tree costs 25 times its text."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from parsers.ooxml.package import refuse_doctype


def iterate(xml: bytes, watched: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the start and end of every element of these tags. Raises XMLSyntaxError, PackageRefused on a DOCTYPE."""
    events = etree.iterparse(
        BytesIO(xml),
        events=("start", "end"),
        tag=watched,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    for event in events:
        refuse_doctype(event[1])
        yield event
        break
    yield from events
    if events.root is not None:
        refuse_doctype(events.root)  # one that held nothing to look at


def drop(element: etree._Element) -> None:
    """Free what was read, and the empty shells before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def read_value(element: etree._Element, name: str = "val") -> str:
    """Return an attribute of whatever namespace: strict and transitional documents differ in it."""
    namespace = str(element.tag).rpartition("}")[0]
    value = element.get(f"{namespace}}}{name}")
    if value is not None:
        return str(value)
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
