"""Octets to characters: what is declared, then strict UTF-8, then cp1252, which reads everything."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_LONGEST_NAME = 40
_SAMPLE = 1_000

# Outlook and web pages label cp1252 octets as Latin-1 (the WHATWG Encoding Standard reads the label so too):
# the dashes and quotation marks of a letter would otherwise turn into invisible C1 controls.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "utf-8"}
# Codecs that are no charsets of mail, and slower than linear.
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


def _keep_as_control(error: UnicodeError) -> tuple[str, int]:
    """Keep the five octets that mean nothing in cp1252 as the controls they are in Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("keep_as_control", _keep_as_control)


def find_codec(charset: str | None) -> str | None:
    """Find the codec to read a declared charset with, or None when there is none of that name."""
    if not charset or len(charset) > _LONGEST_NAME or not charset.isprintable():
        return None
    try:
        name = codecs.lookup(charset.strip(" '\"")).name
        b"".decode(name)  # refuses the codecs that are no text encodings (base64, rot13, zip)
    except (LookupError, UnicodeError):
        return None
    return None if name in _NO_CHARSETS else _READ_AS.get(name, name)


def decode_text(data: bytes, declared: str | None = None, *, markup: bool = False) -> str:
    """Decode a body: byte order mark, declared charset, strict UTF-8, HTML's meta, cp1252. Never fails."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace")
    candidates = [_find_order(data, find_codec(declared)), "utf-8"]
    if markup and (meta := _META.search(data, 0, 4096)):
        candidates.append(find_codec(meta.group(1).decode("ascii", "replace")))
    texts = (_try_decode(data, codec) for codec in candidates if codec)
    return next((text for text in texts if text is not None), None) or _decode_cp1252(data)


def _find_order(data: bytes, codec: str | None) -> str | None:
    """Tell the order of octets in UTF-16 without a mark: the zeros of Latin letters come second or first.

    Text that is declared to be anything else and has a zero in each pair is UTF-16, too.
    """
    sample = data[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if codec != "utf-16" and max(first, second) * 4 <= len(sample):
        return codec
    return "utf-16-be" if first > second else "utf-16-le"


def decode_octets(data: bytes) -> str:
    """Decode octets that nobody has labelled: strict UTF-8, then cp1252; never fails."""
    text = _try_decode(data, "utf-8")
    return _decode_cp1252(data) if text is None else text


def _decode_cp1252(data: bytes) -> str:
    return data.decode("cp1252", "keep_as_control")


def _try_decode(data: bytes, codec: str) -> str | None:
    if codec == "cp1252":
        # UTF-8 under a Latin-1 label is common; Danish cp1252 is never valid UTF-8 by chance.
        return decode_octets(data)
    try:
        text = data.decode(codec)
        text.encode("utf-8")  # some codecs yield lone surrogates, which no database or page can hold
    except (UnicodeError, ValueError, LookupError):
        return None
    return text
