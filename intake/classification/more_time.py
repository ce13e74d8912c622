"""Requests for more time: what they sound like, and until when they ask."""

from collections.abc import Iterable
from datetime import date

from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.declining import says_nothing
from intake.classification.named_days import NamedDay, find_days
from intake.classification.phrases import Phrase, holds_any

_DEADLINE_STEMS = (
    "frist", "udsæt", "udskyd", "udskudt", "henstand", "respit", " tid", "svartid", "deadline", "1. november", "i tide",
    "høringsperiode", "svardato", "rettidig",
)  # fmt: skip
_DAY_STEMS = (
    "dag", "uge", "måned", "senere", "først", "for sent", "forsink", "få ", "have ", "give os", "vente", "aflever",
    "tid", "frist", "tillader", "forlængelse", "svare senest", "efter", "medio", "ultimo", "primo", "den ",
)  # fmt: skip
TIME_STEMS = (*_DEADLINE_STEMS, *_DAY_STEMS)
"""Without one of these nobody asks for time: to look for them costs less than to ask the patterns in vain."""
EXTENSION = compile_late(
    r"udsættelse|henstand\b|respit\b|dispensation[^.]{0,40}frist|overskrid\w*[^.]{0,30}\bfrist|"
    r"frist\w*[^.]{0,40}overskrid|"
    r"\bom (?:\w+ )?frist(?:en)? til\b|er fristen (?:fast|endelig|ufravigelig|fleksibel|absolut)|"
    r"udsætte\w*[^.]{0,40}\bfrist|"
    r"frist\w*[^.]{0,60}\b(?:udsæt|udskyd|forlæng|rykke)|"
    r"(?:forlæng|udskyd|udskudt|udsat|ryk)\w*[^.]{0,40}frist|"
    r"fristforlængelse|(?:længere|senere|ny|anden|udvidet|udvidelse af) (?:\w+ )?(?:svar|hørings)?frist|"
    r"(?:ekstra|yderligere) (?:svar)?frist\b|"
    r"(?:ekstra|mere|længere) (?:svar)?tid\b(?! end (?:normal|sædvanlig|vanlig|ellers))"
    r"(?! (?:sammen|med|i|på|hos|ude|til (?!(?:at )?\w*(?:svar|behandl|udarbejd|"
    r"afgive|drøft|kvalificer|indsend|formuler|det\b|opgaven|høring|bidrag))))|"
    r"(?:svare?|aflevere|indsende|fremsende|sende)\b[^.]{0,60}\befter (?:\w+ )?frist|"
    r"(?:ikke|svært ved at) (?:kan )?(?:nå|overholde)[^.]{0,60}frist|\bnår (?:\w+ ){0,2}ikke [^.]{0,40}frist|"
    r"frist\w*[^.]{0,40}ikke (?:kan )?(?:nå|overholde)|"
    r"frist\w*[^.]{0,40}(?:for kort|kan ikke (?:nås|overholdes|holdes))|"
    r"extension of (?:the|our) deadline|deadline[^.]{0,40}(?:extended|extension)"
)
"""Speaks of more time than was given."""
_ASKS_FOR_DAY = Phrase(
    (
        *("mere", "længere", "ekstra", "give os ", "frem til", "vente ", "får vi lov", "par dage", "rykket aflevering"),
        *("yderligere tid", "forlængelse på", "svare senest", "fristen", "for sent", "er det ", "det er ", "er i ok "),
        *("er man", "er tirs", "er ons", "er tors", "er fre", "kan ", "må ", "kunne ", "vil "),
    ),
    compile_late(
        r"(?:stor hjælp|taknemmelig|glade|gerne|brug for|behov for)\b[^.?]{0,60}(?:dage?|uge[rs]?|måned\w*) (?:mere|"
        r"længere|ekstra)\b|"
        r"(?:kan|må|kunne|vil|muligt)\b[^.?]{0,60}(?:dage?|uge[rs]?|måned\w*) (?:mere|længere|ekstra)\b|"
        r"\bgive os (?:\w+ )?(?:til|weekend|frem til|lidt|et par|en uge)|(?:få|have) frem til|vente på os|"
        r"får vi lov til at (?:sende|svare)|"
        r"(?:ekstra|par) dage (?:\w+ )?(?:ville|vil)|rykket afleveringen|yderligere tid|forlængelse på|svare senest|"
        r"utsatt fristen|"
        r"fristen ønskes|er (?:i ok med|man\w*|tirs\w*|ons\w*|tors\w*|fre\w*) (?:den )?\d{1,2}|"
        r"(?:kan|må|kunne|vil) (?:vi|i|det|jeg)\b[^.?]{0,60}(?:(?:få|have) (?:det )?(?:lov at vente )?til (?:og med )?"
        r"(?:den |d\.? ?\d|på |\w+dag\b|\d|uge \d|ef ?ter)|vente (?:med \w+ )?til|"
        r"(?:svare?|sende|aflevere|indsende|fremsende|eftersende|accepteres?|modtage|tage imod)\b[^.?]{0,60}"
        r"(?:\bførst\b|\bsenere\b|forsink|for sent|dage? efter|ugen? efter|\befter mødet|i stedet|i uge \d|"
        r"(?:i )?næste (?:uge|måned)))|"
        r"(?:kommer|er) (?:vi|det) for sent,? (?:hvis|at|når)|(?:er det|det er) (?:ok|okay|muligt|i orden|fint|"
        r"acceptabelt)[^.?]{0,60}(?:\bførst\b|\bsenere\b|forsink|for sent|"
        r"dage? efter|ugen? efter|\befter mødet)"
    ),
)
"""Asks to answer on another day, without a word of the deadline."""
_TAKES = compile_late(
    r"tillader (?:vi )?os (?:derfor |at )+(?:at )?(?:svare|sende|aflevere|fremsende|indsende|eftersende)|"
    r"(?:svar\w*|besvarelse\w*|bemærkninger\w*)\b[^.?]{0,60}\bførst (?:i|den|d\.|efter|når|på|om|til|færdig|klar)\b|"
    r"(?:kan|sender|svarer|fremsender|afgiver|indsender|vender tilbage|"
    r"afleverer)\b[^.?]{0,40}\bførst (?:\w+ ){0,3}?(?:i|den|d\.|"
    r"efter|når|på|om|til)\b[^.?]{0,60}"
)
"""Takes more time without asking: "vi sender først vores svar i december"."""
_DEADLINE = compile_late(
    r"frist|deadline|\btil tiden\b|\bi tide\b|rettidig|høringsperiode|1\. november|svardato|tidsplan"
)
_IS_TIGHT = compile_late(
    r"\bikke\b|svær|umulig|knap|\bkort|stram|skride|smutte|glippe|for sent|forsink|senere|\brykke|flytte|skubbe|udsæt|"
    r"forlæng|"
    r"længere|udvid|overskrid|fleksib|lempe|dispens|hensyn|\bmere\b|tidlig\b|bagud|presset|udfordr|\befter\b"
)
"""With a word for the deadline: it cannot be kept, or should give way."""
_ANSWERING = compile_late(r"svar(?:e|er|es|et)?\b|sende|aflever|indsend|fremsend|tilbagemeld|bidrag|besvarelse")
_ANOTHER_DAY = compile_late(
    r"senere|forsink|for sent|\befter (?:\w+ ){0,2}(?:møde|byråds|udvalgs|frist|ferien|behandling)|"
    r"næste (?:uge|måned)|i uge \d|"
    r"\bførst\b|dage? (?:mere|ekstra|senere)|uge (?:mere|ekstra|senere)|\bden \d{1,2}\.|mandag|medio|ultimo|primo|vente"
)
_MAY_WE = compile_late(
    r"\?|\bhåber|hvis (?:det er )?muligt|i orden|\bok\b|leve med|går det an|må vi|kan vi|kunne vi|accepter|ville det|"
    r"beder|bede om|anmod|gerne (?:vente|have)|nødt til|tillad|forståelse|stor hjælp|taknemmelig"
)
"""With an answer and another day: somebody asks leave."""
_SENDS = compile_late(r"svar|besvarelse|bemærkning|udtalelse|høring")
_ASKS = compile_late(
    r"anmod|ansøg|\bsøger (?:\w+ )?om|\bbede[rs]? (?:\w+ ){0,2}om|\bbede om|ønske|\bhåber|er det muligt|muligt at|"
    r"mulighed for|kan vi få|må vi få|"
    r"kunne vi få|kan i (?:give|imødekomme|acceptere)|vil gerne (?:have|bede|anmode|søge)|brug for|behov for|\?|"
    r"venligst|request|could we|may we"
)
_ASKS_OUTRIGHT = compile_late(
    r"anmod|ansøg|\bsøger\b|\bbede[rs]?\b|\?|\b(?:kan|må|kunne|får) vi\b|request|could we|may we|"
    r"give os|vil gerne have|ønskes|\bgerne (?:vente|svare|sende)"
)
_GRANTED = compile_late(
    r"\btak for|takker for|har fået|fik |aftalt|bevilge|bevilli|imødekom|givne|givet|efter aftale|jf\.|i henhold til|"
    r"som aftalt|den forlængede|den udskudte|den udsatte|"
    r"i forlængelse af|ikke (?:længere )?brug for|ikke (?:længere )?behov for|uden udsættelse|overvejet|overvejede|"
    r"bort fra (?:vores|mit|min|det|den) (?:\w+ ){0,2}?(?:ønske|anmodning|bøn)|næste (?:gang|høring|runde)|"
    r"lykkedes|ikke (?:er )?(?:blevet )?nødvendig|beklager (?:\w+ )?(?:forsinkelsen|det sene|at)"
)
_OFFERED = compile_late(
    r"\b(?:hvis|såfremt|skulle) (?:i|du|de)\b (?:\w+ ){0,2}?(?:ønske|brug for|behov for|få brug|spørgsmål)|"
    r"^(?:ønsker|har|mangler) i\b(?! (?:mulighed|noget imod|lov))|\b(?:i|du) er (?:\w+ )?velkom|"
    r"får (?:i|du) (?:\w+ )?besked"
)
"""Said to the reader, it grants more time, or tells when: our own letter does, and what an office prints below."""
_OTHER_FRIST = compile_late(
    r"(?:proces|forløb)\w*(?: \w+){0,3} efter\b|minde (?:\w+ )?om fristen|\brykket (?:os|mig|for)\b|ikke vente på|"
    r"frister|opfølgningsfrist|sagsbehandlingsfrist|betalingsfrist|tilmeldingsfrist"
)
_BEARS_ON_ANSWER = compile_late(
    r"svar|møde|møds|behandl|udvalg|byråd|kommunalbestyrelse|politisk|godkend|aflever|fremsend|eftersend|frist|senest|"
    r"sende[rs]?\b"
)
"""A day named in such a sentence may be the one asked for; the day of a course may not."""
_LONGER = compile_late(r"længere|ekstra|mere|yderligere|udsæt|udskyd|forlæng|senere|efter|forsink")
_LASTS = compile_late(r"\b(?:uge[rs]{0,2}|måned\w*|dage?s?)\b(?! ?\d)")


