"""RTF, HTML and plain text made to hurt whoever reads them, each with the hurt for its name."""

import gzip

from tests.hostile.flate import deflate_zeros
from tests.hostile.noise import make_noise

_ANSWER = b"Vi svarer ja."
_PAGE = b"<html><body>"


def nest_braces(depth: int = 100_000) -> bytes:
    return b"{\\rtf1 " + b"{" * depth + _ANSWER + b"}" * depth + b"}"


def open_millions_of_braces(braces: int = 20_000_000) -> bytes:
    return b"{\\rtf1 " + _ANSWER + b"{" * braces


def claim_absurd_binary() -> bytes:
    return b"{\\rtf1 " + _ANSWER + b"{\\pict\\bin99999999999999999999 x}\\bin2147483647 x\\bin-1 x" + _ANSWER + b"}"


def write_absurd_numbers() -> bytes:
    digits = b"9" * 5_000_000
    return b"{\\rtf1\\uc" + digits + b"\\u" + digits + b"?\\fs-" + digits + b" " + _ANSWER + b"}"


def skip_absurdly_many_signs() -> bytes:
    return b"{\\rtf1\\uc2147483647 " + b"\\u230?" * 1_000_000 + _ANSWER + b"}"


def list_a_million_fonts(fonts: int = 1_000_000) -> bytes:
    return b"{\\rtf1{\\fonttbl" + b"{\\f1\\fcharset238 A;}" * fonts + b"}" + _ANSWER + b"}"


def repeat_control_words(words: int = 8_000_000) -> bytes:
    return b"{\\rtf1 " + b"\\par " * words + _ANSWER + b"}"


def nest_rtf_tables(depth: int = 20_000) -> bytes:
    return (
        b"{\\rtf1 " + b"\\trowd\\cellx1\\intbl\\itap%d ja\\nestcell\\nestrow " % 999_999_999 * depth + b"\\cell\\row}"
    )


def write_one_endless_word() -> bytes:
    return b"{\\rtf1 \\" + b"a" * 50_000_000


def picture_in_hexadecimal(megabytes: int = 90) -> bytes:
    return b"{\\rtf1 " + _ANSWER + b"{\\pict\\pngblip " + b"00" * (megabytes * 500_000) + b"}}"


def nest_elements(depth: int = 100_000) -> bytes:
    return _PAGE + b"<div>" * depth + _ANSWER + b"</div>" * depth


def nest_tables(depth: int = 50_000) -> bytes:
    return _PAGE + b"<table><tr><td>" * depth + _ANSWER


def open_inline_elements(elements: int = 200_000) -> bytes:
    """Build what a browser opens anew in every paragraph: formatting that is never closed."""
    return _PAGE + b"<p><b><i><font>" * elements + _ANSWER


def repeat_attributes(attributes: int = 100_000) -> bytes:
    return _PAGE + b"<p " + b" ".join(b"a%d=b" % n for n in range(attributes)) + b">" + _ANSWER


def style_absurdly(times: int = 2_000_000) -> bytes:
    return _PAGE + b'<p style="' + b"display:none;" * times + b'">' + _ANSWER


def open_comments(comments: int = 2_000_000) -> bytes:
    return _PAGE + _ANSWER + b"<!--" * comments


def open_tags(tags: int = 2_000_000) -> bytes:
    return _PAGE + _ANSWER + b"<a href='" * tags


def open_brackets(brackets: int = 10_000_000) -> bytes:
    return _PAGE + _ANSWER + b"<" * brackets


def repeat_ampersands(signs: int = 5_000_000) -> bytes:
    return _PAGE + _ANSWER + b"&" * signs + b"&#99999999999;" * 100_000


def break_lines(breaks: int = 4_000_000) -> bytes:
    return _PAGE + _ANSWER + b"<br>" * breaks


def begin_html_and_never_end() -> bytes:
    return b"<!--" + b"-" * 20_000_000


def write_one_line(megabytes: int = 50) -> bytes:
    return b"Vi svarer ja og atter ja. " * (megabytes * 38_461)


def write_one_word(megabytes: int = 50) -> bytes:
    return "æ".encode() * (megabytes * 500_000)


def write_blank_lines(lines: int = 20_000_000) -> bytes:
    return _ANSWER + b"\n" * lines + _ANSWER


def write_dashes(dashes: int = 10_000_000) -> bytes:
    return _ANSWER + b"\n" + b"-" * dashes + b"\n" + b"> " * dashes


def write_nuls() -> bytes:
    return _ANSWER + bytes(20_000_000)


def write_nuls_late() -> bytes:
    """Build a text that is one only as far as anybody looks."""
    return _ANSWER * 10_000 + bytes(20_000_000)


def write_controls() -> bytes:
    return bytes(range(256)) * 100_000


def mark_as_utf16_and_be_none() -> bytes:
    return b"\xff\xfe" + make_noise(8, 5_000_001)


def write_lone_surrogates() -> bytes:
    return b"\xff\xfe" + b"\x00\xd8" * 2_000_000


def combine_signs(signs: int = 5_000_000) -> bytes:
    """Build one letter with five million accents, for whoever composes them."""
    return ("a" + "\u0301\u0328" * (signs // 2)).encode()


def look_like_headers(lines: int = 2_000_000) -> bytes:
    return b"From: a\nSubject: b\nTo: c\n" + b"X: y\n z\n" * (lines // 2)


def look_like_an_mbox(mails: int = 500_000) -> bytes:
    return b"From a@b Mon Jan  1 00:00:00 2019\nFrom: a\nTo: b\nSubject: c\n\nja\n\n" * mails


def bomb_gzip() -> bytes:
    return gzip.compress(b"x")[:10] + deflate_zeros(4_000) + bytes(8)


def declare_entities_in_html() -> bytes:
    told = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE html [<!ENTITY e0 "ja">{told}]><html><body>&e11;</body></html>'.encode()


def name_a_charset_that_is_a_codec() -> bytes:
    """Build pages that would have Python's own transformations decode them."""
    return b'<html><head><meta charset="zlib"><meta charset="rot13"></head><body>' + _ANSWER * 100_000


TEXTS = (
    *(nest_braces, open_millions_of_braces, claim_absurd_binary, write_absurd_numbers, skip_absurdly_many_signs),
    *(list_a_million_fonts, repeat_control_words, nest_rtf_tables, write_one_endless_word, picture_in_hexadecimal),
    *(nest_elements, nest_tables, open_inline_elements, repeat_attributes, style_absurdly, open_comments, open_tags),
    *(open_brackets, repeat_ampersands, break_lines, begin_html_and_never_end, write_one_line, write_one_word),
    *(write_blank_lines, write_dashes, write_nuls, write_nuls_late, write_controls, mark_as_utf16_and_be_none),
    *(write_lone_surrogates, combine_signs, look_like_headers, look_like_an_mbox, bomb_gzip),
    *(declare_entities_in_html, name_a_charset_that_is_a_codec),
)
