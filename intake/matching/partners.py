"""Hears that others answer along with the sender: "Nyborg er med i svaret", "sendes for begge kommuner".

Bare names are read here, which prove nothing elsewhere: they must stand in a sentence that binds them to the answer.
So names are masked first, and what is left is grammar: § is another municipality, ¤ the sender's own, # a group
without names, and several of them in a row are % with their own in it, or € without.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from intake.classification.phrases import holds_any
from intake.matching.names import NameFinder
from intake.matching.spelling import Folded

_CAPITAL = re.compile(r"[A-ZÆØÅ](?<![\w-].)[\w-]*(?:'s?)?")
_LAST_WORD = re.compile(r"([^\W\d_][\w'-]*)?(\W*)\Z")
_LOOK_BACK = 40
_SENTENCE_END = re.compile(r"[.!?;](?<!\bkgs.)\s|\n\s*\n")
_COMMON_WORDS = frozenset({"Vejen", "Skive", "Greve", "Odder", "Varde", "Faxe", "Mors", "Struer", "Tønder", "Lejre"})
"""Names that are words as well: at the beginning of a sentence, where all words are capitalised, they are no names."""
_BEFORE_A_NAME = frozenset({
    "både", "også", "svaret", "fra", "for", "af", "med", "og", "vi", "i", "hos", "samt", "mellem", "sammen",
    "kommunerne", "kommuner", "byrådet", "udvalget", "hverken", "da",
})  # fmt: skip
_NO_TOWN = re.compile(
    r"\s+(?:[A-ZÆØÅ]|(?:gymnasium|sygehus|hospital|skole|friskole|universitet|bibliotek|havn|forsyning|museum|"
    r"festival|fjord|kunst|lærer|børne)\w*)"
)
"""What follows makes a name that of something else: "Nyborg Gymnasium"."""
_KOMMUNE = re.compile(r"\s+(?:regions)?kommune(?:rnes|rne|rs|r|s)?(?!\w)", re.IGNORECASE)
_WRITTEN_SMALL = re.compile(r"(?<![\w-])([\w-]{2,25}) (?:og|samt|&|\+) ([\w-]{2,25}) kommuner?(?!\w)")
_GROUP = re.compile(
    r"(?:nabo|ø-)kommunen?(?:s|rne|r)?(?!\w)|"
    r"(?:de\s+)?(?:to|tre|fire|fem|seks|syv|otte|ni|ti)\s+(?:\w+\s+)?(?:nabo|ø-)?kommuners?(?!\w)|"
    r"kommunerne\s+(?:på|omkring|langs|ved|i\s+(?:den|det))\s+\w+|en\s+anden\s+kommune"
)
_GROUP_WITH_US = re.compile(
    r"(?:alle\s+|os\s+|vi\s+|vores\s+|i\s+)*begge\s+(?:\w+\s+)?(?:kommuners?|byråd|kommunalbestyrelser)(?!\w)|"
    r"\b(?:vi|vores|os)\s+(?:alle\s+)?(?:to|tre|fire|fem|seks)\s+(?:\w+\s+)?kommuners?(?!\w)|"
    r"\b(?:os|vi)\s+begge(?:\s+to)?\b|\bos\s+alle\s+(?:to|tre|fire|fem|seks)\b|(?<=for )begge(?=\W*$)"
)
_COUNTING_US = ("begge", "os alle", " to ", " tre ", " fire ", " fem ", " seks ")
_GROUP_WORDS = ("begge", "kommuner", "nabokommune", "ø-kommune", "os alle ", "anden kommune")
_CUES = (
    *_GROUP_WORDS, "fælles svar", "fælles hør", "fælles udt", "fælles bes", "fælles bem", "fællessvar", "fællesudt",
    "fælleshør", "ernes fælles", "joint", "sammen med", "samarbejde med", "samråd med", "forening med", "vi og ",
    "fællesskab med", "os og ", "heller ikke", "vi også", " og udvalg", " og byråd", " og forvaltning",
)  # fmt: skip
_LIST = re.compile(
    r"(?:(?:både|hverken|kommunerne)\s+)?[§¤#](?:\s*(?:,|/|&|\+|\bog\b|\bsamt\b|\bsåvel\s+som\b|\bplus\b|\beller\b)+\s*"
    r"(?:(?:for|fra|også|af|hos|i)\s+){0,2}[§¤#])+"
)

_ANSWER = (
    r"(?:(?:hørings)?(?:svar(?:et|ene)?|udtalelsen?|besvarelsen?|bemærkninger(?:ne)?|kommentarer(?:ne)?|input)|"
    r"vedhæftede|vedlagte|nedenstående|dokumentet|teksten|brevet)\b"
)
_WRITE = (
    r"(?:skreve[tn]|skrive|udarbejdet|lavet|formuleret|forfattet|udformet|sendt|sende|afgivet|afgive|besvaret|svaret|"
    r"svare|underskrevet|skriver|udarbejder|sender|fremsender|afgiver|svarer|besvarer|indsender|"
    r"har\s+(?:\w+\s+)?samme|står|er\s+enige\s+om|takker)"
)
_LEADERS = r"(?:\w*(?:udvalg|byråd|formænd|chefer|direktører|forvaltninger|borgmestre|bestyrelser)(?:ne|ene|rne)?)"
_OTHER = r"(?:(?:vores\s+)?\w+\s+(?:i|fra|hos)\s+)?[§¤#]"
_TOGETHER = (
    r"(?:sammen|(?:i|et)\s+(?:\w+\s+)?(?:fællesskab|samarbejde|samråd|forening)|under\s+[ée]t|samlet|hånd\s+i\s+hånd)"
)
_THIS = rf"(?:{_ANSWER}|dette|det\s+her|følgende|:|\W*$)"
_JOINT = tuple(
    re.compile(pattern)
    for pattern in (
        # "Nyborg tilslutter sig vores svar"
        (
            r"[§#]\s+(?:har\s+|ønsker\s+(?:også\s+)?at\s+|vil\s+(?:også\s+)?(?:gerne\s+)?)?(?:også\s+)?(?:\w+\s+og\s+)?"
            r"(?:tilslutte[rt]?\s+sig|er\s+(?:også\s+)?(?:med\b|enige?\s+i)|står\s+(?:også\s+)?bag|"
            r"skriver\s+(?:også\s+)?under|(?:også\s+)?godkendt|deltager|bakker\s+(?:også\s+)?op)\b(?!.{0,30}\bkl\b)"
            r"(?=.{0,40}(?:vores|dette|svaret|udtalelsen|besvarelsen|det\s+her|her\b|[¤§]\s+\w*svar|$))"
        ),
        r"[§#](?:\s+som)?\s+(?:\w+\s+)?(?:står\s+(?:også\s+)?bag|skriver\s+(?:også\s+)?under|også\s+står\s+bag)",
        # "svaret er skrevet sammen med Assens", "vi har sammen med Assens skrevet vedhæftede"
        rf"\b{_WRITE}\b[^.]{{0,40}}\b{_TOGETHER}\s+(?:\w+\s+)?med\s+{_OTHER}(?=[^.]{{0,20}}\W*$)",
        rf"\b{_TOGETHER}\s+(?:\w+\s+)?med\s+{_OTHER}[^.]{{0,40}}?\b{_WRITE}\b\s*(?:\w+\s+){{0,3}}?{_THIS}",
        rf"{_ANSWER}[^.]{{0,60}}\b{_TOGETHER}\s+(?:\w+\s+){{0,4}}?med\s+{_OTHER}",
        # "også for Nyborg", "gælder begge kommuner", "på alle tre kommuners vegne"
        (
            r"\b(?:også|både|ligeledes|tillige|samtidig|samlet)\s+(?:gælder\s+|afgivet\s+|sendt\s+)?"
            r"(?:på\s+vegne\s+af|for|fra|af|dækker|omfatter)\s+(?:\w+\s+i\s+)?[§€%]"
        ),
        (
            r"\b(?:gælder|gælde|dækker|dække|omfatter|tæller|tælle|gøre\s+det\s+ud)\s+"
            r"(?:(?:også|både|ligeledes|tillige|for|samtidig|fra|derfor|altså|således|dermed|alle)\s+){0,3}[§€%]"
        ),
        (
            r"\b(?:send\w*|afgive[rst]?|fremsendes|svarer|taler|skriver|indsendes|gives|kommer|er)\s+(?:\w+\s+){0,4}?"
            r"(?:for|fra)\s+[%€]"
        ),
        r"\bvegne\s+af\s+[#%€]|[#%€]\s+(?:vegne|navn)\b|\bfor\s+os(?:\s+selv)?\s+(?:og|samt|såvel\s+som)\s+(?:for\s+)?[§#€]",
        # "Assens har ingen bemærkninger, og det har vi heller ikke"
        r"[¤§]\s+har\s+(?:\w+\s+)?(?:ingen|intet|samme)\b.{0,60}\bvi\s+(?:heller\s+ikke|også|ligeledes)",
        r"\bvi\s+har\s+(?:\w+\s+)?(?:ingen|intet|samme)\b.{0,60}[§#]\s+(?:heller\s+ikke|også|ligeledes)",
        # "Odense og Assens har i fællesskab svaret"
        rf"%\s+(?:{_WRITE}|har\s+(?:\w+\s+){{0,2}}?(?:{_WRITE}|ingen\b|intet\b|{_ANSWER}|bemærkning)|mener|vil\s+gerne)",
        (
            rf"[%€#].*\b(?:{_WRITE}|drøftet\s+\w+)\s+(?:\w+\s+)?{_TOGETHER}\b|"
            rf"[%€#].*\b{_TOGETHER}\s+(?:\w+\s+)?(?:{_WRITE}|drøftet)\b|#.*\ber\s+gået\s+sammen\b"
        ),
        rf"{_LEADERS}\s+(?:i|fra|for)\s+(?:%|#\s+har\b)",
        rf"{_ANSWER}.{{0,50}}\bmellem\s+%|{_ANSWER}\s+på\s+%",
        # "svaret er fra Odense, Assens og Nyborg", "to kommuner, ét svar"
        rf"{_ANSWER}\s*:?\s*(?:(?:\w+\s+){{0,4}}?(?:fra|for|af|mellem|i)\s+(?:\w+\s+(?:i|fra)\s+)?)?[%€]",
        rf"(?:om|bag)\s+(?:dette\s+|det\s+her\s+)?{_ANSWER}\s*:?\s*(?:er\s+|står\s+)?[%€§]",
        rf"[#%€][^.]{{0,30}}\b(?:om|bag)\s+(?:dette\s+|det\s+her\s+|vedhæftede\s+)?{_ANSWER}",
        (
            r"[#%€].{0,40}\b(?:[ée]t|samme|fælles|enslydende)\s*(?:hørings)?(?:svar|udtalelse|besvarelse|notat)\b|"
            r"\b(?:[ée]t|samme|fælles|enslydende)\s*(?:hørings)?(?:svar|udtalelse|besvarelse|notat)\b.{0,40}[#%€]|"
            r"\bfælles\s+(?:for|fra|mellem)\s+[%€#]|\A%\s*:|\btæller\s+for\s+(?:to|tre|fire)\b.*[%€]"
        ),
        r"\bmed-?(?:afsender|underskriver|forfatter)e?\b.{0,40}[§#%€]|[§#].{0,40}\bmed-?(?:afsender|underskriver|forfatter)",
        (
            rf"%s?'?\s+(?:\w+\s+)?{_ANSWER}|\bvores\s+og\s+[§#]'?\s*(?:\w+\s+)?{_ANSWER}|"
            rf"[§#]'?\s+og\s+vores\s+(?:\w+\s+)?{_ANSWER}"
        ),
    )
)
_JOINT_WITH_OWN = tuple(pattern for pattern in _JOINT if "¤" in pattern.pattern)
"""Those that a sentence may fit in which only the sender's own name stands."""
_WE_TWO = re.compile(
    rf"\b(?:vi|os|vores\s+\w+)\s+(?:og|samt)\s+{_OTHER}|[§#]\s+og\s+(?:vi|os|vores\s+\w+|undertegnede)\b|"
    rf"\b(?:vi|udvalget)\b.{{0,30}}\b{_TOGETHER}\s+med\s+{_OTHER}\s+om\s+at\s+svare|"
    r"[§#].{0,60}\b(?:stå|står|være|er|komme|skrives)\s+(?:også\s+)?(?:med|omfattet)\b|\ber\s+[§#]\s+(?:også\s+)?med\b"
)
"""Said of those who write, or of an answer."""
_IS_ABOUT_ANSWER = re.compile(rf"{_ANSWER}|brevhoved|logo|\bfælles(?:produkt|arbejde|værk)|\b{_WRITE}\b")
_IN_A_NOTE = re.compile(
    r"\A\W*[§€#]\s+(?!her\b|kommune\W*\Z|svarer\s+(?:selv|for)|sender\s+(?:selv|sit|deres))\w+\s+\w|"
    r"\b(?:vi|os)\b[^.]{0,40}\bsammen\s+med\s+[§€#](?![^.]*\b(?:drøft|talt|mødt|holdt|diskut|projekt|arbejde|besøg))|"
    r"\b(?:skriv|not[ée]r|sæt|tæl|regn|husk|medtag|hjælper|hjulpet)\b[^.]{0,40}[§€%]"
)
"""In a few words, in which each is of the answer: another does something, or something is to be done for him."""
_LONGEST_NOTE = 400
_FIRST_SUBJECT = re.compile(
    rf"\A(?:{_LEADERS}\s+(?:i|fra|for)\s+)?[%€]\s+(?:har|er|takker|vil|kan|ønsker|synes|\w+er)\b"
)
"""Whoever is named first and does something speaks."""
_COMMON_ANSWER = re.compile(
    r"\b(?:(?:vores|et|jeres|her(?:med)?|vedhæftet)\s+)fælles\s*(?:hørings)?(?:svar|udtalelse|besvarelse|bemærkninger)\b|"
    r"\A\W*(?:kommunernes\s+)?fælles\s*(?:hørings)?(?:svar|udtalelse|besvarelse)\b|kommunernes\s+fælles|"
    r"\bjoint\s+(?:answer|response|reply|submission)\b"
)
_AT_HOME = re.compile(
    r"udvalg|forvaltning|afdeling|område|center|centre|dagtilbud|skole|tværs|partier|magistrat|byråd|administration"
)
"""An answer is common to two committees as well."""
_ABOUT_OTHERS = re.compile(
    r"\b(?:henvis|vi\s+(?:kan\s+)?(?:tilslutte|støtte|bakke)|tilslutter\s+(?:vi\s+)?os|enige?\s+med\b|"
    r"vi\s+(?:har\s+)?læst|erfaring|forskel|(?:drøftet|talt|sparret)\s+med\b|[¤s]\s+eget\b|"
    r"jf\.|inspir|"
    r"ligesom\s+(?:vores\s+)?(?:[§#%€]|nabo|flere|andre)|kommenter|citer|modsat|i\s+stedet|selv\s+deres|egne?\s+svar|eget\s+(?:hørings)?svar|hver\s+(?:sit|især|for)|"
    r"ikke\s+(?:sammen|fælles|på\s+vegne|for\b)|hver\s+deres|særskilt|kun\s+for|alene\s+for)"
)
"""Whoever says so speaks of others' answers, or of his alone."""
_PIECES = re.compile(r"[,()/|;\n]|\bog\b|&")
_LONGEST_SENTENCE = 300
_MOST_SENTENCES = 20
_FIRST = 2
"""Sentences, greeting and all, that may name who writes."""


