"""Hears that a mail from a municipality's address speaks for somebody else: a party, a board, the writer himself."""

import re
from collections.abc import Iterator

from domain.message import ReadMail
from intake.documents import find_own_documents
from intake.matching.names import fold
from intake.matching.places import read_signature

OPENING = 1500
"""Characters of each text in which it says in whose name it speaks."""

_BODY = (
    r"(?:KKR|K17|Greater\s+Copenhagen|Business\s+Region|Trekantområdet|Byregion\w*|[Kk]ommunerne|"
    r"BUPL|DLF|Danmarks\s+Lærerforening|Skole\s+og\s+Forældre|FOLA|"
    r"(?:[Ss]kole|[Ff]orældre|[Ii]nstitutions|[Dd]aginstitutions|[Ff]ælles)bestyrelse\w*|"
    r"(?:[Ee]lev|[Uu]nge|[Uu]ngdoms|[Bb]ørne|[Hh]andicap|[Ff]orældre|[Ff]ælleselev|[Ii]ntegrations|[Ll]okal)råd\w*|"
    r"\w*(?:[Ll]ærer|[Cc]hef|[Ll]eder|[Ff]orældre|[Ee]lev|[Bb]orger|[Pp]ædagog)forening\w*|"
    r"(?:[Ll]ærer)kreds\w*|(?:[Hh]oved)?-?MED-?udvalg\w*|[Bb]ørnehuset|[Ll]okallisten)\b"
)
_PARTY = (
    r"(?:Socialdemokrat\w*|Venstre|(?:Det\s+)?Konservative|Dansk\s+Folkeparti|SF|Enhedslisten|(?:Det\s+)?Radikale|"
    r"Liberal\s+Alliance|Alternativet|Nye\s+Borgerlige|Lokallisten|[Mm]indretallet|"
    r"(?:Venstre|SF-?|[Bb]yråds|[Pp]arti)gruppen)(?:s|'s)?\b"
)
_NEAR = r"(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+"
_WHO = rf"(?:{_NEAR}{_BODY}|[^\w.!?]+{_PARTY})"
_FOR_ANOTHER_BODY = re.compile(rf"[Pp]å\s+vegne\s+af{_WHO}|[Ff]ælles\s*(?:hørings)?svar{_NEAR}{_BODY}")
_FROM_ANOTHER_BODY = re.compile(rf"(?:[Hh]ørings)?[Ss]var(?:et)?\s+fra{_WHO}")
_HANDED_OVER = re.compile(
    rf"(?:[Hh]er(?:med)?|[Ss]ender|[Vv]ideresender)\s+(?:(?:lige|bare|blot|hermed|jer)\s+)?(?:(?:er|kommer|følger|sendes|fremsendes)\s+)?(?:et\s+)?(?:hørings)?(?:svar|udtalelse|input)"
    rf"(?:et|n)?\s+fra{_WHO}"
)
_SPEAKS_FIRST = re.compile(
    rf"\A\s*(?:(?:Hej|Kære|Til)\b[^\n.]{{0,80}}[\n.]\s*)?(?:{_BODY}|{_PARTY})[^\n.]{{0,80}}?\s"
    r"(?:sender|afgiver|fremsender|vil\s+gerne|takker|hermed)\b"
)
"""The first words name who writes; "elevrådene er blevet hørt" is the municipality's own report."""
_OWN_VOICE = re.compile(
    r"\A\s*(?:(?:hej|kære|til)\b[^\n]{0,80}\n\s*)?(?:hermed |vedhæftet |her er )?(?:en |vores |min )?"
    r"mindretalsudtalelse|"
    r"ikke (?:er )?(?:et )?(?:udtryk for )?(?:kommunens|udvalgets|byrådets|kommunalbestyrelsens|forvaltningens) "
    r"(?:\w+ )?(?:svar|høringssvar|holdning)\b|"
    r"\bpersonlige? (?:kommentar|bemærkning|holdning|synspunkt|mening|høringssvar|svar)|"
    r"\bpå egne vegne\b|\bsom privatperson\b|"
    r"\bikke (?:på vegne af|for) (?:kommunen|byrådet|udvalget|forvaltningen|kommunalbestyrelsen)\b|"
    r"\b(?:skriver|udtaler mig|svarer) (?:\w+ )?som (?:menigt |almindeligt )?medlem\b",
    re.IGNORECASE,
)
"""Somebody says that these are his own words, or a minority's."""
_PARTY_OFFICE = re.compile(r"\bgruppeformand\b|\bgruppenæstformand\b", re.IGNORECASE)


def speaks_for_another_body(mail: ReadMail, *, own_named: bool) -> bool:
    """Say whether it speaks for a party, a board, a club of municipalities, or the writer alone.

    "Svar fra skolebestyrelserne" also stands in municipalities' own letters, as the name of an enclosure:
    where the municipality is named (``own_named``), the mail itself must hand over or speak as another.
    """
    if _PARTY_OFFICE.search(read_signature(mail)):
        return True
    body = fold(mail.body[:OPENING])
    if any(voice.search(body) for voice in (_OWN_VOICE, _HANDED_OVER, _SPEAKS_FIRST)):
        return True
    claims = (_FOR_ANOTHER_BODY,) if own_named else (_FOR_ANOTHER_BODY, _FROM_ANOTHER_BODY)
    return any(claim.search(text) for text in list_openings(mail) for claim in claims)


def list_openings(mail: ReadMail) -> Iterator[str]:
    """Yield subject, own words and documents, each as far as it may say in whose name it speaks."""
    yield fold(mail.headers.subject)
    yield fold(mail.body[:OPENING])
    for document in find_own_documents(mail):
        yield fold(document.extracted.text[:OPENING])