def asks_for_time(sentence: str, *, strict: bool) -> bool:
    """Say whether a sentence asks for more time; beside a document or a long text it must ``strict``ly ask."""
    of_deadline = holds_any(sentence, _DEADLINE_STEMS)
    if not of_deadline and not holds_any(sentence, _DAY_STEMS):
        return False
    asks = of_deadline and _asks_of_deadline(sentence, strict=strict)
    asks = asks or bool(_ASKS_FOR_DAY.search(sentence)) or (not strict and _takes_or_asks_leave(sentence))
    if not asks or any(sign.search(sentence) for sign in (_GRANTED, _OFFERED, _OTHER_FRIST)):
        return False
    # "På grund af den korte frist har vi valgt ikke at svare": more time is not asked for.
    return is_outspoken(sentence) or not says_nothing(sentence)


def _asks_of_deadline(sentence: str, *, strict: bool) -> bool:
    if EXTENSION.search(sentence):
        return not strict or bool(_ASKS.search(sentence))
    return not strict and bool(_DEADLINE.search(sentence) and _IS_TIGHT.search(sentence))


def _takes_or_asks_leave(sentence: str) -> bool:
    return bool(_TAKES.search(sentence) and _SENDS.search(sentence)) or asks_leave(sentence)


def is_outspoken(sentence: str) -> bool:
    """Say whether a sentence asks in so many words, and not only wishes or needs."""
    return bool(_ASKS_OUTRIGHT.search(sentence))


