"""Hears whose an answer is said to be: "BUPL's høringssvar", "svar fra Region Syddanmark", "skrevet af dagplejerne".

Who may own an answer is without end, and what a municipality consists of is not: so an owner is another body unless
it is known to be the municipality, its council, a committee, its administration or one who leads these.
"""

import re
from collections.abc import Callable

from domain.pattern import compile_late
from intake.classification.phrases import Phrase
from intake.matching.bodies import PARTY

IsTown = Callable[[str], bool]
"""Says whether a word names the municipality that writes."""

_OURSELVES = compile_late(
    r"kommunen?(?:s|\b)|(?<!med-)(?<!med)(?<!hoved)udvalg|byråd|kommunalbestyrelse|borgerrepræsentation|magistrat|direktion|"
    r"forvaltning|(?<!lokal)(?<!kreds)(?<!fag)afdeling|center|centre|sekretariat|rådhus|borgmester|direktør|"
    r"chef(?:en|er|erne|s|ens)?\b|\bstab|administration|område|politik|økonomi|\bpolitisk|viceborg|rådmand|"
    r"\bbørn\s+og\b|\bunges?\b|\bungdoms?\b|\bfamilies?\b|\bkulturs?\b|\blærings?\b|\bdagtilbuds?\b|\btrivsels?\b|"
    r"\bvelfærds?\b|\buddannelses?\b|\bskole\s+og\b|\bfritids?\b|\bppr\b|\bbuf\b|\w+u's\b|\bb[su]u\b|\bkl\b|\bkl's|"
    r"\b(?:ltk|htk|fmk|rksk|brk)\b|arbejdsgruppe|projektgruppe|koordinator|sagsbehandler|fuldmægtig|specialkonsulent"
)
"""What the municipality consists of, and who asks."""
_WHERE_IT_LIES = compile_late(r"(?<=\S)\s+i\s+(?:[\w-]+(?:\s[\w-]+)?\s+(?:regions)?kommunes?|kommunen|byen)\b")
"""As in "daginstitutionen Solsikken i Odense Kommune"."""
_NOBODY = frozenset({
    "vores", "jeres", "hvis", "dagens", "årets", "tidens", "dens", "dets", "hørings", "ugens", "høringens", "sagens",
    "mødets", "fælles", "alles", "sagernes", "spørgsmålets", "spørgsmålenes", "materialets", "brevets", "ens", "mens",
    "værdiernes", "kerneværdiernes", "kerneværdisættets", "byens", "øens", "os", "ellers", "tilfældes", "bilagets",
    "papirets", "oplæggets", "udspillets", "projektets", "folks", "jens", "høringssvarets", "tidligeres",
})  # fmt: skip
_PASSIVE = compile_late(
    r"(?:send|vedlægg|vedhæft|afgiv|giv|følg|aflever|indgiv|bring|ønsk|hav|se|skriv|tilføj|vedlag)e?s\Z"
)
_GENITIVE_OF_MANY = compile_late(r"(?:ens|ets|nes|n's|'s?)\Z")
"""A common noun in the genitive is definite: "foreningens", "lærernes"."""

_ANSWER = compile_late(
    r"\b(?:hørings)?(?:svar(?:et|ene)?|udtalelsen?|bemærkninger(?:ne)?|kommentarer(?:ne)?|besvarelsen?|input(?:tet)?|"
    r"indspil|tilbagemelding|synspunkter|holdning|bud|tanker|overvejelser|meninger)\b"
)
_SENTENCE = compile_late(r"[.!?:;]\s|\n\s*\n|\n(?=\s*\n)")
_GREETING = compile_late(
    r"\A\W*(?:(?:hej|kære|til|goddag|god\s+dag)\b[^\n]{0,60}?(?:\n|[,.!]\s+(?=[A-ZÆØÅ])))\W*", re.IGNORECASE
)
_PRESENTS = compile_late(
    r"\b(?:her(?:med|ved)?|vedhæft\w*|vedlag\w*|vedlæg\w*|send(?:er|es|e|t)|fremsend\w*|videresend\w*|indsend\w*|"
    r"aflever\w*|følger|hoslagt|får\s+i|modtag|udtryk\s+for|følgende\s+er|ned(?:enfor|enstående))\b"
)
_IS_PRESENTED = compile_late(
    r"\A[^.!?\n]{0,40}?\b(?:følger|vedhæft\w*|vedlag\w*|vedlæg\w*|sendes|fremsendes|kommer\s+her|er\s+her|"
    r"finde[rs]|ligger|står\s+(?:her|nedenfor|i))\b"
)
_IS_ENCLOSED = compile_late(
    r"\bbilag\b|\bsamt\b|\bindarbejdet|\bindgår|\bmedtag|taget\s+med|\bogså\s+vedlagt|\bfremgår|"
    r"\b(?:har|er)\s+(?:\w+\s+)?(?:indhentet|modtaget|hørt|læst|set)\b|\bkl\b|\bunderstøtter|\blytte"
)
"""Said in the same sentence, the answer of others is but an enclosure, or a source."""
_IS_THAT = compile_late(
    r"\A\s*(?:\w+\s+){0,3}?(?::|\Z|er\s+(?:\w+\s+)?(?:at\b|,|følgende|her\b|vedhæft|som\s+følger)|er,?\s+at\b|"
    r"til\s+(?:kerneværdi|høring|de\s+\w+\s+kerne)|om\s+(?:kerneværdi|de\s)|på\s+høring)"
)
_ADJECTIVE = compile_late(r"\A(?:\w+(?:e|lige|ige)|fælles|eget|skriftlige)\Z")
_LOOK_BACK = 90
_LOOK_ON = 90
_WORDS_OF_OWNER = 4

