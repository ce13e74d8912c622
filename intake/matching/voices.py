"""Hears that a mail from a municipality's address speaks for somebody else: a party, a board, the writer himself."""

import re

from domain.pattern import compile_late
from intake.classification.phrases import Phrase
from intake.matching.bodies import (
    ANOTHER,
    ANOTHER_BODY,
    ENDORSES,
    HEADS_LETTER,
    IS_NAMED,
    IS_SPOKEN_OF,
    OTHERS_ANSWER,
    OWN_ANSWER,
    SPEAKS_FIRST,
)
from intake.matching.owners import (
    brings_answer_of_another,
    is_on_behalf,
    signs_as_another,
    speaks_as_another,
)
from intake.matching.spelling import Folded
from intake.matching.traces import Traces

# Each pattern begins with plain letters: so a text in which they do not stand is passed over at once.
_ON_BEHALF = compile_late(r"vegne\s+af")
_TOGETHER = compile_late(r"fælles\s*(?:hørings)?svar")
_AS_ENCLOSURE = compile_late(r"\b(?:samt|og|med|plus|inkl\w{0,7}\.?)\s+(?:\w{1,9}\s+)?(?:hørings)?$")
"""What stands before it makes an enclosure of the answer of others: "vores svar samt svar fra skolebestyrelserne"."""
_ANSWER_FROM = compile_late(r"svar(?:et)?\s+fra")
_HANDED_OVER = compile_late(
    r"(?:her(?:med)?|sender|videresender)\s+(?:(?:lige|bare|blot|hermed|jer)\s+)?"
    r"(?:(?:er|kommer|følger|sendes|fremsendes)\s+)?(?:et\s+)?(?:hørings)?(?:svar|udtalelse|input)(?:et|n)?\s+fra$"
)
_HANDS_OVER_FROM = compile_late(r"(?:svar|udtalelse|input)(?:et|n)?\s+fra")
_LONGEST_HAND_OVER = 80
_TITLE = 200
_MINORITY = compile_late(
    r"\A\s*(?:(?:hej|kære|til)\b[^\n]{0,80}\n\s*)?(?:hermed |vedhæftet |her er )?(?:en |vores |min )?"
    r"mindretalsudtalelse"
)
_OWN_VOICES: tuple[re.Pattern[str] | Phrase, ...] = (
    compile_late(
        r"ikke (?:er )?(?:et )?(?:udtryk for )?(?:kommunens|udvalgets|byrådets|kommunalbestyrelsens|forvaltningens) "
        r"(?:\w+ )?(?:svar|høringssvar|holdning)\b"
    ),
    compile_late(r"personlige? (?:kommentar|bemærkning|holdning|synspunkt|mening|høringssvar|svar)"),
    compile_late(r"på egne vegne\b"),
    compile_late(r"som privatperson\b"),
    compile_late(r"ikke (?:på vegne af|for) (?:kommunen|byrådet|udvalget|forvaltningen|kommunalbestyrelsen)\b"),
    compile_late(
        r"(?:skriver|udtaler mig|svarer) (?:\w+ )?som (?:menigt |almindeligt )?(?:medlem|far|mor|forælder|borger|elev|"
        r"lærer|pædagog|skoleleder|tillids\w+|bedste\w+)\b"
    ),
    compile_late(
        r"som (?:\w+ ){0,2}(?:byrådsmedlem|byrådspolitiker|"
        r"\w*(?:(?<!kommunal)bestyrelses|forenings|kreds|klub|(?<!by)råds)formand|lærer|pædagog|skoleleder|forælder|far|mor|borger|elev|"
        r"tillids\w+|bestyrelsesformand|formand for \w*(?<!kommunal)(?:bestyrelse|elevråd)\w*|"
        r"medlem af (?:udvalget|byrådet))\b"
        r"[^.!?\n]{0,80}\b(?:jeg|mig|min|mit|mine)\b"
    ),
    compile_late(r"(?:rent personligt|for egen regning|taler (?:jeg )?kun for mig selv|mine? private)\b"),
    compile_late(r"ikke på (?:kommunens|udvalgets|byrådets|forvaltningens) vegne\b"),
    compile_late(
        r"(?:jeg|undertegnede) er (?:selv )?(?:lærer|pædagog|forælder|mor|far|elev|skoleleder|borger|tillids\w+|f?tr|"
        r"bedste\w+|medlem af)\b"
    ),
    compile_late(
        r"ikke (?:er )?kommunens(?:[,.]| (?:svar|holdning|synspunkt|officielle))|"
        r"deles ikke (?:\w+ )?af (?:kommunen|udvalget|byrådet|forvaltningen)|"
        r"kommunen (?:svarer|sender|afgiver) (?:\w+ ){0,3}?(?:selv|særskilt|separat|for sig)\b"
    ),
    Phrase(
        ("som ",),
        compile_late(
            r"som (?:ekstern\w*|fhv\.?|tidligere|pensioneret|frivillig) \w*(?:konsulent|chef|leder|lærer|direktør|"
            r"politiker|medlem|borgmester|pædagog|formand|medarbejder|ansat)\b"
        ),
    ),
    Phrase(
        ("konsulent", "advokat", "rådgiver"),
        compile_late(
            r"\b(?:vi|jeg) er (?:\w+ ){0,2}?(?:konsulent|advokat|rådgiver)\w* (?:for|hos|fra|og)\b|"
            r"\bsom (?:konsulent|advokat|rådgiver)\w* for\b|\b(?:konsulent|advokat)(?:firma|hus|kontor|selskab|bureau)"
        ),
    ),
    Phrase(
        ("har hjulpet ", "sidder i "),
        compile_late(
            r"\b(?:vi|jeg) har hjulpet [^.!?\n]{0,40}(?:kommune|svar|formulere)|"
            r"\b(?:jeg|vi) sidder i (?!\w*(?:udvalg|byråd|kommunal))\w*"
            r"(?:bestyrelse|råd|forening)"
        ),
    ),
    Phrase(
        ("formand", "sekretær", "kasserer", "leder", "min ", "som medlem af"),
        compile_late(
            r"\b(?:jeg|undertegnede) er (?:\w+ )?(?:formand|næstformand|sekretær|kasserer|leder) (?:for|i|af|på) "
            r"(?!\w*(?:udvalg|forvaltning|byråd|sekretariat|center|afdeling|område|kommunal))\w*"
            r"(?:bestyrelse|råd|forening|klub|kreds|skole|børneh|parti|netværk)|"
            r"(?:bare|kun|blot|dette er) min (?:\w+ )?(?:holdning|mening)\b|som medlem af (?:mindretallet|oppositionen)"
        ),
    ),
    compile_late(r"\b(?:svaret|dette|det her|det) er ikke (?:vores\b|fra os\b)(?! (?:eneste|endelige|sidste|fulde))"),
    compile_late(
        r"vi har (?:her )?i \w*(?:personale|klub|forening|kreds|bestyrelse|råd|"
        r"(?:dagpleje|lærer|pædagog|forældre|elev)gruppe)(?:n|t|en|et)\b"
    ),
    compile_late(r"uenig med (?:flertallet|udvalget|byrådet|resten)\b"),
)
"""Somebody says that these are his own words, or a minority's."""
_WE_ARE = compile_late(
    r"\bvi er (?:\w+ )?\w*(?:ledere|lærere|pædagoger|forældre|borgere|medarbejdere|dagplejere|elever)\b|"
    r"\b(?:vi|jeg) er (?:en (?:gruppe|kreds) |nogle )\w+"
)
_FOR_HOME = compile_late(
    r"(?:kommunes|kommunens|udvalgets|byrådets) (?:vegne|svar)|vegne af (?:kommunen|udvalget|byrådet)"
)
"""Said by people of the municipality, they were asked to answer for it."""
_MINE = (
    compile_late(r"mi(?:t|ne) (?:eget|egne|egen)\b"),
    compile_late(r"mi(?:t|ne) (?:\w+ )?(?:hørings)?(?:svar|bemærkninger|kommentarer|synspunkter|holdninger)\b"),
)
_OURS = compile_late(r"\bvores politik|\bvi (?:blev|er) enige|\bvi holdt møde")
"""Somebody calls the answer his; beside "kommunens svar" it may be but a note."""
_PARTY_OFFICES = ("gruppeformand", "gruppenæstformand")


