"""PDF files whose structure hurts whoever opens them, each with the hurt for its name."""

import zlib

from tests.hostile.flate import zlib_zeros
from tests.hostile.pdf_objects import TEXT, describe_page, make_page, make_tree, stream, write_pdf

_NODE = b"<</Type/Pages/Parent 2 0 R/Count %d/Kids[%s]>>"


def loop_the_page_tree() -> bytes:
    return make_tree({3: describe_page(b"4 0 R"), 6: _NODE % (9, b"2 0 R 6 0 R")}, [b"6 0 R", b"3 0 R", b"2 0 R"], 9)


def deepen_the_page_tree(depth: int = 1_000) -> bytes:
    nodes = {6 + n: _NODE % (1, b"%d 0 R" % (7 + n)) for n in range(depth)}
    return make_tree({**nodes, 6 + depth: describe_page(b"4 0 R", parent=5 + depth)}, [b"6 0 R"])


def widen_the_page_tree(levels: int = 6, width: int = 10) -> bytes:
    """Build a tree of few nodes that amount to a million pages: each level is the next one ten times."""
    nodes = {6 + n: _NODE % (width ** (levels - n), b"%d 0 R " % (7 + n) * width) for n in range(levels)}
    return make_tree({**nodes, 6 + levels: describe_page(b"4 0 R")}, [b"6 0 R"], width**levels)


def hold_a_hundred_thousand_pages(pages: int = 100_000) -> bytes:
    every = {6 + n: describe_page(b"4 0 R") for n in range(pages)}
    return make_tree(every, [b"%d 0 R" % n for n in every], pages)


def claim_two_milliard_pages() -> bytes:
    return make_tree({3: describe_page(b"4 0 R")}, count=2_147_483_647)


def inherit_from_oneself() -> bytes:
    page = describe_page(b"4 0 R", parent=6).replace(b"/MediaBox[0 0 595 842]", b"")
    return make_tree(
        {3: page, 6: b"<</Type/Pages/Parent 6 0 R/Kids[3 0 R]/Count 1/Rotate 6 0 R/MediaBox 6 0 R>>"}, [b"6 0 R"]
    )


def refer_in_a_ring(objects: int = 100_000) -> bytes:
    """Build contents that are a reference to a reference to a reference, and so on in a ring."""
    ring = {6 + n: b"%d 0 R" % (6 + (n + 1) % objects) for n in range(objects)}
    return make_tree({3: describe_page(b"6 0 R"), **ring})


def let_lengths_refer_to_each_other() -> bytes:
    lost = b"<</Length 6 0 R>>stream\nx\nendstream"
    return make_page(lost, more={6: b"7 0 R", 7: lost})


def claim_absurd_lengths() -> bytes:
    return make_page(b"<</Length 999999999999999999>>stream\n" + TEXT + b"\nendstream")


def loop_the_cross_references() -> bytes:
    whole = make_page(stream(TEXT))
    at = whole.rindex(b"\nxref") + 1
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d/XRefStm %d" % (at, at))


def chain_cross_references(links: int = 100_000) -> bytes:
    """Build a file with a hundred thousand revisions, each of which only names the one before."""
    pieces, at, before = [make_page(stream(TEXT))], 0, b""
    at = len(pieces[0])
    before = b"%d" % (pieces[0].rindex(b"\nxref") + 1)
    for _ in range(links):
        piece = b"xref\n0 0\ntrailer<</Size 6/Root 1 0 R/Prev %s>>\n" % before
        before = b"%d" % at
        pieces.append(piece)
        at += len(piece)
    return b"".join((*pieces, b"startxref\n%s\n%%%%EOF\n" % before))


def claim_wide_cross_references() -> bytes:
    told = b"/Type/XRef/Size 2147483647/Root 1 0 R/W[4 2147483647 4]/Index[0 2147483647]/Filter/FlateDecode"
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = b"2 0 obj\n" + stream(zlib_zeros(512), told) + b"\nendobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def put_object_streams_into_themselves() -> bytes:
    held = stream(b"6 0 7 5 <</Type/ObjStm>>", b"/Type/ObjStm/N 2147483647/First 8/Extends 6 0 R")
    return make_page(stream(TEXT), more={6: held})


def nest_dictionaries(depth: int = 1_000_000) -> bytes:
    return make_tree({3: describe_page(b"4 0 R", entries=b"/A" + b"<</A" * depth + b"1" + b">>" * depth)})


def nest_arrays_of_kids(depth: int = 500_000) -> bytes:
    return make_tree({3: describe_page(b"4 0 R")}, [b"[" * depth + b"3 0 R" + b"]" * depth])


def litter_objects(objects: int = 3_000_000) -> bytes:
    """Build what a repairer takes for three million objects."""
    return b"%PDF-1.7\n" + b"1 0 obj\n" * objects


def litter_trailers(trailers: int = 500_000) -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + b"trailer<</Root 1 0 R/Prev 9>>startxref\n9\n" * trailers