_FROM = compile_late(r"\A\s+(?:\w+\s+){0,2}?(?:fra|afgivet\s+af|skrevet\s+af|udarbejdet\s+af|ved)\s+")
_WRITTEN_BY = compile_late(
    r"(?:svar\w*|udtalelsen?|bemærkningerne|besvarelsen|vedhæftede|dette|det|som|der|men|og)\b[^.!?\n]{0,30}?\b"
    r"(?:er|bliver|kommer|stammer)\s+(?:(?:alene|udelukkende|nu|blevet|dog|i\s+stedet)\s+)?"
    r"(?:(?:skrevet|formuleret|forfattet|afgivet|indsendt|lavet)\s+af|fra)\s+"
)
_NO_OWNER = compile_late(
    r"(?:os|mig|mine|min|jer|vores|vort|kl|undertegnede|både|sidste|i|den|det|de|dette|møde\w*|år\w*|alle|et|flere|"
    r"\w*høring\w*|\d\w*|dem|som|andre|vor|mødet|forrige|tidligere|denne|hele|hver|her|jeres|"
    r"praksis|hverdagen|en)\b(?!\s+(?:gruppe|kreds|lærer|pædagog|skole|forælder|borger|mor|far|leder|elev|forening|klub))"
)
_BODY_NOUN = compile_late(
    r"\b(?:region|\w*(?:forening|sammenslutning|forbund|selskab|samvirke|klub(?:ber)?|kreds|kirke(?:r)?|provsti|stift|museum|museer|ungdomsring|ældre\s+sag|medarbejderside|hovedudvalg|organisation|netværk|bestyrelse|råd|universitet|skole[nr]?|(?:børne|kultur|bo)hus|"
    r"gruppe|personale|lærere?|pædagoger?|forældre|elever|ledere|dagplejere?|medarbejdere?|borgere?|beboere?|frivillige|pensionister?|kunstnere?|spejdere?|vuggestuen?|børnehaven?|fagbevægelse|"
    r"ministerium|styrelse|hospital|sygehus|gymnasium|institution|menighed|parti|konsulent(?:hus|firma)|firma|virksomhed|"
    r"repræsentant|tillids\w+)(?:en|et|erne|rne|ne|er|n|s)?)\b"
)
_NAME_OF_BODY = compile_late(rf"[A-ZÆØÅ]{{2,6}}\b|{PARTY}")
_OUR_OWN = compile_late(
    r"\A(?:vores|vor|kommunens)\s+(?:(?:egne?|eget|lokale)\s+)?(?=\w*(?:råd|forening|klub|kreds|bestyrelse)\w*\b)"
)
_IS_OWNED_BY = compile_late(r"\b(?:svaret|udtalelsen|bemærkningerne) er (?:alene |kun )?(\w[\w'-]*)(?=[.,\n]|\Z)")
_WHAT_THEY_SAY = compile_late(
    r"\bhvad\s+(?P<who>[^.!?,\n]{2,60}?)\s+(?:mener|synes|siger|tænker|skriver|foreslår|(?:har|ønsker|vil)\s+(?:at\s+)?(?:sige|sagt|mene))\b"
)
_LONGEST_OPENING = 600

