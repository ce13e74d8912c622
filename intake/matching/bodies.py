"""Names of bodies that are not the municipality: boards, unions, schools, parties, clubs of municipalities."""

from domain.pattern import compile_late

_CLUBS = (
    r"KKR|K17|4K|6-?byerne|Greater\s+Copenhagen|Business\s+Region|Trekantområdet|Byregion\w*|[Kk]ommunekontaktråd\w*|"
    r"Vestegn\w*|BKF|BUPL|DLF|FOA|FOLA|Skole\s+og\s+Forældre"
)
_COUNCILS = (
    r"(?:[Ee]lev|[Uu]nge|[Uu]ngdoms|[Bb]ørne|[Hh]andicap|[Ff]orældre|[Ff]ælleselev|[Ii]ntegrations|[Ll]okal|[Ææ]ldre|"
    r"[Uu]dsatte|[Bb]ruger|[Ii]dræts|[Ff]olkeoplysnings)råd\w*"
)
_DEPARTMENTS = (
    r"(?:Team|Stab(?:en)?|Fælles|Område[rt]?|\w{0,30}(?:[Cc]ent(?:er|ret)|[Aa]fdeling(?:en)?|[Ss]ekretariat(?:et)?|"
    r"[Ff]orvaltning(?:en)?))"
)
"""Before "Skole" they make it a field of work: "Team Skole", "Center Skole"."""
_BOARDS = (
    rf"{_CLUBS}|{_COUNCILS}|(?![Kk]ommunal)\w{{2,40}}bestyrelse\w*|(?!\w*[Ll]andsforening)\w{{2,40}}forening(?:en|er|erne)?|"
    r"(?:[Ff]ælles)?[Tt]illids(?:mand|repræsentant|folk|valgt)\w*|[Ll]ærerkreds\w*|[Kk]reds\s\d+|"
    r"(?:[Hh]oved|[Oo]mråde)?-?MED-?udvalg\w*|(?:[Hh]oved|[Oo]mråde|[Ss]ektor|[Ll]okal|[Cc]enter|[Ff]ag)-?MED|"
    r"[Mm]edarbejdersiden?|[Ll]okallisten|"
    r"[Bb]ørnehus\w*|[Bb]ørnehaven|[Dd]agplejen|(?![Ff]olke)[A-ZÆØÅ]\w{1,30}skolen|"
    rf"(?!(?:Vores|Alle|Hver|Begge|Mange|Nogle)\s|{_DEPARTMENTS}\sSkole\b)[A-ZÆØÅ][\w.-]{{1,30}}\s(?:Skole|Friskole|Privatskole|Gymnasium|Børnehave|Børnehus|Vuggestue|Ungdomsskole|SFO)"
)
_BODY = rf"(?:{_BOARDS}|[Kk]ommunerne)\b"
PARTY = (
    r"(?:Socialdemokrat\w*|Venstre|(?:Det\s+)?Konservative|Dansk\s+Folkeparti|SF|Enhedslisten|(?:Det\s+)?Radikale|"
    r"Liberal\s+Alliance|Alternativet|Nye\s+Borgerlige|Kristendemokraterne|Borgerlisten|Lokallisten|[Mm]indretallet|"
    r"[Ee]t\s+mindretal|[Oo]ppositionen|(?:Venstre|SF-?|[Bb]yråds|[Pp]arti|[A-ZÆØÅ]-)gruppen)(?:s|'s)?\b"
)
_NEAR = r"(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+"

ANOTHER_BODY = compile_late(rf"{_NEAR}{_BODY}")
"""A body within the next words."""
ANOTHER = compile_late(rf"(?:{_NEAR}{_BODY}|[^\w.!?]+{PARTY})")
"""A body within the next words, or a party in the next."""

