"""PDF files whose pages hurt whoever reads them, each with the hurt for its name."""

import struct
import zlib

from tests.hostile.flate import zlib_zeros
from tests.hostile.noise import make_noise
from tests.hostile.pdf_objects import TEXT, describe_page, make_page, make_tree, stream

_FLATE = b"/Filter/FlateDecode"


def inflate_a_gigabyte() -> bytes:
    return make_page(stream(zlib_zeros(1_024), _FLATE))


def inflate_a_gigabyte_of_text() -> bytes:
    """Build a page whose text is two hundred megabytes long and packed well."""
    return make_page(stream(zlib.compress(TEXT * 4_000_000, 1), _FLATE))


def nest_flate(depth: int = 30) -> bytes:
    data = zlib.compress(bytes(50_000_000), 9)
    for _ in range(depth):
        data = zlib.compress(data, 9)
    return make_page(stream(data, b"/Filter[" + b"/FlateDecode " * (depth + 1) + b"]"))


def chain_filters(filters: int = 100_000) -> bytes:
    return make_page(stream(b"00" * 1_000, b"/Filter[" + b"/ASCIIHexDecode " * filters + b"]"))


def run_length_bomb() -> bytes:
    packed = zlib.compress(b"\x81 " * 20_000_000, 9)
    return make_page(stream(packed, b"/Filter[/FlateDecode/RunLengthDecode]"))


def predict_wide_rows() -> bytes:
    told = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>"
    return make_page(stream(zlib.compress(bytes(1_000_000)), told))


def nest_forms_exponentially(levels: int = 40) -> bytes:
    """Build forms each of which shows the next one twice."""
    forms = {}
    for n in range(levels):
        told = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F1 5 0 R>>>>"
        forms[6 + n] = stream(TEXT + b"/X Do /X Do", told % (7 + n))
    forms[6 + levels] = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return make_page(stream(b"/X Do /X Do"), b"/XObject<</X 6 0 R>>", more=forms)


def show_a_form_in_itself() -> bytes:
    told = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return make_page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", more={6: stream(b"/X Do /X Do", told)})


def show_a_form_often(times: int = 300_000) -> bytes:
    form = stream(TEXT * 100, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>")
    return make_page(stream(b"/X Do " * times), b"/XObject<</X 6 0 R>>", more={6: form})


def refer_to_contents_often(times: int = 200_000) -> bytes:
    return make_tree({3: describe_page(b"[" + b"4 0 R " * times + b"]")})


def draw_three_million_words(words: int = 3_000_000) -> bytes:
    text = b"BT /F1 12 Tf 72 700 Td " + b"(ja)Tj " * words + b"ET"
    return make_page(stream(zlib.compress(text, 1), _FLATE))


def scatter_letters(letters: int = 200_000) -> bytes:
    """Build a page of single letters in no order, so that whoever sorts them has to work."""
    spots = struct.iter_unpack(">HH", make_noise(1, 4 * letters))
    places = (b"1 0 0 1 %d %d Tm(a)Tj " % (x % 595, y % 842) for x, y in spots)
    return make_page(stream(b"BT /F1 1 Tf " + b"".join(places) + b"ET"))


def pile_up_letters(letters: int = 200_000) -> bytes:
    """Build a page whose letters all stand in one place."""
    return make_page(stream(b"BT /F1 12 Tf " + b"1 0 0 1 72 700 Tm(a)Tj " * letters + b"ET"))


def rule_a_fine_grid(lines: int = 2_000) -> bytes:
    """Build a page of four million cells, for whoever looks for tables."""
    across = b"".join(b"0 %.2f m 595 %.2f l S " % (n * 842 / lines, n * 842 / lines) for n in range(lines))
    down = b"".join(b"%.2f 0 m %.2f 842 l S " % (n * 595 / lines, n * 595 / lines) for n in range(lines))
    return make_page(stream(across + down + TEXT))


def rule_many_small_grids(pages: int = 300, lines: int = 60) -> bytes:
    """Build pages of tables each of which is within reason."""
    across = b"".join(b"40 %d m 560 %d l S " % (100 + n * 10, 100 + n * 10) for n in range(lines))
    down = b"".join(b"%d 100 m %d 690 l S " % (40 + n * 8, 40 + n * 8) for n in range(lines))
    words = b"".join(
        b"1 0 0 1 %d %d Tm(ja)Tj " % (42 + n % lines * 8, 103 + n // lines * 10) for n in range(0, lines * lines, 3)
    )
    drawn = {4: stream(across + down + b"BT /F1 5 Tf " + words + b"ET")}
    kids = [b"%d 0 R" % (6 + n) for n in range(pages)]
    return make_tree(drawn | {6 + n: describe_page(b"4 0 R") for n in range(pages)}, kids, pages)


def draw_a_million_boxes(boxes: int = 1_000_000) -> bytes:
    return make_page(stream(b"1 1 2 2 re f " * boxes + TEXT))


def save_states(states: int = 5_000_000) -> bytes:
    return make_page(stream(zlib.compress(b"q " * states + TEXT, 1), _FLATE))


def nest_arrays(depth: int = 1_000_000) -> bytes:
    return make_page(stream(b"BT /F1 12 Tf " + b"[" * depth + b"(ja)" + b"]" * depth + b"TJ ET"))


def map_signs_to_novels(signs: int = 60_000, length: int = 500) -> bytes:
    """Build a ToUnicode map in which each sign stands for a text of five hundred."""
    rows = b"".join(b"<%04X> <%s>\n" % (n, b"00E6" * length) for n in range(signs))
    cmap = b"1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar %s endbfchar" % (signs, rows)
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>]>>"
    )
    text = b"BT /F1 12 Tf <" + b"".join(b"%04X" % n for n in range(signs)) + b"> Tj ET"
    mapped = {6: font, 7: stream(zlib.compress(cmap, 1), _FLATE)}
    return make_page(stream(text), b"/Font<</F1 6 0 R>>", more=mapped)


