"""PDF files made object by object, so that each can hold exactly what hurts."""

from collections.abc import Mapping, Sequence

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Vi svarer ja.) Tj ET "


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object with its length, and other entries of its dictionary."""
    return b"<<" + entries + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def write_pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects, of which 1 is the catalog, with its table."""
    pieces, places, at = [b"%PDF-1.7\n"], dict[int, int](), 9
    for number, body in objects.items():
        piece = b"%d 0 obj\n" % number + body + b"\nendobj\n"
        places[number] = at
        pieces.append(piece)
        at += len(piece)
    size = max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    end = b"trailer<</Size %d/Root 1 0 R" % size + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % at
    return b"".join((*pieces, table, end))


def make_page(contents: bytes, resources: bytes = b"", *, more: Mapping[int, bytes] | None = None) -> bytes:
    """Return a file of one page; objects 1 to 5 are taken, ``more`` begin with 6."""
    return write_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: describe_page(b"4 0 R", resources),
            4: contents,
            5: _FONT,
            **(more or {}),
        }
    )


def describe_page(contents: bytes, resources: bytes = b"", parent: int = 2, entries: bytes = b"") -> bytes:
    """Return a page's dictionary; object 5 is its font."""
    fonts = b"" if b"/Font" in resources else b"/Font<</F1 5 0 R>>"
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %s/Resources<<%s%s>>%s>>" % (
        parent,
        contents,
        fonts,
        resources,
        entries,
    )


def make_tree(pages: Mapping[int, bytes], kids: Sequence[bytes] = (b"3 0 R",), count: int = 1) -> bytes:
    """Return a file whose tree of pages is as given: objects 1, 2, 4 and 5 are catalog, root, text and font."""
    return write_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[" + b" ".join(kids) + b"]/Count %d>>" % count,
            4: stream(TEXT),
            5: _FONT,
            **pages,
        }
    )