def litter_streams(streams: int = 500_000) -> bytes:
    """Build streams none of which ends."""
    return b"%PDF-1.7\n" + b"1 0 obj<</Length 9999999>>stream\n" * streams


def follow_junk(megabytes: int = 60) -> bytes:
    return b"%PDF-1.7\n" + b"junk " * (megabytes * 200_000) + b"%%EOF"


def loop_the_fields() -> bytes:
    """Build a form whose fields are each other's children."""
    first = b"<</FT/Tx/T(a)/V(ja)/Kids[7 0 R 6 0 R]/Parent 7 0 R>>"
    fields = {6: first, 7: b"<</T(b)/Kids[6 0 R 7 0 R]/Parent 6 0 R>>"}
    catalog = {1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]>>>>"}
    page = {3: describe_page(b"4 0 R", entries=b"/Annots[6 0 R 7 0 R]")}
    return make_tree({**catalog, **fields, **page})


def deepen_the_fields(depth: int = 50_000) -> bytes:
    fields = {6 + n: b"<</T(a)/Kids[%d 0 R]>>" % (7 + n) for n in range(depth)}
    catalog = {1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>"}
    return make_tree({**catalog, 3: describe_page(b"4 0 R"), **fields, 6 + depth: b"<</FT/Tx/T(a)/V(ja)>>"})


def fill_many_fields(fields: int = 100_000) -> bytes:
    widget = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(%d)/V(Vi svarer ja.)/DA(/F1 9 Tf)/Rect[9 9 99 99]/P 3 0 R>>"
    every = {6 + n: widget % n for n in range(fields)}
    listed = b"[" + b" ".join(b"%d 0 R" % n for n in every) + b"]"
    catalog = {1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields " + listed + b"/DR<</Font<</F1 5 0 R>>>>>>>>"}
    return make_tree({**catalog, 3: describe_page(b"4 0 R", entries=b"/Annots " + listed), **every})


def stick_many_notes(notes: int = 200_000) -> bytes:
    note = b"<</Type/Annot/Subtype/Text/Contents(Vi svarer ja.)/Rect[9 9 99 99]/Popup 6 0 R/IRT 6 0 R>>"
    listed = b"/Annots[" + b"6 0 R " * notes + b"]"
    return make_tree({3: describe_page(b"4 0 R", entries=listed), 6: note})


def embed_a_bomb() -> bytes:
    told = b"/Type/EmbeddedFile/Filter/FlateDecode/Params<</Size 1>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Kids[8 0 R]>>>>>>"
    names = b"<</Kids[8 0 R 8 0 R]/Names[(a)6 0 R(b)6 0 R]/Limits[(a)(b)]>>"
    held = {6: b"<</Type/Filespec/F(svar.docx)/EF<</F 7 0 R>>>>", 7: stream(zlib_zeros(1_024), told), 8: names}
    return make_tree({1: catalog, 3: describe_page(b"4 0 R"), **held})


def lock_with_absurd_keys() -> bytes:
    """Build a file said to be locked with keys of two milliard bits, in filters that do not exist."""
    locks = (
        b"/Filter/Standard/V 5/R 6/Length 2147483647/P -1/O(%s)/U(%s)/OE(%s)/UE(%s)/Perms(a)"
        b"/CF<</StdCF<</CFM/AESV3/Length 2147483647>>>>/StmF/StdCF/StrF/StdCF" % ((b"a" * 100_000,) * 4)
    )
    pages = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: describe_page(b"4 0 R")}
    return write_pdf({**pages, 4: stream(TEXT), 6: b"<<" + locks + b">>"}, b"/Encrypt 6 0 R/ID[(a)(a)]")


def lock_the_lock() -> bytes:
    """Build a file whose lock stands in a stream that the lock locks."""
    lock = zlib.compress(b"6 0 <</Filter/Standard/V 2/R 3/O(a)/U(a)/P 0>>")
    held = stream(lock, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    pages = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: describe_page(b"4 0 R")}
    return write_pdf({**pages, 4: stream(TEXT), 7: held}, b"/Encrypt 6 0 R/ID[(a)(a)]")


PDF_TREES = (
    *(loop_the_page_tree, deepen_the_page_tree, widen_the_page_tree, hold_a_hundred_thousand_pages),
    *(claim_two_milliard_pages, inherit_from_oneself, refer_in_a_ring, let_lengths_refer_to_each_other),
    *(claim_absurd_lengths, loop_the_cross_references, chain_cross_references, claim_wide_cross_references),
    *(put_object_streams_into_themselves, nest_dictionaries, nest_arrays_of_kids, litter_objects, litter_trailers),
    *(litter_streams, follow_junk, loop_the_fields, deepen_the_fields, fill_many_fields, stick_many_notes),
    *(embed_a_bomb, lock_with_absurd_keys, lock_the_lock),
)