def map_ranges_of_all_signs(ranges: int = 20_000) -> bytes:
    cmap = b"%d beginbfrange %s endbfrange" % (ranges, b"<0000> <FFFFFFFF> <0041>\n" * ranges)
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/A>>]>>"
    )
    text = b"BT /F1 12 Tf <00410042> Tj ET"
    return make_page(stream(text), b"/Font<</F1 6 0 R>>", more={6: font, 7: stream(cmap)})


def draw_letters_with_letters() -> bytes:
    """Build a font (Type 3) whose letter is drawn with that letter."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
        b"/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/Resources<</Font<</F1 6 0 R>>>>>>"
    )
    letter = stream(b"9 0 d0 BT /F1 1 Tf (aaaaaaaaaa) Tj ET")
    return make_page(stream(b"BT /F1 9 Tf (aaaaaaaaaa) Tj ET"), b"/Font<</F1 6 0 R>>", more={6: font, 7: letter})


def declare_absurd_pictures() -> bytes:
    """Build a page of nothing but pictures of four milliard dots, in every packing."""
    told = b"/Type/XObject/Subtype/Image/Width 65000/Height 65000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/"
    packings = (b"JBIG2Decode", b"JPXDecode", b"DCTDecode", b"CCITTFaxDecode", b"FlateDecode", b"RunLengthDecode")
    pictures = {6 + n: stream(_describe_jpx() if n == 1 else b"\0" * 64, told + p) for n, p in enumerate(packings)}
    names = b"".join(b"/I%d %d 0 R" % (n, n) for n in pictures)
    shown = b"".join(b"q 595 0 0 842 0 0 cm /I%d Do Q " % n for n in pictures)
    return make_page(stream(shown), b"/XObject<<" + names + b">>", more=pictures)


def declare_absurd_jbig2() -> bytes:
    """Build a scanned page that says it has 4,294,967,294 lines of as many dots, and no more octets than that."""
    page = b"\0\0\0\0\x30\0\x01\0\0\0\x13" + b"\xff\xff\xff\xfe" * 2 + bytes(8) + b"\0\0\0"
    told = b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/BitsPerComponent 1/ColorSpace/DeviceGray"
    picture = {6: stream(page, told + b"/Filter/JBIG2Decode")}
    return make_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject<</I 6 0 R>>", more=picture)


def inflate_an_absurd_scan() -> bytes:
    """Build a scanned page that is what it says: 30,000 dots square, packed to next to nothing."""
    told = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceGray" + _FLATE
    picture = {6: stream(zlib_zeros(860), told)}
    return make_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject<</I 6 0 R>>", more=picture)


def show_an_absurd_sheet() -> bytes:
    """Build a scanned page that is said to be two hundred kilometres long."""
    page = describe_page(b"4 0 R", b"/XObject<</I 6 0 R>>").replace(b"595 842", b"99999999 99999999")
    told = b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    drawn = stream(b"q 99999999 0 0 99999999 0 0 cm /I Do Q")
    return make_tree({3: page, 4: drawn, 6: stream(bytes(range(64)), told)})


def _describe_jpx() -> bytes:
    size = b"\xff\x51\0\x2f\0\0" + b"\xff\xff\xff\xff" * 2 + bytes(8) + b"\0\0\0\x01" * 2 + bytes(8) + b"\0\x03"
    return b"\xff\x4f" + size + b"\x07\x01\x01" * 3 + b"\xff\xd9"


def shade_by_functions() -> bytes:
    """Build a page painted by a function that is sampled at more points than there are atoms."""
    told = b"/FunctionType 0/Domain[0 1 0 1 0 1]/Range[0 1]/Size[65535 65535 65535]/BitsPerSample 8"
    function = stream(bytes(64), told)
    shading = b"<</ShadingType 1/ColorSpace/DeviceGray/Function 7 0 R>>"
    return make_page(stream(b"/S sh " * 1_000 + TEXT), b"/Shading<</S 6 0 R>>", more={6: shading, 7: function})


def hide_text_in_layers(depth: int = 300_000) -> bytes:
    return make_page(stream(b"/OC /a BDC " * depth + TEXT + b"EMC " * depth))


PDF_PAGES = (
    *(inflate_a_gigabyte, inflate_a_gigabyte_of_text, nest_flate, chain_filters, run_length_bomb, predict_wide_rows),
    *(nest_forms_exponentially, show_a_form_in_itself, show_a_form_often, refer_to_contents_often),
    *(draw_three_million_words, scatter_letters, pile_up_letters, rule_a_fine_grid, rule_many_small_grids),
    *(draw_a_million_boxes, save_states, nest_arrays, map_signs_to_novels, map_ranges_of_all_signs),
    *(draw_letters_with_letters, declare_absurd_pictures, declare_absurd_jbig2, inflate_an_absurd_scan),
    *(show_an_absurd_sheet, shade_by_functions, hide_text_in_layers),
)
