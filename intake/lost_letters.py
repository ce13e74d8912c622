"""Danish letters that got lost on a mail's way, or that its sender's keyboard does not have."""

import re

from domain.pattern import compile_late

_LONGEST = 20_000
"""Characters of each text that are looked at; the rules look no further either."""

_MOJIBAKE = {letter.encode().decode(wrong): letter for letter in "æøåÆØÅé" for wrong in ("latin-1", "cp1252")}
"""UTF-8 that was read as Latin-1 or Windows-1252 somewhere on its way: "SÃ¸nderborg"."""
_BROKEN = compile_late("|".join(_MOJIBAKE))

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without width, as text copied from pages and chats has them between its letters."""

_LETTER = compile_late("[æøåÆØÅ]")
_TELLS = compile_late(
    r"\b(?:(?:hoering|boern|bemaerk|vaerdi|kernevaerdi|vedhaeft|vedlaeg|spoerg|oensk|stoett|faelles|paedagog|oekonom|foelg"
    r"|oevrig|byraad|naermere|vaesentlig|foraeldr|aendr|tilfoej|laes)\w*"
    r"|paa|saa|naar|faar|gaar|faa|maa|ogsaa|vaere|vaeret|foer|foerst|goer|hoerer|kaere)\b",
    re.IGNORECASE,
)
"""Words of a Dane whose keyboard has no Danish letters, and of no other language."""
_DIGRAPH = compile_late("[Aa][Ee]|[Oo][Ee]|[Aa][Aa]")
_SPELT = {"ae": "æ", "oe": "ø", "aa": "å"}
_LOST = compile_late(r"(?<=[^\W\d_])[?\ufffd]{1,2}(?=[^\W\d_])")
_SURELY_LOST = 2
_IN_ADDRESSES = compile_late(r"@|://|www\.|\w\.\w{2}")
_BLANKS = compile_late(r"(\s+)")


def restore_letters(text: str) -> str:
    """Return a text with the Danish letters that it lost; itself where it lost none."""
    if not text.isascii():
        for sign in _UNSEEN:
            text = text.replace(sign, "")
        if "Ã" in text:
            text = _BROKEN.sub(lambda found: _MOJIBAKE[found[0]], text)
    top = text[:_LONGEST]
    # Nearly every text has one of the letters in its first lines: the first look is the last.
    if _LETTER.search(top) or not _DIGRAPH.search(top) or not _TELLS.search(top):
        return text
    words = _BLANKS.split(text)
    return "".join(word if _IN_ADDRESSES.search(word) else _DIGRAPH.sub(_join_letters, word) for word in words)


def _join_letters(found: re.Match[str]) -> str:
    letter = _SPELT[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def has_lost_letters(text: str) -> bool:
    """Say whether question marks stand where letters were: then nobody can be sure of what was written."""
    text = text[:_LONGEST]
    if "?" not in text and "\ufffd" not in text:
        return False
    return not _LETTER.search(text) and sum(map(_count_lost, text.split())) >= _SURELY_LOST


def _count_lost(word: str) -> int:
    return 0 if _IN_ADDRESSES.search(word) else len(_LOST.findall(word))
