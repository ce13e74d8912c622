"""The header that mail programs put above history: 'Fra: … Sendt: … Til: … Emne: …', in the languages they speak.

'Fra: 1. januar / Til: 31. december' in a letter is none, nor is a memo's 'Fra: / Dato: / Emne:', nor the
minutes of a meeting: a mail program gives the year and the time of day, and addresses.
"""

import re
from enum import Enum, auto

from parsers.markup.history import is_mark

LOOKED_AT = 1_000
"""Characters of a line that patterns look at."""
_LABELLED = re.compile(r"^[\s*_|]{0,8}([^\W\d_][^\W\d_ ]{0,20}(?: [^\W\d_]{1,12})?)[*_ \t\xa0]{0,8}:[*_]{0,3}(.*)$")


class Label(Enum):
    """What a line of such a header tells."""

    FROM = auto()
    SENT = auto()
    DATE = auto()
    TO = auto()
    SUBJECT = auto()
    OTHER = auto()


_WORDS = {
    Label.FROM: "fra|from|von|från|van|de|da|lähettäjä|afsender|od",
    Label.SENT: "sendt|sent|gesendet|skickat|verzonden|envoyé|lähetetty|inviato|enviado|wysłano|modtaget"
    "|received|sendt den",
    Label.DATE: "dato|date|datum|päivämäärä|päiväys|data|fecha",
    Label.TO: "til|to|an|till|aan|à|vastaanottaja|a|para|do|modtager",
    Label.SUBJECT: "emne|subject|betreff|ämne|onderwerp|objet|aihe|oggetto|asunto|temat|titel",
    Label.OTHER: "cc|kopi|kopia|kopie|kopio|bcc|prioritet|priority|vigtighed|importance|reply-to|svar til"
    "|vedhæftede filer|vedhæftet|vedhæftninger|vedlegg|attachments|anlagen|sendt af|sent by|bilag",
}
_LABELS = {word: label for label, words in _WORDS.items() for word in words.split("|")}
_DATE = re.compile(
    r"\b(?:\d{1,2}[-./]\d{1,2}[-./]\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}|[^\W\d_]{3,9}-\d{1,2}-\d{2})(?!\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d])|\bkl\.?\s{0,2}\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
# A program puts an address in brackets, or gives nothing else: 'Odense Kommune, post@odense.dk' is a person's.
_ADDRESS = re.compile(r"[<(\[](?:mailto:)?[^<>()\[\]\s]{1,200}@|^\s{0,8}[^\s@]{1,200}@[^\s@]{1,200}\s{0,8}$")
_BLOCK_LINES = 16
_GAP = 3
_LABELS_ABOVE = 4
_MANY = 3
_SEEN = 40
_FIRST = 6


class Certainty(Enum):
    """How sure it is that lines are such a header."""

    NONE = auto()
    LIKELY = auto()
    SURE = auto()


def find_label(line: str) -> Label | None:
    """Find what a line tells, when it is one of a header."""
    found = _LABELLED.match(line[:LOOKED_AT])
    return _LABELS.get(found[1].lower()) if found else None


def has_moment(text: str) -> bool:
    """Say whether a text gives the year and the time of day."""
    text = text[:LOOKED_AT]
    return bool(_DATE.search(text)) and bool(_CLOCK.search(_DATE.sub(" ", text, count=1)))


def judge_header(lines: list[str], at: int) -> Certainty:
    """Say how sure it is that the line there, which names a sender, stands in the header above history."""
    values = _read_values(lines, _find_top(lines, at))
    if Label.FROM not in values or not values.keys() & {Label.TO, Label.SUBJECT}:
        return Certainty.NONE
    address = any(_ADDRESS.search(values.get(label, "")) for label in (Label.FROM, Label.TO, Label.OTHER))
    if has_moment(values.get(Label.SENT, "")) or (address and has_moment(values.get(Label.DATE, ""))):
        return Certainty.SURE
    return Certainty.LIKELY if len(values) >= _MANY and _is_like_a_programs(values) else Certainty.NONE


def _is_like_a_programs(values: dict[Label, str]) -> bool:
    """Say whether labels tell what a mail program tells, though some of it is missing."""
    dated = bool(_DATE.search(values.get(Label.SENT, "")))
    return dated or (len(values) > _MANY and has_moment(values.get(Label.DATE, "")))


def _read_values(lines: list[str], top: int) -> dict[Label, str]:
    """Return what the labels tell, each with the line below it, where long ones go on and short ones stand."""
    values: dict[Label, str] = {}
    gap = 0
    for at in range(top, min(top + _BLOCK_LINES, len(lines))):
        found = _LABELLED.match(lines[at][:LOOKED_AT])
        label = _LABELS.get(found[1].lower()) if found else None
        gap = 0 if label else gap + 1
        if gap > _GAP or (label is Label.FROM and label in values):
            break
        if found and label and label not in values:
            values[label] = f"{found[2]} {_read_on(lines, at + 1)}"
    return values


def _read_on(lines: list[str], at: int) -> str:
    """Return the next lines up to the next label."""
    below: list[str] = []
    for line in lines[at : at + _GAP - 1]:
        if find_label(line):
            break
        below.append(line[:LOOKED_AT])
    return " ".join(below)


def _find_top(lines: list[str], at: int) -> int:
    """Return the first line of the labels around a line."""
    top = at
    while top and at - top < _LABELS_ABOVE and find_label(lines[top - 1]) not in {None, Label.FROM}:
        top -= 1
    return top


def find_header_top(lines: list[str], at: int) -> int:
    """Return where a header really begins: labels above the sender, and a line drawn above them, belong to it."""
    top = _find_top(lines, at)
    above = top
    while above and not lines[above - 1]:
        above -= 1
    return above - 1 if above and is_rule(lines[above - 1]) else top


def find_header_end(lines: list[str], start: int) -> int:
    """Return the line after the banner and the labels that open a message of the history."""
    end, opened = start + 1, False
    for at, line in enumerate(lines[start : start + _BLOCK_LINES], start):
        label = find_label(line)
        if (label is Label.FROM and opened) or at - end >= _GAP:
            break
        opened = opened or label is Label.FROM
        if label:
            end = at + 1
    return min(end, len(lines))


_RULE = re.compile(r"^\s{0,8}[_*=\-–—]{5,}\s*$")


def is_rule(line: str) -> bool:
    """Say whether a line is drawn."""
    return bool(_RULE.match(line[:LOOKED_AT]))


def confirms_history(lines: list[str], at: int) -> bool:
    """Say whether below a program's own mark there is a header, in whatever language.

    A mark alone proves nothing: people delete the history and write where it stood.
    """
    seen = [line for line in lines[at : at + _SEEN] if line and not is_mark(line)][:_FIRST]
    labelled = [found for line in seen if (found := _LABELLED.match(line[:LOOKED_AT]))]
    if not labelled or not _LABELLED.match(seen[0][:LOOKED_AT]):
        return bool(seen) and _is_banner(seen[0])
    known = sum(found[1].lower() in _LABELS for found in labelled)
    text = " ".join(line[:LOOKED_AT] for line in seen)
    return known > 1 or (len(labelled) > 1 and "@" in text and has_moment(text))


_BANNER = re.compile(
    r"^[\s*]{0,8}(?:[-_=‐]{2,}\s{0,3}|begin |start på |anfang der )(?:"
    r"oprindelig (?:meddelelse|besked|mail|aftale)|original (?:message|melding|appointment|e-?mail)|originalmeddelande"
    r"|originalnachricht|original-nachricht|ursprüngliche (?:nachricht|e-mail)|ursprungligt meddelande"
    r"|opprinnelig melding|urspr\. nachricht|alkuperäinen viesti|oorspronkelijk bericht|message d'origine"
    r"|mensaje original|messaggio originale|mensagem original"
    r"|(?P<forward>videresendt? (?:meddelelse|besked|mail|melding|brev|af)|forwarded (?:message|by|mail)"
    r"|vidarebefordrat (?:meddelande|brev)|weitergeleiteten? nachricht|videresendt\b|message transféré"
    r"|doorgestuurd bericht|välitetty viesti))",
    re.IGNORECASE,
)
# Notes: '-----Fie Jensen <fie@kl.dk> skrev: -----'; GroupWise: '>>> Fie Jensen <fie@kl.dk> 28-06-2019 14:05 >>>'.
_WROTE_BANNER = re.compile(r"^\s{0,8}-{3,}.{1,300}\b(?:skrev|wrote|schrieb)\s?:?\s{0,3}-{3,}\s*$", re.IGNORECASE)
_ARROWS = re.compile(r"^>>> .{1,300}\d.{0,100}>>>$")
_FORWARDED = re.compile(
    r"^\s{0,8}(?:videresendt (?:besked|melding)|forwarded message|vidarebefordrat brev)\s?:\s*$", re.IGNORECASE
)


def _is_banner(line: str) -> bool:
    return find_banner(line) is not None


def find_banner(line: str) -> bool | None:
    """Find whether a line announces history; True where it says that it is passed on."""
    text = line[:LOOKED_AT]
    if banner := _BANNER.match(text):
        return banner["forward"] is not None
    if _WROTE_BANNER.match(text) or _ARROWS.match(text):
        return False
    return True if _FORWARDED.match(text) else None