def speaks_for_another_body(traces: Traces, *, own_named: bool) -> bool:
    """Say whether it speaks for a party, a board, a club of municipalities, or the writer alone.

    "Svar fra skolebestyrelserne" also stands in municipalities' own letters, as the name of an enclosure:
    where the municipality is named (``own_named``), the mail itself must hand over or speak as another.
    """
    signature = traces.last_lines.lower()
    if any(office in signature for office in _PARTY_OFFICES):
        return True
    opening, small = traces.opening, traces.opening.small
    if IS_NAMED.match(traces.sender_name):
        return True
    if _is_own_voice(small) or _hands_over(opening) or _speaks_first(opening) or _brings_others_answer(traces, small):
        return True
    if _is_titled_by_another(traces) or signs_as_another(signature, small):
        return True
    if speaks_as_another(traces.body, traces.is_own_name) or is_on_behalf(opening.text):
        return True
    return any(_claims_to_speak(opening, own_named=own_named) for opening in traces.openings)


def _is_own_voice(small: str) -> bool:
    if "mindretalsudtalelse" in small and _MINORITY.match(small):
        return True
    if any(voice.search(small) for voice in _OWN_VOICES):
        return True
    if _WE_ARE.search(small) and not _FOR_HOME.search(small):
        return True
    return any(voice.search(small) for voice in _MINE) and not (OWN_ANSWER.search(small) or _OURS.search(small))