_ACRONYM = compile_late(r"\b(?!KL\b|PPR\b|SFO|BUF\b|[A-ZÆØÅ]+U\b)[A-ZÆØÅ]{2,6}\b")
_SUBJECT = compile_late(
    r"\A(?P<who>[^.!?:\n]{2,90}?)\s(?:(?P<gives>(?:frem|ind)?sender|afgiver|indgiver|svarer|vil\s+have\s+sagt|"
    r"vil\s+gerne\s+(?:\w+\s+)?(?:bidrage|afgive|svare|give|komme)|har\s+(?!bidraget|deltaget|været|set|fået|givet)(?:\w+\s+){0,3}?(?:bemærkning(?:er)?|kommentarer|synspunkter|tanker|ord\b|svar\b|at\s+afgive|at\s+svare|bedt\s+(?:mig|os)))|"
    r"(?P<thinks>mener|synes|savner|finder|støtter|bakker|tilslutter|takker|har\s+(?:\w+\s+){0,4}?(?:behandlet|drøftet|læst|skrevet|formuleret|lavet)|ønsker))\b|"
    r"\A(?P<heads>[^.!?:\n]{2,60}):\s+(?:vi|jeg|os|vores)\b",
    re.IGNORECASE,
)
_PRONOUN = compile_late(
    r"\A(?:jeg|der|med|for|om|til|på|af|fra|ved|under|uden|siden|alle|det|som|i|her\w*|nedenfor|vedhæftet|vedlagt|hermed|kommune\w*|når|hvis|efter|både|svar\w*|"
    r"høring\w*|kerneværdi\w*|værdi\w*)\b(?!\s+(?:lærere|pædagoger|medarbejdere|forældre|ledere|elever|dagplejere|borgere))"
)
_CLAUSE = compile_late(r"\b(?:vi|jeg|skal|kan|vil|bør|må|er|har|var|blev|at|som|der|om)\b")
"""Words that no name of a body has: what stands before the verb is no mere subject."""
_INVERTED = compile_late(r"\s+(?:vi|jeg|udvalget|byrådet|kommunen|forvaltningen|kommunalbestyrelsen|der|det)\b")
_WE_WHO = compile_late(
    r"\Avi\b,?\s*(?:(?:der|som)\s+(?:arbejder|går|er)\s+)?(?:(?:i|fra|på|alle|som)\s+)?", re.IGNORECASE
)
_WE_AT_HOME = compile_late(
    r"\b(?:udvalget|byrådet|kommunalbestyrelsen|forvaltningen|kommunen|kommunens|udvalgets|byrådets)\b|"
    r"\b(?:er|gør|deler|bakker|støtter|mener|finder|kan|har)\s+vi\b|\bvi\s+(?:er\s+enige|deler|støtter|bakker)\b"
)
_ARTICLE = compile_late(r"\A(?:de|den|det|en|et|alle|nogle|flere)\s+")
_ON_BEHALF = compile_late(r"vegne\s+af\s+")
_SIGNS_AS = Phrase(
    (
        *("tillids", "ftr", "formand", "sekretær", "leder", "lærer", "pædagog", "dagplejer", "forælder", "borger"),
        *("pensionist", "konsulent", "bupl", "foa", "dlf", "ældreråd", "handicapråd", "elevråd"),
    ),
    compile_late(
        r"\b(?:fælles)?tillids(?:repræsentant|mand|valgt)|\bftr\b|\b(?:kreds|klub|lokal|forenings|skolebestyrelses|"
        r"råds)formand|\b(?:formand|næstformand|sekretær)(?:\s+for|,|\s+i)?\s+(?:\w+\s+)?"
        r"\w*(?:skolebestyrelse|forældre|råd\b|rådet\b|forening|klub|kreds|organisation)\w*|"
        r"\b(?:skole|institutions|børnehave|vuggestue|sfo-?)leder\b|^(?:lærer|pædagog|dagplejer|forælder|borger|"
        r"pensionist|konsulent\s+for)\b|,\s*(?:lærer|pædagog|dagplejer|forælder|pensionist)\b|\bbupl\b|\bfoa\b|"
        r"\bdlf\b|lærerforening|\bældreråd|\bhandicapråd|\belevråd",
        re.MULTILINE,
    ),
)
_COUNCIL = compile_late(r"byråd|udvalg|kommunalbestyrelse|\bborgmester|direktør|chef\b|forvaltning")


def is_ours(words: str) -> bool:
    """Say whether words in small letters name the municipality, or a part of it; where somebody lies does not."""
    return _OURSELVES.search(_WHERE_IT_LIES.sub("", words)) is not None


def brings_answer_of_another(text: str, is_town: IsTown) -> bool:
    """Say whether a folded text hands over, or is, the answer of a body that is not the municipality."""
    greeting = _GREETING.match(text)
    body = text[greeting.end() :] if greeting else text
    body = body[:_LONGEST_OPENING]
    small = body.lower()
    return (
        any(
            _is_owned(body, small, found, is_town) or _comes_from(body, small, found)
            for found in _ANSWER.finditer(small)
        )
        or any(_is_anothers(body[found.start(1) : found.end(1)], is_town) for found in _IS_OWNED_BY.finditer(small))
        or any(is_another(body[found.end() : found.end() + _LOOK_ON]) for found in _WRITTEN_BY.finditer(small))
        or any(is_another(body[found.start("who") : found.end("who")]) for found in _WHAT_THEY_SAY.finditer(small))
    )


def _is_anothers(word: str, is_town: IsTown) -> bool:
    return _is_genitive(word) and not is_town(word) and not is_ours(word.lower())


