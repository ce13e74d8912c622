"""What stands around somebody's words: greeting, signature, and what an office prints under each of its mails."""

import re
from collections.abc import Callable

from domain.pattern import compile_late

_SIGN_OFF = compile_late(
    r"^[ \t>]*(?:-- ?$|(?:med[ \t]+)?(?:venlige?|bedste|kærlige?|mange|de[ \t]+bedste|gode)[ \t]+hils(?:en|ner)\b|"
    r"(?:med[ \t]+)?hils(?:en|ner)\b|(?:mvh|vh|bh|kh|dbh|m\.v\.h|v\.h)\b\.?|(?:kind|best|warm)[ \t]+regards|"
    r"med[ \t]+vänlig|"
    r"vennlig[ \t]+hilsen|mit[ \t]+freundlichen|på (?:\w+ )?(?:udvalgets|kommunens|byrådets|"
    r"forvaltningens)? ?vegne[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = compile_late(
    r"^\s*(?:(?:hej|kære|god(?:morgen|dag)?|hi|dear|hallo|hei|goddag)\b[^\n.!?]{0,60}(?:[,!]?\s*\n|,\s)|"
    r"til (?!spørgsmål|værdi|spm|punkt|pkt|det)[^\n.!?]{0,60}\n)+",
    re.IGNORECASE,
)
_LEAST_ABOVE = 40
"""Characters above the sign-off from which they are what the mail sounds like."""
_TAIL = 1_000
"""Characters after the sign-off up to which they are a signature, and beyond which more was written there."""
_DISCLAIMER = compile_late(
    r"fortrolig|confidential|personoplysninger|databeskyttelse|ved en fejl|privatlivspolitik|behandler dine",
    re.IGNORECASE,
)
_TAIL_WITH_DISCLAIMER = 4_000
_PRINTED = compile_late(
    r"^\W*(?:denne (?:e-?mail|mail|meddelelse)(?: og| kan| er (?:fortrolig|scannet|sendt fra|kontrolleret|virus)|"
    r", herunder)|"
    r"this (?:e-?mail|message)|er du ikke rette modtager|hvis du (?:ikke er rette|har modtaget denne)|"
    r"(?:s(?:å|a)dan )?behandler vi (?:dine|jeres)|vi behandler (?:dine|jeres|person)|læs (?:mere )?om,? (?:hvordan|"
    r"vores)|"
    r"har du spørgsmål,? (?:til behandlingen|kan du kontakte kommunens databe)|"
    r"(?:p )?(?:tænk på miljøet|pas på miljøet|husk miljøet)|please consider the environment|"
    r"sendt fra (?:min|outlook|mail)|sent from my|hent outlook|get outlook|husk:|"
    r"hvor tilfreds er du|obs:|får du (?:en )?(?:e-?mail|mail) fra mig|nyt:|nyhed:|følg (?:os|kommunen)|tilmeld dig|"
    r"læs vores|"
    r"vi svarer normalt inden|send (?:sikkert|sikker post|os sikker)|skriv (?:sikkert )?til os via|følg os på|"
    r"besøg os på|"
    r"sagsnr\.?:? ?\S+ (?:- )?dok|\(?(?:f2|sbsys|acadre|esdh|go|workzone)\b[^\n]{0,40}\)?$)",
    re.IGNORECASE,
)
"""»Denne mail er fortrolig …«, »Tænk på miljøet, før du printer«: paragraphs that nobody wrote this time."""
_PARAGRAPH = compile_late(r"\n[ \t]*\n")
_LONGEST_PRINTED = 1_500


def strip_courtesies(body: str, holds_answer: Callable[[str], bool]) -> str:
    """Return the own words alone; nothing long is ever cut off, nor what ``holds_answer`` knows as one.

    What is printed on each mail is taken off before: ``strip_printed``.
    """
    sign_off = _SIGN_OFF.search(body)
    if sign_off:
        tail = body[sign_off.start() :]
        longest = _TAIL_WITH_DISCLAIMER if _DISCLAIMER.search(tail) else _TAIL
        body = body[: sign_off.start()] if len(tail) <= longest and not holds_answer(tail) else body
    return _GREETING.sub("", body, count=1).strip()


def cut_at_sign_off(text: str) -> str:
    """Return what stands above the first sign-off; where that is next to nothing, the text itself."""
    sign_off = _SIGN_OFF.search(text)
    return text[: sign_off.start()] if sign_off and sign_off.start() >= _LEAST_ABOVE else text


def strip_printed(body: str) -> str:
    """Return the text without what is printed on each mail; what begins it was always written."""
    first, *others = _PARAGRAPH.split(body.strip())
    kept = [p for p in others if len(p) > _LONGEST_PRINTED or not _PRINTED.match(p)]
    return body if len(kept) == len(others) else "\n\n".join((first, *kept))