def _speaks_first(opening: Folded) -> bool:
    found = SPEAKS_FIRST.match(opening.text)
    if found is None or ENDORSES.search(opening.small):
        return False
    return not (found["says"] and IS_SPOKEN_OF.search(found["says"]))


def _brings_others_answer(traces: Traces, small: str) -> bool:
    if OWN_ANSWER.search(small):
        return False
    return OTHERS_ANSWER.search(small) is not None or brings_answer_of_another(traces.body, traces.is_own_name)


def _hands_over(opening: Folded) -> bool:
    """Say whether the writer only sends on what others have written: "hermed svar fra skolebestyrelsen"."""
    small = opening.small
    return any(
        _HANDED_OVER.search(small[max(0, found.end() - _LONGEST_HAND_OVER) : found.end()])
        for found in _HANDS_OVER_FROM.finditer(small)
        if ANOTHER.match(opening.text, found.end())
    )


def _is_titled_by_another(traces: Traces) -> bool:
    """Say whether the only document says in its title that it is another's: "Høringssvar fra skolebestyrelsen"."""
    if len(traces.own_documents) != 1:
        return False
    title = traces.openings[-1].text[:_TITLE]
    if HEADS_LETTER.match(title):
        return True
    return any(ANOTHER.match(title, found.end()) for found in _ANSWER_FROM.finditer(title.lower()))


def _claims_to_speak(opening: Folded, *, own_named: bool) -> bool:
    text, small = opening.text, opening.small
    if any(ANOTHER.match(text, found.end()) for found in _ON_BEHALF.finditer(small)):
        return True
    if any(ANOTHER_BODY.match(text, found.end()) for found in _TOGETHER.finditer(small)):
        return True
    return not own_named and any(
        ANOTHER.match(text, found.end()) and not _AS_ENCLOSURE.search(small, 0, found.start())
        for found in _ANSWER_FROM.finditer(small)
    )
