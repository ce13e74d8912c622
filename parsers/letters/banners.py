"""What the server that takes a mail in writes above its words: that it comes from outside, that its sender is new.

Exchange Online writes the second by itself (the "first contact safety tip" of its anti-phishing policies); the first is
a transport rule of each organisation, in its own words. Such notices stand above nearly every mail from outside, the
answers that matter with them, and are nobody's answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.markup.history import SIGNS

_LOOKED_AT = 3_000
"""Signs from the top: two such notices, with long addresses in them."""
_LONGEST_HEADING = 60
_SHORT_LINE = 50
"""Signs; a shorter line was not wrapped, so it ends there."""

_MAIL = r"(?:e-?mails?|mails?|beske[dt]\w*|meddelelse\w*|henvendelse\w*|messages?)"
_WITHIN = (
    r"(?:organi[sz]ation(?:en|s)?|kommunen?|virksomhed(?:en)?|koncern(?:en)?|netværk(?:et)?|kl|company|network|domain)"
)
_OUTSIDE = (
    r"(?:(?:ekstern\w*|external) (?:e-?mail-?|mail-?)?(?:afsender|kilde|adresse|konto|sender|source|address|account)\w*"
    r"|udefra|(?:from )?outside|uden ?for (?:(?:din|jeres|vores|egen|the|your|our) )?" + _WITHIN + r"\b)"
)
_OPENS = re.compile(
    # Denne mail kommer fra en ekstern afsender. This message originated from outside of the organization.
    rf"\b(?:denne|this|den her|nedenstående) {_MAIL} (?:\S+ ){{0,6}}?{_OUTSIDE}\b"
    rf"|^\W*(?:ekstern|external) {_MAIL}\W{{1,4}}.{{0,120}}\b(?:links?|vedhæft\w*|attachments?|{_OUTSIDE})\b"
    # [EKSTERN MAIL]   *** EXTERNAL ***   ADVARSEL: EKSTERN AFSENDER
    r"|^\W*(?:(?:advarsel|obs|bemærk|caution|warning)\W{1,4})?(?:ekstern|external)"
    rf"(?:[ -](?:{_MAIL}|afsender|sender))?\W*$"
    # Du får ikke ofte mails fra … Some people who received this message don't often get email from …
    r"|\b(?:får|modtager) (?:ikke|sjældent) (?:så )?(?:ofte )?(?:e-?mails?|mails?|beskeder|meddelelser) fra\b"
    rf"|\b(?:don.?t|do not) often (?:get|receive) {_MAIL} from\b",
    re.IGNORECASE,
)
_WARNS = re.compile(
    r"^\W*(?:caution|warning|attention|important|notice|advarsel|obs|bemærk|vigtigt?|pas på|sikkerhedsadvarsel)\b",
    re.IGNORECASE,
)
"""As a heading of its own, such a word belongs to the notice below it; by itself it says nothing."""
_GOES_ON = re.compile(
    r"\b(?:do not|don.?t|never|undlad|klik|åbn|tryk|click|open|kritisk|opmærksom|varsom|forsigtig|cautious|careful)\b"
    r".{0,100}\b(?:links?|vedhæft\w*|attachments?|filer|bilag)\b"
    r"|\b(?:recogni[sz]e|trust|know|verify) (?:and trust )?(?:the|this) (?:sender|content)"
    r"|\b(?:kender|genkender|stoler på) (?:du )?(?:ikke )?(?:og stoler på )?afsender"
    r"|\b(?:learn why this is important|få mere at vide om, hvorfor)"
    r"|\b(?:anmeld|rapporter|report|videresend|forward)\w*\b.{0,80}\b(?:phishing|spam|mistænkelig\w*|suspicious)\b"
    r"|\b(?:hvis du er i tvivl|er du i tvivl|if (?:you are )?(?:in doubt|unsure))\b"
    r"|^\W*https?://aka\.ms/LearnAbout",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:vi|jeg|os|vores)\b|svar(?:et|ene)?\b(?! ikke)|udtalelse|bemærkning|kommentar|kerneværdi|høring|udvalg|byråd"
    r"|udkast|formand|\bat (?:de[nt]?|vedhæft\w*|bilag\w*)\b|\bbilag \d",
    re.IGNORECASE,
)
"""Words of a person, or of the matter: no server says them, whatever else the sentence holds."""
_ENDS = re.compile(
    r"[.!?][\"')\]>*]{0,4}(?=\s|$)|\n[ \t]*(?=\n|$)|\n"
    # Exchange's own notice has no full stop.
    r"|(?:learn why this is important|få mere at vide om, hvorfor de\w+ er vigtigt)(?: at)?"
    r"(?: ?[<\[(]?https?://\S+)?[ \])>]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\W+")
_BLANKED = ((SIGNS, " "), ("\xa0\r", " "), ("’", "'"))


@dataclass(frozen=True, slots=True)
class Headed:
    """A text, and the notices that stood above it."""

    text: str
    banners: str = ""


def take_banners(text: str) -> Headed:
    """Take the notices of a receiving server from the top of a text; what is not surely one stays."""
    # Each sign is one blank, so that what is found here stands in the text itself at the same place.
    top = _blank(text[:_LOOKED_AT])
    cut, opened, warned, ruled = 0, False, False, False
    for end, sentence in _list_sentences(top):
        if _OWN.search(sentence):
            break
        if _OPENS.search(sentence):
            cut, opened = end, True
        elif opened and (_GOES_ON.search(sentence) or (ruled and _RULE.fullmatch(sentence))):
            cut = end
        elif not opened and not warned and len(sentence) < _LONGEST_HEADING and _WARNS.match(sentence):
            warned = True
        elif sentence and not _RULE.fullmatch(sentence):
            break
        ruled = ruled or (not opened and bool(_RULE.fullmatch(sentence)))
    return Headed(text[cut:], top[:cut].strip()) if cut else Headed(text)


def _blank(top: str) -> str:
    for signs, blank in _BLANKED:
        for sign in signs:
            top = top.replace(sign, blank)
    return top


def _list_sentences(top: str) -> Iterator[tuple[int, str]]:
    """Yield where each sentence ends, and the sentence; a line that was wrapped goes on in the next."""
    begin = line = 0
    for found in _ENDS.finditer(top):
        is_break = found.group() == "\n"
        wrapped = is_break and found.start() - line >= _SHORT_LINE and top[found.end() : found.end() + 1].islower()
        if is_break:
            line = found.end()
        if not wrapped:
            yield found.end(), " ".join(top[begin : found.end()].split())
            begin = found.end()
    yield len(top), " ".join(top[begin:].split())
