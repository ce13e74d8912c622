"""How somebody declines to say anything; texts are plain."""

from domain.pattern import compile_late
from intake.classification.phrases import holds_any

_NEGATIONS = (
    "ingen", "ikke", "afst", "undlad", "intet", "no ", "uden", "takker nej", "melder pas", "springer over", "frasiger",
    "fravælger", "afkald", "passer", "blank", "hverken", "blankt", " 0 ", "0 b", "0 k", "nul ", "afholder",
    "frafald", "nothing ", "keine ", "inga ",
)  # fmt: skip
"""Without one of these nothing is declined, and the long pattern need not be asked."""
_ADJECTIVES = (
    r"(?:(?:nogen|nogle|særlige|yderligere|konkrete|væsentlige|egentlige|flere|andre|øvrige|faglige|politiske|"
    r"umiddelbare|haft|noget|nogle som helst|selvstændige|specifikke|denne gang|i denne omgang|på nuværende tidspunkt|"
    r"umiddelbart|hertil|herfra|heller|her) )*"
)
_REMARK = (
    r"(?:bem\.|komm\.|bem$|bemærkn|kommentar|komentar|merknad|bemerk|indsigelse|indvending|tilføjelse|ændringsforslag|"
    r"input\b)"
)
_GIVE = (
    r"(?:afgive|kommentere|udtale|svare|besvare|bemærke|tilføje|indvende|bidrage|byde ind|skyde ind|byde på|supplere|"
    r"(?:komme med|indsende|fremsende|sende)(?= (?:\w+ ){0,3}?(?:hørings?svar|svar|bemærkning|kommentar|udtalelse|"
    r"input|besvarelse)| ?[.!]?$))"
)
_MATTER = r"(?:høringen|sagen|materialet|udkastet|teksten|værdierne|kerneværdierne|spørgsmålene)"
_WORDS = r"(?:[\wæøå.-]+ ){0,4}?"
_DECLINES = compile_late(
    rf"\b(?:ingen|ikke) (?:har )?{_ADJECTIVES}{_REMARK}|"
    rf"(?:ikke|ingen) {_WORDS}(?:anledning|grundlag|grund|behov) (?:til|for) (?:{_ADJECTIVES}{_REMARK}|at {_GIVE})|"
    rf"(?:beslutte[rt]?|besluttede|valgt|vælger|valgte)[^.]{{0,40}}\bikke (?:at )?(?:{_GIVE}|afgives|indsendes)|"
    rf"(?:ønsker|agter|vil|kommer) {_WORDS}ikke (?:at |til at )?{_GIVE}|"
    rf"ikke (?:ønsker|agter|kommer til) at {_GIVE}|"
    r"ikke (?:at )?(?:vil )?(?:benytte|gøre brug|bruge)[rs]? (?:sig |os )?(?:af )?(?:\w+ ){0,2}mulighed|"
    rf"(?:afstår|afstå|undlader|undlade) (?:\w+ )?(?:fra )?at {_GIVE}|"
    rf"(?:intet|ikke noget|ikke yderligere|ingenting) (?:\w+ )?(?:at {_GIVE}|til {_MATTER})|"
    r"(?:afgiver|indsender|fremsender|sender|afgives|indsendes|fremsendes) (?:der )?(?:[\w-]+ kommune )?(?:\w+ )?ikke "
    r"(?:\w+ )?(?:noget |et |nogen )?(?:hørings)?(?:svar|bemærkninger|udtalelse)|"
    r"ikke (?:\w+ )?(?:afgives|indsendes|fremsendes|afgiver|indsender) (?:noget |et |nogen )?(?:hørings)?(?:svar|"
    r"bemærkninger|"
    r"udtalelse)|"
    r"(?:takker nej|frasiger|fravælger|giver afkald)[^.]{0,40}\b(?:svar|afgive|bidrage|kommentere|udtale)|\b(?:vi|"
    r"kommune) (?:melder pas|springer over|passer (?=denne|i denne))|"
    rf"afholder sig fra at {_GIVE}|undlader {_REMARK}|\b(?:0|nul) {_REMARK}|"
    r"ønsker (?:[\w-]+ ){0,3}ikke at deltage i (?:\w+ )?høring|"
    r"svarer (?:\w+ )?ikke på (?:den|det|høringen)\b|ikke (?:\w+ )?sendes (?:hørings)?svar|"
    r"kommer (?:der )?ikke (?:noget )?(?:hørings)?svar|"
    r"\bno (?:further )?(?:comments|remarks|observations)\b|\bnothing (?:further )?to add\b|"
    r"\bkeine (?:\w+ )?(?:anmerkungen|bemerkungen|kommentare|einwände)\b|"
    r"\binga (?:synpunkter|kommentarer|anmärkningar)\b|"
    rf"\bfrafalder (?:at {_GIVE}|{_REMARK})|\bmed (?:et )?blankt (?:hørings)?svar\b|"
    r"\bhar (?:ikke|intet) yderligere(?: hertil)?[ .!]*$|"
    r"\buden (?:yderligere )?(?:bemærkn|kommenta|at kommentere|indvend|indsigelse)"
)
_NOT = r"(?:ikke|ingen|intet|ingenting|hverken|0)"
_SAYING = (
    r"(?:bemærkn|kommenta|komenta|merknad|kommentere|forholde (?:os|sig)|(?:\bsende[rs]?|\bkommer?|afgive[rs]?|"
    r"indsende[rs]?) (?:der )?(?:\w+ ){0,2}(?:hørings)?svar|noget fra os|noget (?:herfra|"
    r"til den|til det)|indsigelse|indvend|tilføj|ændringsforslag|ændringer|rettelser|input|indspil|"
    r"bidrage?\b|"
    r"afgive|udtale|at sige|på hjerte|komme efter|udsætte på|at melde|holdning til|mening om|deltage i høringen|"
    r"forslag til|svare[rs]? (?:ikke |derfor ikke )?(?:på høring|$)|muligheden for at svare|herfra[.!]?$)"
)
_SOMEBODY = (
    r"(?:\bvi\b|\bder er\b|kommune|byråd|udvalg|forvaltning|kommunalbestyrelse|\bherfra\b|fra vores side|høringen|^)"
)
_GENERAL = compile_late(
    rf"{_SOMEBODY}[^.?]{{0,80}}\b{_NOT}\b[^.?]{{0,110}}{_SAYING}|"
    rf"{_SOMEBODY}[^.?]{{0,80}}{_SAYING}[^.?]{{0,40}}\b{_NOT}\b|"
    r"\bvi svarer (?:derfor |altså )?ikke\b|\b(?:melder|stemmer) blankt\b|^blankt svar|"
    r"ikke (?:forvente|regne med) (?:\w+ ){0,2}(?:hørings)?svar|(?:vi|kommune) har ikke noget(?: (?:fra|"
    r"til) \w+)?[.!]?$"
)
_SAYS_ELSE = compile_late(
    r"ikke (?:\w+ )?(?:afgjort|besluttet|sikker|afklaret)|\bom (?:vi|kommunen|udvalget|byrådet|\w+ kommune)\b|"
    r"jeres (?:holdning|mening)|gerne (?:høre|vide|spørge|have oplyst)|vores (?:hørings)?svar|\bsvaret\b|indgå|"
    r"længere|stå ved|gælde|"
    r"modtag|fået|\bsendt\b|\bnår?\b|nåe[dt]|åbne|\bkan ikke|kunne ikke|færdig|læst? (?:jeres|dine)|glemt at vedhæft|"
    r"vedhæft|"
    r"\blink|"
    r"forstå|ikke enig|uenig|spørgsmål om|mange\b|kun\b|kende|ikke (?:være )?enig|skal ikke|må ikke|bør|ikke tilstrækk|"
    r"ikke (?:\w+ )?(?:klar|konkret|tydelig)|ikke kan (?:bakke|støtte|tilslutte)"
)
"""Not having received or managed something is no declining, nor is an opinion with a negation in it."""
_LONGEST_GENERAL = 160
"""Characters of a sentence that only declines."""
_SHORT_ANSWER = compile_late(
    r"^(?:nej,? ?)?(?:det|dem|sådanne|nogen|nogle)? ?har (?:vi|kommunen|udvalget|byrådet|kommunalbestyrelsen|"
    r"[\w-]+ kommune) "
    r"(?:derfor |dog |imidlertid )?(?:ikke|ingen af)\b[^.]{0,20}\.?$|^(?:svaret er )?nej\b.{0,20}$"
)
"""»I spørger, om vi har bemærkninger. Det har vi ikke.«"""
_REMARKS = compile_late(r"bemærkning|kommentar|indsigelse|input")


def says_nothing(text: str) -> bool:
    """Say whether a text declares that there is nothing to say."""
    if not holds_any(text, _NEGATIONS):
        return False
    return bool(_DECLINES.search(text)) or _declines_in_general(text)


def _declines_in_general(sentence: str) -> bool:
    """Say whether a sentence holds somebody, a negation and a word for saying something, and no other matter."""
    if len(sentence) > _LONGEST_GENERAL or _SAYS_ELSE.search(sentence):
        return False
    return bool(_GENERAL.search(sentence))


def remove_declining(text: str) -> str:
    """Return a text without the words that decline."""
    return _DECLINES.sub(" ", text)


def cut_declining(text: str) -> str:
    """Return what a text says behind the words that decline."""
    declined = _DECLINES.search(text) or _GENERAL.search(text)
    return text[declined.end() :] if declined else ""


def find_declining(sentences: tuple[str, ...]) -> int | None:
    """Find the sentence that declines, in itself or as the answer to the one before it."""
    for index, sentence in enumerate(sentences):
        if says_nothing(sentence) and "?" not in sentence:
            return index
        if index and _SHORT_ANSWER.search(sentence) and _REMARKS.search(sentences[index - 1]):
            return index
    return None
