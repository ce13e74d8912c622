"""A mail as the rules read it: spelt as it was meant, and without what mail servers write into its subject.

Only for judging: what is kept and shown is the mail as it came.
"""

import re
from dataclasses import replace
from itertools import pairwise

from domain.message import Attachment, ReadMail

_LONGEST = 20_000
"""Characters of each text that are looked at; the rules look no further either."""

_IN_BRACKETS = re.compile(r"\[([^\[\]]{1,40})\]\s*|\*{2,5}([^*]{1,40})\*{2,5}\s*")
_OF_SERVERS = re.compile(
    r"\W*(?:ekstern\w*|external|ext|udefra|outside|(?:\w{1,10} )?spam|advarsel|caution|warning|sikker|secure|krypteret"
    r"|encrypted)"
    r"(?:[ -](?:e-?mail|mail|post|afsender|sender|message|besked|meddelelse))?\W*",
    re.IGNORECASE,
)
"""[EKSTERN], ***SPAM***: such a mark may stand before "SV:" or "Automatisk svar:", which say what a mail is."""

_MOJIBAKE = {letter.encode().decode(wrong): letter for letter in "æøåÆØÅé" for wrong in ("latin-1", "cp1252")}
"""UTF-8 that was read as Latin-1 or Windows-1252 somewhere on its way: "SÃ¸nderborg"."""
_BROKEN = re.compile("|".join(_MOJIBAKE))

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Signs without width, as text copied from pages and chats has them between its letters."""

_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd]{1,2}(?=[^\W\d_])")
_SURELY_LOST = 2
_LETTER = re.compile("[æøåÆØÅ]")
_TELLS = re.compile(
    r"\b(?:(?:hoering|boern|bemaerk|vaerdi|kernevaerdi|vedhaeft|vedlaeg|spoerg|oensk|stoett|faelles|paedagog|oekonom|foelg"
    r"|oevrig|byraad|naermere|vaesentlig|foraeldr|aendr|tilfoej|laes)\w*"
    r"|paa|saa|naar|faar|gaar|faa|maa|ogsaa|vaere|vaeret|foer|foerst|goer|hoerer|kaere)\b",
    re.IGNORECASE,
)
"""Words of a Dane whose keyboard has no Danish letters, and of no other language."""
_DIGRAPH = re.compile("[Aa][Ee]|[Oo][Ee]|[Aa][Aa]")
_SPELT = {"ae": "æ", "oe": "ø", "aa": "å"}
_LONGEST_WRAPPED = 100
"""Signs; text with longer lines was not wrapped for sending."""
_SHORTEST_WRAPPED = 30
_SURELY_WRAPPED = 2
_ENDED = re.compile(r"[.!?:]['\"”»)]?$")
_BEGINS_SOMETHING = re.compile(r"\s|[-•*–>|#_=]|\d{1,2}[.)]\s|$")
_IN_ADDRESSES = re.compile(r"@|://|www\.|\w\.\w{2}")
_BLANKS = re.compile(r"(\s+)")


def make_legible(mail: ReadMail) -> ReadMail:
    """Return the mail as its sender meant it to be read; the same where nothing is to be mended, as nearly always."""
    subject, quoted = _spell(_drop_marks(mail.headers.subject)), _spell(mail.quoted)
    body = _unwrap(_spell(mail.body))
    files = tuple(_make_legible(file) for file in mail.attachments)
    kept = (mail.headers.subject, mail.body, mail.quoted, mail.attachments)
    if kept == (subject, body, quoted, files):
        return mail
    headers = replace(mail.headers, subject=subject)
    return replace(mail, headers=headers, body=body, quoted=quoted, attachments=files)


def _drop_marks(subject: str) -> str:
    return _IN_BRACKETS.sub(_drop_mark, subject) if "[" in subject or "**" in subject else subject


def is_damaged(mail: ReadMail) -> bool:
    """Say whether question marks stand where the sender's letters were: then nobody can be sure of what he wrote."""
    text = mail.body[:_LONGEST]
    if "?" not in text and "\ufffd" not in text:
        return False
    return not _LETTER.search(text) and sum(map(_count_lost, text.split())) >= _SURELY_LOST


def _count_lost(word: str) -> int:
    return 0 if _IN_ADDRESSES.search(word) else len(_LOST.findall(word))


def _make_legible(file: Attachment) -> Attachment:
    text = _spell(file.extracted.text)
    return file if text is file.extracted.text else replace(file, extracted=replace(file.extracted, text=text))


def _drop_mark(found: re.Match[str]) -> str:
    return "" if _OF_SERVERS.fullmatch(found[1] or found[2]) else found[0]


def _spell(text: str) -> str:
    """Return a text with the Danish letters that it lost; itself where it lost none."""
    if not text.isascii():
        for sign in _UNSEEN:
            text = text.replace(sign, "")
    if "Ã" in text:
        text = _BROKEN.sub(lambda found: _MOJIBAKE[found[0]], text)
    top = text[:_LONGEST]
    if not _DIGRAPH.search(top) or _LETTER.search(top) or not _TELLS.search(top):
        return text
    words = _BLANKS.split(text)
    return "".join(word if _IN_ADDRESSES.search(word) else _DIGRAPH.sub(_join_letters, word) for word in words)


def _join_letters(found: re.Match[str]) -> str:
    letter = _SPELT[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def _unwrap(text: str) -> str:
    """Join lines that were broken for sending: those whose next word would have made them the longest of all."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not _SHORTEST_WRAPPED < longest <= _LONGEST_WRAPPED:
        return text
    breaks = [_is_wrapped(line, below, longest) for line, below in pairwise(lines)]
    # A line may well end before a name; in a letter of short lines it does so at the end of what it says.
    sure = sum(wrapped and below[0].islower() for wrapped, below in zip(breaks, lines[1:], strict=True))
    pieces = [lines[0]]
    for wrapped, below in zip(breaks, lines[1:], strict=True):
        pieces += [" " if wrapped and (below[0].islower() or sure >= _SURELY_WRAPPED) else "\n", below]
    return "".join(pieces)


def _is_wrapped(line: str, below: str, longest: int) -> bool:
    if len(line) < _SHORTEST_WRAPPED or _ENDED.search(line) or _BEGINS_SOMETHING.match(below):
        return False
    return len(line) + 1 + len(below.split(None, 1)[0]) > longest
