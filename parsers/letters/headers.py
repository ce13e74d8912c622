"""Header values and parameters as people wrote them (RFC 2047, RFC 2231), whatever was sent instead."""

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from parsers.charset import decode_octets, decode_text

LONGEST_VALUE = 100_000
"""Characters of one header value that are looked at; no honest header is longer."""

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"[\r\n]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_PARAMETER = re.compile(r""";\s*([^\s;=]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)""")
_SECTION = re.compile(r"^([^*]+)(?:\*(\d{1,3}))?(\*)?$")


def decode_header(value: str) -> str:
    """Decode a header value as the standard library holds it: unfolded, encoded words and raw 8-bit read."""
    value = str(value)[:LONGEST_VALUE]
    if value.isascii() and value.isprintable() and "=?" not in value:  # most of them
        return value.strip()
    text = unfold(read_raw(value))
    if "=?" in text:
        text = "".join(_decode_words(text))
    return _CONTROLS.sub(" ", text).strip()


def unfold(value: str) -> str:
    """Join the lines of a folded header with single spaces (RFC 5322 §2.2.3)."""
    return " ".join(line.strip() for line in _FOLD.split(value)).strip()


def parse_parameters(value: str) -> dict[str, str]:
    """Return the parameters of a structured header by lower-case name; of extended and plain, the extended."""
    if ";" not in value:
        return {}
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in _PARAMETER.finditer(unfold(read_raw(str(value)[:LONGEST_VALUE]))):
        section = _SECTION.match(match.group(1).lower())
        if section is None:
            continue
        name, number, extended = section.groups()
        if number is None and extended is None:
            plain.setdefault(name, _unquote(match.group(2)))
        else:
            pieces.setdefault(name, {}).setdefault(int(number or 0), (bool(extended), _unquote(match.group(2))))
    decoded = {name: decode_header(text) for name, text in plain.items()}
    return decoded | {name: _join_pieces(found) for name, found in pieces.items()}


def read_raw(value: str) -> str:
    """Read raw octets, which the standard library keeps as surrogates, as UTF-8 and then cp1252."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return decode_octets(value.encode("utf-8", "surrogateescape"))
    return value


def _decode_words(text: str) -> Iterator[str]:
    """Yield the pieces of a value; neighbouring words of one charset are joined before they are decoded.

    Mailers split a letter's octets between two encoded words, though RFC 2047 §5 forbids it.
    """
    octets, charset, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(text):
        between = text[end : match.start()]
        if octets and (between.strip() or match.group(1).lower() != charset):
            yield decode_text(octets, charset)
            octets = b""
        if between.strip() or not end:
            yield between
        charset, end = match.group(1).partition("*")[0].lower(), match.end()
        octets += _decode_word(match.group(2), match.group(3))
    if octets:
        yield decode_text(octets, charset)
    yield text[end:]


def _decode_word(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data.replace(b"_", b" "), header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def _unquote(value: str) -> str:
    value = value.strip()
    if not value.startswith('"'):
        return value
    value = value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:]
    # A backslash before anything but a quotation mark or itself is a Windows path, not an escape.
    return re.sub(r'\\(["\\])', r"\1", value)


def _join_pieces(found: dict[int, tuple[bool, str]]) -> str:
    """Join the sections of a parameter (RFC 2231 §3-4); the first names the charset."""
    octets, charset = b"", ""
    for number in sorted(found):
        extended, text = found[number]
        if extended and not charset and text.count("'") >= 2:  # noqa: PLR2004 - charset'language'text
            charset, _, text = text.split("'", 2)
        octets += unquote_to_bytes(text) if extended else text.encode("utf-8", "replace")
    text = decode_text(octets, charset or None)
    return decode_header(text) if "=?" in text else _CONTROLS.sub(" ", text).strip()