def list_partners(
    opening: Folded, finder: NameFinder, owners: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each sentence of a folded text that binds others to the answer: their codes, none for a mere group."""
    text = opening.text
    has_others = _names_another(text, finder, owners)
    if not (has_others or _may_be_joint(opening.small)):
        return
    is_note = len(text) <= _LONGEST_NOTE
    sentences = (" ".join(sentence[:_LONGEST_SENTENCE].split()) for sentence in _SENTENCE_END.split(text))
    for number, said in enumerate(islice(filter(None, sentences), _MOST_SENTENCES)):
        if not (has_others or _may_be_joint(said.lower())):
            continue
        masked, others = _mask(said, finder, owners)
        if is_common(masked) or _is_joint(masked, is_first=number < _FIRST, is_note=is_note):
            yield others, said


def signs_together(signature: str, finder: NameFinder, owners: Collection[str]) -> bool:
    """Say whether folded last lines have a second municipality: "Ida Bach, Odense / Ib Holm, Assens"."""
    pieces = {piece.strip() for piece in _PIECES.split(signature)}
    codes = {finder.find_genitive(piece) for piece in pieces if piece[:1].isupper() and " " not in piece} - {None}
    return bool(codes & set(owners)) and not codes <= set(owners)


def is_common(small: str) -> bool:
    """Say whether a sentence speaks of an answer in common, and of nobody at home with whom it might be."""
    return (
        ("fælles" in small or "joint" in small)
        and _COMMON_ANSWER.search(small) is not None
        and _AT_HOME.search(small) is None
    )


def _may_be_joint(small: str) -> bool:
    """Say whether there is a word of an answer in common, though no other municipality is named in capitals."""
    if holds_any(small, _CUES):
        return True
    return " og " in small and " kommune" in small and _WRITTEN_SMALL.search(small) is not None


def _is_joint(masked: str, *, is_first: bool, is_note: bool) -> bool:
    has_others = holds_any(masked, ("§", "#", "%", "€"))
    if not (has_others or "¤" in masked) or _ABOUT_OTHERS.search(masked):
        return False
    if any(pattern.search(masked) for pattern in (_JOINT if has_others else _JOINT_WITH_OWN)):
        return True
    if (is_first and _FIRST_SUBJECT.match(masked)) or (is_note and _IN_A_NOTE.search(masked)):
        return True
    return _WE_TWO.search(masked) is not None and _IS_ABOUT_ANSWER.search(masked) is not None


def _names_another(text: str, finder: NameFinder, owners: Collection[str]) -> bool:
    """Say whether a municipality beside the sender's is named; his own stands in every letter, and is not looked at."""
    named = finder.pick_genitives(_CAPITAL.findall(text))
    others = {name for name, code in named.items() if code not in owners}
    if not others:
        return False
    return any(found[0] in others and not _is_part_of_name(text, found) for found in _CAPITAL.finditer(text))


def _list_names(text: str, finder: NameFinder) -> Iterator[tuple[int, int, str]]:
    """Yield where bare names of municipalities stand: capitalised, whole, and no part of a longer name."""
    for found in _CAPITAL.finditer(text):
        code = finder.find_genitive(found[0])
        if code and not _is_part_of_name(text, found):
            yield found.start(), found.end(), code


def _is_part_of_name(text: str, found: re.Match[str]) -> bool:
    has_kommune = _KOMMUNE.match(text, found.end()) is not None
    last = _LAST_WORD.search(text[max(0, found.start() - _LOOK_BACK) : found.start()])
    before, between = (last[1] or "", last[2]) if last else ("", "")
    is_first = not before or "." in between or "\n" in between
    if is_first and found[0] in _COMMON_WORDS and not has_kommune:
        return True
    if before[:1].isupper() and not between.strip() and before.lower() not in _BEFORE_A_NAME and not is_first:
        return True
    return not has_kommune and (_NO_TOWN.match(text, found.end()) is not None or _is_numbered(text, found))


def _is_numbered(text: str, found: re.Match[str]) -> bool:
    """Say whether a post code stands before a name: "5800 Nyborg"."""
    return text[max(0, found.start() - 2) : found.start()].strip().isdigit()


def _mask(said: str, finder: NameFinder, owners: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return a sentence in small letters with signs for names, and the codes of others in it."""
    parts: list[str] = []
    others: list[str] = []
    last = 0
    for start, end, code in _list_names(said, finder):
        parts += (said[last:start].lower(), "¤" if code in owners else "§")
        others += () if code in owners else (code,)
        last = end
    masked = _KOMMUNE_BEHIND.sub(r"\1", "".join((*parts, said[last:].lower())))
    for found in _WRITTEN_SMALL.finditer(masked) if " kommune" in masked else ():
        codes = [finder.find_genitive(word.capitalize()) for word in found.groups()]
        if all(codes):
            masked = masked.replace(found[0], "%")
            others += (code for code in codes if code and code not in owners)
    return _LIST.sub(_name_list, _mask_groups(masked)), tuple(dict.fromkeys(others))


def _mask_groups(masked: str) -> str:
    if not holds_any(masked, _GROUP_WORDS):
        return masked
    if holds_any(masked, _COUNTING_US):
        masked = _GROUP_WITH_US.sub("%", masked)
    return _GROUP.sub("#", masked)


_KOMMUNE_BEHIND = re.compile(r"([§¤])\s+(?:(?:regions)?kommune(?:rnes|rne|rs|r|s)?|byråds?|kommunalbestyrelses?)(?!\w)")


def _name_list(found: re.Match[str]) -> str:
    signs = set(found[0]) & set("§¤#")
    if signs == {"¤"}:
        return "¤"
    return "%" if "¤" in signs else "€"
