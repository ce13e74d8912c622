"""Hears that others answer along with the sender: "Nyborg er med i svaret", "sendes for begge kommuner".

Bare names are read here, which prove nothing elsewhere: they must stand in a sentence that binds them to the answer.
So names are masked first (§ another's, ¤ the sender's own, # a group, % and € several), and what is left is grammar.
"""

from collections.abc import Collection, Iterator
from itertools import islice

from domain.pattern import compile_late
from intake.classification.phrases import holds_any
from intake.matching.masking import GROUP_WORDS, WRITTEN_SMALL, mask, names_another, raise_names
from intake.matching.names import NameFinder
from intake.matching.spelling import Folded

_CUES = (
    *GROUP_WORDS, "fælles svar", "fælles hør", "fælles udt", "fælles bes", "fælles bem", "fællessvar", "fællesudt",
    "fælleshør", "ernes fælles", "joint", "sammen med", "samarbejde med", "samråd med", "forening med", "vi og ",
    "fællesskab med", "os og ", "heller ikke", "vi også", " og udvalg", " og byråd", " og forvaltning",
)  # fmt: skip
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
_OTHER = r"(?:(?:vores\s+)?\w+\s+(?:i|på|fra|hos)\s+)?[§¤#€]"
_TOGETHER = (
    r"(?:sammen|(?:i|et)\s+(?:\w+\s+)?(?:fællesskab|samarbejde|samråd|forening)|under\s+[ée]t|samlet|hånd\s+i\s+hånd)"
)
_THIS = rf"(?:{_ANSWER}|dette|det\s+her|følgende|:|\W*$)"
_JOINT = tuple(
    compile_late(pattern)
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
            r"(?:på\s+vegne\s+af|for|fra|af|dækker|omfatter)\s+(?:\w+\s+(?:i|på|fra|hos)\s+)?[§€%]"
        ),
        (
            r"\b(?:gælder|gælde|dækker|dække|omfatter|tæller|tælle|gøre\s+det\s+ud)\s+"
            r"(?:(?:også|både|ligeledes|tillige|for|samtidig|fra|derfor|altså|således|dermed|alle)\s+){0,3}[§€%]"
        ),
        (
            r"\b(?:send\w*|afgive[rst]?|fremsendes|svarer|taler|skriver|indsendes|gives|kommer|er)\s+(?:\w+\s+){0,4}?"
            r"(?:for|fra)\s+[%€]"
        ),
        r"[§€]'?s?\s+og\s+(?:på\s+)?egne\s+vegne\b|\begne\s+(?:vegne\s+)?og\s+(?:på\s+)?[§€]",
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
_WE_TWO = compile_late(
    rf"\b(?:vi|os|vores\s+\w+)\s+(?:og|samt)\s+{_OTHER}|[§#]\s+og\s+(?:vi|os|vores\s+\w+|undertegnede)\b|"
    rf"\b(?:vi|udvalget)\b.{{0,30}}\b{_TOGETHER}\s+med\s+{_OTHER}\s+om\s+at\s+svare|"
    r"[§#].{0,60}\b(?:stå|står|være|er|komme|skrives)\s+(?:også\s+)?(?:med|omfattet)\b|\ber\s+[§#]\s+(?:også\s+)?med\b"
)
"""Said of those who write, or of an answer."""
_IS_ABOUT_ANSWER = compile_late(rf"{_ANSWER}|brevhoved|logo|\bfælles(?:produkt|arbejde|værk)|\b{_WRITE}\b")
_IN_A_NOTE = compile_late(
    r"\bi\s+¤[^.]*\bi\s+[§€]|\bi\s+[§€][^.]*\bi\s+¤|"
    r"\A\W*[§€#]\s+(?!\w+\s+(?:jeg|vi)\b|har\s+(?:spurgt|fået)\b|[^.]*\bkopi|her\b|kommune\W*\Z|svarer\s+(?:selv|for)|sender\s+(?:selv|sit|deres))\w+\s+\w|"
    r"\b(?:vi|os)\b[^.]{0,40}\bsammen\s+med\s+[§€#](?![^.]*\b(?:drøft|talt|mødt|holdt|diskut|projekt|arbejde|besøg))|"
    r"\b(?:skriv|not[ée]r|sæt|tæl|regn|husk|medtag|hjælper|hjulpet|registrere[st]?)\b[^.]{0,40}[§€%]|"
    r"\A(?:for|f\.)\s+[§€]|\b(?:kun|svar\w*|mail|brev|bemærkninger)\s+(?:[^\W\d_]+\s+){0,2}for\s+[§€%]"
)
"""In a few words, in which each is of the answer: another does something, or something is to be done for him."""
_ELSEWHERE = compile_late(
    r"(?<!notat )(?<!brev )(?<!mail )"
    r"\b(?:i|til|på|fra|ved|hos|om|som|end|over|under)\s+(?:vores\s+|den\s+|det\s+|de\s+)?(?:\w+\s+i\s+)?[§€]"
)
"""A place, a reader, or one with whom something is compared: "vi ses i Nyborg", "kopi til Assens"."""
_BUSY = compile_late(
    r"\bkopi|\bcc\b|hørt\s+fra|fejl|projekt|samarbejd|\barbejde|deltage|netværk|kursus|besøg|børn|elever|møde|konference|"
    r"seminar|eksempe|\bmodel|adresse|telefon|\bansat|ferie|studietur|\bsag(?:en)?\b|tidligere|flytte|skifte|\bjobs?\b|"
    r"stilling|pilot|forsøg|partnerskab|\b(?:vi|har)\s+(?:\w+\s+)?(?:set|læst|kigget|lånt)|dialog|kontakt|snak|spurgt|"
    r"\bspørge|fælles\s+(?:\w+\s+)?\w*(?:skole|ppr|tilbud|uddannelse|beredskab)|(?:\bsin|deres|sit)\s+eget|de\s+øvrige|"
    r"\bdeler\b(?! med\b)|forskel|drøft|(?:svarer|sender|afgiver)\s+(?:for\s+sig\s+)?selv"
)
"""Others are named for something else than the answer."""
_SIGNS_OFF = compile_late(
    r"(?:med\s+)?(?:venlig|bedste|kærlig|mange|de\s+bedste)\w*\s+hils|(?:hilsen|mvh|vh|kh|bh)\b|"
    r"¤(?!.*\b(?:\w+er|har|vil|kan|skal|må)\b)[^%§€]{0,60}\Z"
)
"""What stands below was printed: "Lemvig Kommune, Skole og Dagtilbud"."""
_FOR_THEM = compile_late(
    r"\bfor\s+(?:dem|ham|hende)\b|\b(?:på|i)\s+deres\s+(?:vegne|navn|sted)\b|"
    r"\bderes\s+(?:eget\s+|egne\s+)?(?:hørings)?(?:svar|besvarelse|bemærkninger|udtalelse)\b|"
    r"\bsend\w*\s+(?:\w+\s+){0,2}deres\b(?!\s+eget)|\bsend\w*\s+(?:\w+\s+){0,3}for\s+[§€]"
)
"""Of those whom another sentence of the note names: "Skive har nedbrud. Jeg sender for dem."."""
_FOR_ALL = compile_late(
    r"\b(?:for|på|i)\s+(?:begge|alle)(?:\s+(?:to|tre|fire|fem))?(?:\s+(?:kommuner|byråd))?(?:s\s+navn)?(?=\W*\Z)|"
    r"\b(?:not[ée]re?|registrere?|tælle?|krydse?)\s+(?:\w+\s+){0,2}begge\b"
)
"""Of them and the sender: "Bedes noteret på alle fire."."""
_NAME_ALONE = compile_late(
    r"\A(?:(?:hørings)?svar(?:et)?|udtalelse|bemærkninger|besvarelse|høring|kommunale|kerneværdier|vedr|ang|fra|om|til|for|"
    r"på|vegne|af|\W)*?[§€%](?:(?:hørings)?svar|udtalelse|bemærkninger|kommunale|kerneværdier|til|om|\W)*\Z"
)
"""A subject, or all that is written."""
_LONGEST_NOTE = 400
_FIRST_SUBJECT = compile_late(
    rf"\A(?:{_LEADERS}\s+(?:i|fra|for)\s+)?[%€]\s+(?:har|er|takker|vil|kan|ønsker|synes|\w+er)\b(?!\s+(?:jeg|vi)\b)"
)
"""Whoever is named first and does something speaks."""
_COMMON_ANSWER = compile_late(
    r"\b(?:(?:vores|et|jeres|her(?:med)?|vedhæftet)\s+)fælles\s*(?:hørings)?(?:svar|udtalelse|besvarelse|bemærkninger)\b|"
    r"\A\W*(?:kommunernes\s+)?fælles\s*(?:hørings)?(?:svar|udtalelse|besvarelse)\b|kommunernes\s+fælles|"
    r"\bjoint\s+(?:answer|response|reply|submission)\b"
)
_AT_HOME = compile_late(
    r"udvalg|forvaltning|afdeling|område|center|centre|dagtilbud|skole|tværs|partier|magistrat|byråd|administration"
)
"""An answer is common to two committees as well."""
_ABOUT_OTHERS = compile_late(
    r"¤\s+(?:kan\s+)?(?:tilslutte|støtte|bakke|henhold)|"
    r"\b(?:henvis|vi\s+(?:kan\s+)?(?:tilslutte|støtte|bakke|henhold)|tilslutter\s+(?:vi\s+)?os|enige?\s+med\b|"
    r"vi\s+(?:har\s+)?læst|erfaring|forskel|(?:drøftet|talt|sparret)\s+med\b|[¤s]\s+eget\b|"
    r"jf\.|inspir|"
    r"ligesom\s+(?:vores\s+)?(?:[§#%€]|nabo|flere|andre)|kommenter|citer|modsat|i\s+stedet|selv\s+deres|egne?\s+svar|eget\s+(?:hørings)?svar|hver\s+(?:sit|især|for)|"
    r"ikke\s+(?:sammen|fælles|på\s+vegne|for\b)|hver\s+deres|særskilt|kun\s+for|alene\s+for)"
)
"""Whoever says so speaks of others' answers, or of his alone."""
_SENTENCE_END = compile_late(r"[.!?;](?<!\bkgs.)\s|\n\s*\n")
_PIECES = compile_late(r"[,()/|;\n]|\bog\b|&")
_LONGEST_SENTENCE = 300
_MOST_SENTENCES = 20
_FIRST = 2
"""Sentences, greeting and all, that may name who writes."""


