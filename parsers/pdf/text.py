"""What PDFium says stands on a page, made readable; and whether it can be read at all."""

import re
import unicodedata

from parsers.line_breaks import join_lines
from parsers.ooxml.symbols import read_symbol

_COMPATIBLE = (*range(0xFB00, 0xFB07), *range(0x1D400, 0x1D800))
# Word writes its bullets and ticks with fonts of symbols, at private places.
_SYMBOLS = {code: sign for code in range(0xF020, 0xF100) if (sign := read_symbol(code, ""))}
_SPACES = dict.fromkeys((0xA0, 0x202F, *range(0x2000, 0x200B)), " ")
_NOTHING = dict.fromkeys((0x200B, 0x2060, 0xFEFF), "")
_READABLE = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBLE},
    **_SYMBOLS,
    **_SPACES,
    **_NOTHING,
    0xAD: "-",  # inside a line this is the hyphen of older fonts, and it shows
}
_ODD = re.compile("[\xa0\xad\u2000-\u200b\u202f\u2060\uf020-\uf0ff\ufb00-\ufb06\ufeff\U0001d400-\U0001d7ff]")
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_WORD = re.compile(r"[^ \n\t]+")
# 'OOvveerrsskkrriifftt': bold by printing each letter twice, a little apart.
_DOUBLED = re.compile(r"(?<!\S)(?:(\S)\1 *){6,}(?!\S)")
_GARBLED_SIGNS = 0.10
_GARBLED_WORDS = 0.25
_LOST_WORDS = 0.75
_LOST_SIGNS = 0.25
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_JUDGED_LETTERS = 100
_FEWEST_VOWELS = 0.27
_VOWELS = "aeiouyæø"
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_SAMPLE = 10_000


def tidy_text(raw: str) -> str:
    """Return the text with whole words, one form for each letter, and no spaces at the lines' ends."""
    text = _ODD.sub(_replace, join_lines(raw.replace("\r\n", "\n").replace("\r", "\n")))
    whole = _DOUBLED.sub(_halve, unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip(" \t") for line in whole.split("\n")).strip()


def _replace(odd: re.Match[str]) -> str:
    return _READABLE.get(ord(odd[0]), odd[0])


def _halve(found: re.Match[str]) -> str:
    letters = set(found[0]) - {" "}
    if sum(sign.isalpha() for sign in letters) < 3:  # noqa: PLR2004 - '……', '1100', '======' are meant
        return found[0]
    return " ".join(word[::2] for word in found[0].split(" "))


def is_garbled(text: str) -> bool:
    """Say whether too much of a page has no known meaning, or a wrong one (a font without a usable ToUnicode)."""
    if _UNREADABLE.search(text):
        letters = sum(map(len, _WORD.findall(text)))
        signs = len(_UNREADABLE.findall(text))
        if signs > _GARBLED_SIGNS * letters or _count_unreadable(text) > _GARBLED_WORDS * letters:
            return True
    return _is_no_language(text)


def keep_readable(text: str) -> str:
    """Return the words of a garbled page that have a meaning; nothing where they are few."""
    letters = sum(map(len, _WORD.findall(text)))
    if _count_unreadable(text) > _LOST_WORDS * letters:
        return ""
    return tidy_text(_WORD.sub(_keep_word, text))


def _keep_word(word: re.Match[str]) -> str:
    signs = len(_UNREADABLE.findall(word[0]))
    return "" if signs > _LOST_SIGNS * len(word[0]) else _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", word[0])


def _count_unreadable(text: str) -> int:
    """Count the letters of all words with a sign in them that means nothing."""
    return sum(len(word) for word in _WORD.findall(text) if _UNREADABLE.search(word))


def _is_no_language(text: str) -> bool:
    """Say whether Latin letters spell no language: 'yrluqrwlfh' is text with each letter three further on.

    Of the letters of a European language 35 to 50 in 100 are vowels; of the pages measured, no readable one had
    fewer than 27.
    """
    words = unicodedata.normalize("NFD", "".join(_LONG_WORD.findall(text[:_SAMPLE]))).casefold()
    vowels = sum(map(words.count, _VOWELS))
    latin = vowels + sum(map(words.count, _CONSONANTS))
    if latin < _JUDGED_LETTERS or 2 * latin < len(words):
        return False
    return vowels < _FEWEST_VOWELS * latin
