"""The words in charts and diagrams (ECMA-376 part 1, §21.2 and §21.4): titles, categories, boxes."""

from collections.abc import Iterator

from parsers.ooxml.package import DAMAGED, UNREADABLE, Package, PackageTooLarge


def read_drawings(package: Package, names: list[str]) -> str:
    """Return the words of chart and diagram parts, each once and on a line; what is damaged is noted.

    Raises PackageTooLarge.
    """
    return "\n".join(dict.fromkeys(line for name in names for line in _read_drawing(package, name)))


def _read_drawing(package: Package, name: str) -> Iterator[str]:
    try:
        root = package.read_tree(name)
    except PackageTooLarge:
        raise
    except UNREADABLE:
        package.faults.add(DAMAGED)
        return
    for element in root.iter("{*}p", "{*}strCache"):
        # A paragraph is one line however many runs it has; of a cache each value is one.
        if str(element.tag).endswith("}p"):
            yield "".join(text.text or "" for text in element.iter("{*}t")).strip()
        else:
            yield from ((value.text or "").strip() for value in element.iter("{*}v"))