def list_partners(
    opening: Folded, finder: NameFinder, owners: Collection[str], *, is_written: bool
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each sentence of a folded text that binds others to the answer, with the codes of all whom it answers for.

    Where the sender wrote it in the mail itself (``is_written``) and it is short, less is needed to bind them.
    """
    text = raise_names(opening.text, finder) if is_written else opening.text
    has_others = names_another(text, finder, owners)
    if not (has_others or _may_be_joint(opening.small)):
        return
    cues = _pick_cues(text)
    is_note = len(text) <= _LONGEST_NOTE
    sentences = (" ".join(sentence[:_LONGEST_SENTENCE].split()) for sentence in _SENTENCE_END.split(text))
    is_signed = False
    passed: list[tuple[str, tuple[str, ...], str]] = []
    for number, said in enumerate(islice(filter(None, sentences), _MOST_SENTENCES)):
        if not (has_others or _may_be_joint(said.lower(), cues)):
            continue
        masked, others = mask(said, finder, owners)
        is_signed = is_signed or _SIGNS_OFF.match(masked) is not None
        if (
            is_common(masked)
            or _is_joint(masked, is_first=number < _FIRST, is_note=is_note)
            or (is_note and is_written and not is_signed and _stands_beside_answer(masked))
        ):
            yield (*sorted(owners), *others), said
        else:
            passed.append((masked, others, said))
    if is_note and is_written:
        yield from _list_sent_for(passed, owners)


def _list_sent_for(
    note: list[tuple[str, tuple[str, ...], str]], owners: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the first sentence that names others, where it or another says that the answer is theirs (too)."""
    heard = [one for one in note if not _ABOUT_OTHERS.search(one[0])]
    named = next(((others, said) for _, others, said in heard if others), None)
    if named is None:
        return
    others, said = named
    if any(_FOR_ALL.search(masked) for masked, _, _ in heard):
        yield (*sorted(owners), *others), said
    elif any(_FOR_THEM.search(masked) or _NAME_ALONE.match(masked) for masked, _, _ in heard):
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


def _pick_cues(text: str) -> tuple[str, ...]:
    """Return the cues that stand anywhere in a text, however its lines are broken: of its sentences no others do."""
    small = " ".join(text.lower().split())
    return tuple(cue for cue in _CUES if cue in small)


def _may_be_joint(small: str, cues: tuple[str, ...] = _CUES) -> bool:
    """Say whether there is a word of an answer in common, though no other municipality is named in capitals."""
    if holds_any(small, cues):
        return True
    return " og " in small and " kommune" in small and WRITTEN_SMALL.search(small) is not None


def _is_joint(masked: str, *, is_first: bool, is_note: bool) -> bool:
    has_others = holds_any(masked, ("§", "#", "%", "€"))
    if not (has_others or "¤" in masked) or _ABOUT_OTHERS.search(masked):
        return False
    if any(pattern.search(masked) for pattern in (_JOINT if has_others else _JOINT_WITH_OWN)):
        return True
    if is_first and _FIRST_SUBJECT.match(masked):
        return True
    if is_note and _IN_A_NOTE.search(masked):
        return True
    return _WE_TWO.search(masked) is not None and _IS_ABOUT_ANSWER.search(masked) is not None


def _stands_beside_answer(masked: str) -> bool:
    """Say whether a note names others otherwise than as a place or in passing: in doubt they are of the answer."""
    if _ABOUT_OTHERS.search(masked) or "vegne af" in masked or _NAME_ALONE.match(masked) or _FOR_THEM.search(masked):
        return False
    return holds_any(_ELSEWHERE.sub(" ", masked), ("§", "€", "%")) and _BUSY.search(masked) is None
