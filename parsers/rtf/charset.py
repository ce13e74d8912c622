"""The octets of RTF and what they mean: each font has a charset of its own (specification 1.9.1, fonts)."""

from dataclasses import dataclass, field

from parsers.charset import find_codec
from parsers.ooxml.symbols import read_symbol

_SYMBOLS = 2
# \fcharset to the code page of Windows or the Macintosh; 0 and 1 are the document's own.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_LANGUAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class Font:
    """One font of the table; the name comes after its charset."""

    charset: int = 0
    name: str = ""


@dataclass(slots=True)
class Charsets:
    """The fonts of a document, and the code page of the whole."""

    codec: str = "cp1252"
    default: int | None = None
    fonts: dict[int, Font] = field(default_factory=dict)

    def declare(self, word: str, number: int) -> None:
        """Take the code page that the head declares."""
        if word == "ansicpg":
            self.codec = find_codec("utf-8" if number == 65001 else f"cp{number}") or self.codec  # noqa: PLR2004 - UTF-8
        else:
            self.codec = _LANGUAGES[word]

    def decode(self, octets: bytes, font: int | None) -> str:
        """Decode octets that stand in a font; what means nothing is kept as a mark of itself."""
        used = self.default if font is None else font
        known = None if used is None else self.fonts.get(used)
        if known is None:
            return octets.decode(self.codec, "replace")
        if known.charset == _SYMBOLS and (known.name.startswith(("Symbol", "Wingdings")) or not octets.isascii()):
            return "".join(read_symbol(octet, known.name or "Symbol") for octet in octets)
        return octets.decode(_CHARSETS.get(known.charset, self.codec), "replace")


def pair_surrogates(text: str) -> str:
    """Make one sign of the two halves that RTF writes those beyond U+FFFF in."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