_GREETING = r"\A\s*(?:(?:Hej|Kære|Til)\b[^\n.]{0,80}[\n.]\s*)?"
_SPEAKING = (
    r"(?:sender|afgiver|fremsender|vedlægger|indsender|vil\s+gerne|takker|hermed|"
    r"har\s+(?:(?:\w+\s+){0,5}?(?:skrevet|lavet|formuleret)|følgende|samlet))"
)
_PEOPLE = (
    r"(?:[Ll]ærerne|[Pp]ædagogerne|[Ff]orældrene|[Ee]leverne|[Mm]edarbejderne|[Pp]ersonalet|[Ss]kolelederne|[Ll]ederne|"
    r"[Dd]agplejerne|[Kk]ommunerne|[Vv]ores\s+\w+(?:ledere|lærere|elever)|[Ee]n\s+gruppe\s+\w+|[Nn]ogle\s+\w+)\b"
)
SPEAKS_FIRST = compile_late(
    rf"{_GREETING}(?:Vi,?\s+(?:i|fra|på)\s+|I\s+|På\s+)?(?:(?:{_BOARDS})\b|{PARTY})(?P<says>[^\n.!?]{{1,200}})|"
    rf"{_GREETING}{_PEOPLE}(?:[^\n.]|\d\.){{0,80}}?\s{_SPEAKING}\b"
)
"""The first words name who writes."""
IS_SPOKEN_OF = compile_late(
    r"\b(?:er|blev|bliver|var|har\s+været|har|havde)\s+(?:\w+\s+){0,2}?"
    r"(?:hørt|inddraget|involveret|spurgt|orienteret|inviteret|bidraget|deltaget|givet|haft|udtalt\s+sig)\b|"
    r"\A\s+(?:bør|skal|mangler|skulle|burde|\w+es)\b|"
    r"\bhavde\b|\b(?:\w{1,30}udvalget|byrådet|kommunalbestyrelsen|forvaltningen|vi)\s+"
    r"(?:mener|har|finder|bakker|støtter|ønsker|er|deler)\b"
)
"""Said of a body, this is the municipality's own report: "elevrådene er blevet hørt"."""

ENDORSES = compile_late(
    r"\b(?:bakker|støtter|deler|er|gør|mener|finder|tilslutter|har|ser|anbefaler)\s+(?:et\s+flertal\s+i\s+)?"
    r"(?:udvalget|byrådet|kommunalbestyrelsen|forvaltningen)\b|\b(?:bakker|støtter|deler|gør)\s+vi\b|\bflertal\w*\s+i\s+(?:udvalget|byrådet)|"
    r"(?<!\bi )\b(?:udvalget|byrådet|kommunalbestyrelsen|forvaltningen)\s+"
    r"(?:\w+er|har|vedtog|godkendte|besluttede)\b|"
    r"\A[^.]{0,100}bemærkninger[^.]{0,40}\bbilag\b"
)
"""Said anywhere in it, the answer is the municipality's, whoever else is named first."""

HEADS_LETTER = compile_late(rf"\A\s*(?:(?:{_BOARDS})\b|{PARTY}|Region\s)[^\n.!?]{{0,60}}\n")
"""A letter whose first line is the name of a body."""
IS_NAMED = compile_late(rf"\s*(?:(?:{_BOARDS})\b|{PARTY})")
"""The name beside an address: "MED-udvalget <med-bu@randers.dk>"."""

OTHERS_ANSWER = compile_late(
    r"(?:lærer|pædagog|medarbejder|leder|elev|forældre|børn)e?(?:ne|rne|nes|rnes)s? (?:\w+ )?"
    r"(?:hørings)?(?:svar|udtalelse|bemærkninger|kommentarer|input)\b|"
    r"(?:send|her(?:med)?\b|vedh|vedlag|følger)[^.!?\n]{0,60}\bderes (?:\w+ )?"
    r"(?:hørings)?(?:svar|udtalelse|bemærkninger|besvarelse)\b"
)
"""An answer that is said to be others': "lærernes høringssvar", "hermed deres svar"."""
OWN_ANSWER = compile_late(
    r"\b(?:vores|kommunens|udvalgets|byrådets|kommunalbestyrelsens|forvaltningens|kommunes) (?:\w+ )?"
    r"(?:hørings)?(?:svar|udtalelse|bemærkninger|kommentarer|besvarelse|input)"
)
"""An answer that is said to be the municipality's own."""