def asks_leave(sentence: str) -> bool:
    """Say whether a sentence asks leave to answer on another day."""
    return all(sign.search(sentence) for sign in (_ANSWERING, _ANOTHER_DAY, _MAY_WE))


def speaks_of_grant(text: str) -> bool:
    """Say whether a text speaks of more time as given already."""
    return bool(_GRANTED.search(text))


def find_asked_until(contents: Contents, deadline: date) -> date | None:
    """Find the day until which a request asks for time; None where it names none after the deadline.

    The sentence that asks is looked at first, then those that tell when the answer will be dealt with.
    """
    sentences = (contents.subject, *contents.letter_sentences)
    asking = [s for s in sentences if asks_for_time(s, strict=False)]
    others = [s for s in (*sentences, contents.document_names) if s not in asking and _BEARS_ON_ANSWER.search(s)]
    asked = _pick(day for s in asking for day in find_days(s, deadline) if _LONGER.search(s) or not _LASTS.search(s))
    return asked or _pick(day for s in others if not _LASTS.search(s) for day in find_days(s, deadline))


def _pick(named: Iterable[NamedDay]) -> date | None:
    """Return the last of the days named as an end, else of all."""
    days = tuple(named)
    ends = [day.day for day in days if day.is_end] or [day.day for day in days]
    return max(ends, default=None)
