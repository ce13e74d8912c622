"""Names of bodies that are not the municipality: boards, councils, unions, parties, clubs of municipalities."""

import re

_BOARDS = (
    r"KKR|K17|Greater\s+Copenhagen|Business\s+Region|Trekantområdet|Byregion\w*|"
    r"BUPL|DLF|FOA|Danmarks\s+Lærerforening|Skole\s+og\s+Forældre|FOLA|"
    r"(?:[Ss]kole|[Ff]orældre|[Ii]nstitutions|[Dd]aginstitutions|[Ff]ælles)bestyrelse\w*|"
    r"(?:[Ee]lev|[Uu]nge|[Uu]ngdoms|[Bb]ørne|[Hh]andicap|[Ff]orældre|[Ff]ælleselev|[Ii]ntegrations|[Ll]okal)råd\w*|"
    r"\w*(?:[Ll]ærer|[Cc]hef|[Ll]eder|[Ff]orældre|[Ee]lev|[Bb]orger|[Pp]ædagog)forening\w*|"
    r"(?:[Ff]ælles)?[Tt]illids(?:mand|repræsentant|folk)\w*|"
    r"(?:[Ll]ærer)kreds\w*|(?:[Hh]oved)?-?MED-?udvalg\w*|[Bb]ørnehuset|[Ll]okallisten"
)
_BODY = rf"(?:{_BOARDS}|[Kk]ommunerne)\b"
_PARTY = (
    r"(?:Socialdemokrat\w*|Venstre|(?:Det\s+)?Konservative|Dansk\s+Folkeparti|SF|Enhedslisten|(?:Det\s+)?Radikale|"
    r"Liberal\s+Alliance|Alternativet|Nye\s+Borgerlige|Lokallisten|[Mm]indretallet|"
    r"(?:Venstre|SF-?|[Bb]yråds|[Pp]arti)gruppen)(?:s|'s)?\b"
)
_NEAR = r"(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+"

ANOTHER_BODY = re.compile(rf"{_NEAR}{_BODY}")
"""A body within the next words."""
ANOTHER = re.compile(rf"(?:{_NEAR}{_BODY}|[^\w.!?]+{_PARTY})")
"""A body within the next words, or a party in the next."""

_GREETING = r"\A\s*(?:(?:Hej|Kære|Til)\b[^\n.]{0,80}[\n.]\s*)?"
_SPEAKING = r"(?:sender|afgiver|fremsender|vil\s+gerne|takker|hermed)"
SPEAKS_FIRST = re.compile(
    rf"{_GREETING}(?:(?:{_BOARDS})\b|{_PARTY})(?P<says>[^\n.!?]{{1,200}})|"
    rf"{_GREETING}[Kk]ommunerne\b[^\n.]{{0,80}}?\s{_SPEAKING}\b"
)
"""The first words name who writes."""
IS_SPOKEN_OF = re.compile(
    r"\b(?:er|blev|bliver|var|har\s+været|har|havde)\s+(?:\w+\s+){0,2}?"
    r"(?:hørt|inddraget|involveret|spurgt|orienteret|inviteret|bidraget|deltaget|givet|haft|udtalt\s+sig)\b"
)
"""Said of a body, this is the municipality's own report: "elevrådene er blevet hørt"."""

OTHERS_ANSWER = re.compile(
    r"(?:lærer|pædagog|medarbejder|leder|elev|forældre|børn)e?(?:ne|rne|nes|rnes)s? (?:\w+ )?"
    r"(?:hørings)?(?:svar|udtalelse|bemærkninger|kommentarer|input)\b"
)
"""An answer that is said to be others': "lærernes høringssvar"."""
OWN_ANSWER = re.compile(
    r"\b(?:vores|kommunens|udvalgets|byrådets|kommunalbestyrelsens|forvaltningens|kommunes) (?:\w+ )?"
    r"(?:hørings)?(?:svar|udtalelse|bemærkninger|kommentarer|besvarelse|input)"
)
"""An answer that is said to be the municipality's own."""