def _is_owned(body: str, small: str, answer: re.Match[str], is_town: IsTown) -> bool:
    before, after = _read_sentence(body, answer)
    words = before.split()
    if words and _ADJECTIVE.match(words[-1]) and not _is_genitive(words[-1]):
        words.pop()
    if not words or not _is_genitive(words[-1]) or is_town(words[-1]):
        return False
    owner = " ".join(words[-_WORDS_OF_OWNER:]).lower()
    if is_ours(owner) or _IS_ENCLOSED.search(f"{before}{after}".lower()):
        return False
    is_first = not small[: answer.start() - len(before)].strip()
    return _is_handed_over(" ".join(words[:-1]).lower(), after.lower(), is_first=is_first)


def speaks_as_another(text: str, is_town: IsTown) -> bool:
    """Say whether the first sentence of a folded text has another body say something: "KFO har disse bemærkninger"."""
    greeting = _GREETING.match(text)
    body = (text[greeting.end() :] if greeting else text)[:_LONGEST_OPENING].lstrip()
    found = _SUBJECT.match(body)
    if found is None or _INVERTED.match(body, found.end()):
        return False
    who = found["who"] or found["heads"]
    if speakers := _WE_WHO.match(who):
        named = who[speakers.end() :].lower()
        return not is_ours(named) and _BODY_NOUN.match(named) is not None
    if not _is_body(who) or is_town(who.split()[0]):
        return False
    return found["thinks"] is None or _WE_AT_HOME.search(body[found.end() :].lower()) is None


def _is_body(who: str) -> bool:
    small = who.lower()
    if is_ours(small) or _PRONOUN.match(small) or _CLAUSE.search(small):
        return False
    return _BODY_NOUN.search(small) is not None or _ACRONYM.search(who) is not None


def is_on_behalf(text: str) -> bool:
    """Say whether a folded text is written on behalf of another body: "på vegne af de selvejende institutioner"."""
    if "vegne" not in text:
        return False
    return any(is_another(_read_on(text, found)) for found in _ON_BEHALF.finditer(text))


def _read_on(text: str, found: re.Match[str]) -> str:
    return _ARTICLE.sub("", text[found.end() : found.end() + _LOOK_ON], count=1)


def signs_as_another(signature: str, body: str) -> bool:
    """Say whether the last lines, in small letters, are of one who does not answer for the municipality."""
    return (
        _SIGNS_AS.search(signature) is not None
        and _COUNCIL.search(signature) is None
        and _WE_AT_HOME.search(body) is None
    )


def _is_handed_over(before: str, after: str, *, is_first: bool) -> bool:
    if _PRESENTS.search(before) or _IS_PRESENTED.match(after):
        return True
    return is_first and len(before.split()) < _WORDS_OF_OWNER and _IS_THAT.match(after) is not None


def _is_genitive(word: str) -> bool:
    """Say whether a word names an owner: a common noun in the definite, or a name."""
    small = word.lower().strip(',()»«"')
    if small == "deres":
        return True
    if not small.endswith(("s", "'")) or small in _NOBODY or _PASSIVE.search(small):
        return False
    return word[0].isupper() or _GENITIVE_OF_MANY.search(small) is not None


def _comes_from(body: str, small: str, answer: re.Match[str]) -> bool:
    """Say whether an answer is handed over as from somebody: "hermed svar fra Region Syddanmark"."""
    before, after = _read_sentence(body, answer)
    source = _FROM.match(after)
    if source is None or _IS_ENCLOSED.search(f"{before}{after}".lower()):
        return False
    is_first = not small[: answer.start() - len(before)].strip() and len(before.split()) < _WORDS_OF_OWNER
    if not (is_first or _PRESENTS.search(before.lower())):
        return False
    return is_another(after[source.end() :])


def is_another(words: str) -> bool:
    """Say whether a source is somebody else: neither the municipality, nor a town, nor "os"."""
    words = _OUR_OWN.sub("", words, count=1)
    source = re.split(r"[.,:;()\n]|\s(?:som|der|om|til|vedr\w*|på|hvor|hvis|og\s+(?:vi|det|er))\s", words, maxsplit=1)[
        0
    ]
    small = source.lower()
    if not small.strip() or is_ours(small) or _NO_OWNER.match(small):
        return False
    return _BODY_NOUN.search(small) is not None or _NAME_OF_BODY.match(source) is not None


def _read_sentence(body: str, answer: re.Match[str]) -> tuple[str, str]:
    """Return what stands in the answer's sentence before it and after it."""
    before = body[max(0, answer.start() - _LOOK_BACK) : answer.start()]
    after = body[answer.end() : answer.end() + _LOOK_ON]
    return _SENTENCE.split(before)[-1], _SENTENCE.split(after, maxsplit=1)[0]
