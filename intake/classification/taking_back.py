"""How somebody takes an answer back; sentences are plain."""

from domain.pattern import compile_late
from intake.classification.phrases import holds_any

STEMS = (
    "træk", "trukket", "tilbage", "annuller", "ophæv", "udgå", "bortfald", "bort fra", "væk fra", "bortse", "ignorer",
    "withdraw", "disregard", "glem", "slet", "kald", "makuler", "destruer", "kass", "gælde", "fjern", "stryg", "retur",
    "fortryd", "ugyldig", "ikke", "fejl", "recall", "af bordet",
)  # fmt: skip
"""Without one of these nothing is taken back."""
_ANSWER = r"(?:(?:hørings?)?svar|besvarelse|udtalelse|bemærkninger|\bmail|e-mail|meddelelse|henvendelse)\w*"
_VERB = (
    r"(?:annuller|ophæv|makuler|destruer|kass[ée]r|\bfjern(?:e|es|et)?\b|\bstryg(?:e|es)?\b|\bslet(?:te|tes|tet)?\b|"
    r"returner|fortryd|tilbagetræk|tilbagekald|tilbagetag|\bgå(?:r)? ud af|\budgå(?:r)?\b|recall|af bordet|"
    r"bortfalder)"
)
_NOT_USED = (
    r"(?:ikke (?:længere )?(?:at )?(?:\w+ )?(?:gælde|gyldig|indgå|brug|anvend|medtag|medregn|tælle|regnes|betragt|"
    r"tage[st]? i betragtning|"
    r"opretholde|lægges til grund)|gælder ikke|ugyldig)"
)
_TAKES_BACK = compile_late(
    rf"{_VERB}\w{{0,12}}\b.{{0,50}}{_ANSWER}|{_ANSWER}.{{0,80}}{_VERB}|"
    rf"kald\w*\b.{{0,40}}{_ANSWER}.{{0,20}}\btilbage|træk(?:ker|kes|ke)\b.{{0,80}}\btilbage|"
    r"trukket\b.{0,60}\btilbage|"
    rf"{_ANSWER}.{{0,80}}(?:{_NOT_USED}|\btrækkes|\ber trukket)|\bikke,? at .{{0,30}}{_ANSWER}.{{0,20}}\b(?:indgår|"
    r"bruges|anvendes|medtages)|"
    rf"\b(?:få|have|sende) (?:\w+ ){{0,2}}{_ANSWER} (?:\w+ )?retur|"
    r"withdraw\w*.{0,60}\b(?:answer|response|reply)"
)
_ANSWER_WORD = compile_late(rf"{_ANSWER}|response|answer|reply")
_IGNORES = compile_late(
    r"(?:\bse (?:venligst |gerne )?(?:helt )?(?:bort|væk) fra|bortse fra|ignorer\w{0,30}|disregard|\bglem|"
    rf"\bslet(?:te|tes)?\b(?! ikke)).{{0,60}}(?:fremsendte|brev|response|{_ANSWER})"
)
_SENT = compile_late(rf"{_ANSWER}|send(?:t|e|es)\b|\bfil\b|vedhæftede|\bi (?:\w+ )?(?:fik|modtog)\b")
_POINTS_BACK = compile_late(
    r"(?:bort|væk) fra (?:det|den|dette|denne|dem)\b(?! \w+[a-zæøå])|"
    r"(?:bort|væk) fra (?:det|den|dem),? (?:som )?(?:vi|jeg|i|du)\b|sendt ved en fejl|"
    r"ved en fejl(?:tagelse)? (?:frem|af)?sendt|"
    r"(?:slet|kass[ée]r?|fjern|makuler|annuller|returner|ignorer|destruer|glem)\w{0,4} (?:venligst )?(?:det|den|"
    r"dem)\b(?! \w*svar på)|"
    r"\b(?:det|den|dem) (?:\w+ ){0,5}(?:slette|slettes|kassere|fjerne|annullere|returnere|returneret|ignorere|"
    r"destrueret|"
    r"se bort fra)\b|\bikke (?:\w+ )?(?:indgå|anvende|bruge|anvendes|bruges)\b|brug (?:det|den) ikke"
)
_TO_WRONG_READER = compile_late(
    r"rette modtager|sendt til dig|til dig ved en fejl|beder vi dig|ved en fejl har modtaget|"
    r"modtaget (?:\w+ )?(?:mail|e-mail)\w* ved en fejl|bedes du slette"
)
_OWN_WORK = compile_late(r"trække[rs]?\b[^.]{0,40}\b(?:på|i) (?:samme|erfaring)")


def takes_back(sentence: str) -> bool:
    """Say whether a sentence takes an answer back in so many words."""
    if not holds_any(sentence, STEMS) or _OWN_WORK.search(sentence) or _TO_WRONG_READER.search(sentence):
        return False
    return bool(_ANSWER_WORD.search(sentence) and _TAKES_BACK.search(sentence))


def asks_to_ignore(sentence: str) -> bool:
    """Say whether a sentence asks to see past a mail or an answer; beside another one that may only replace it."""
    return bool(_IGNORES.search(sentence)) and not _TO_WRONG_READER.search(sentence)


def find_pointer(sentences: tuple[str, ...]) -> str | None:
    """Find a sentence that takes back what those before it named: "Svaret … Vi beder jer se bort fra det."."""
    named = False
    for sentence in sentences:
        named = named or bool(_SENT.search(sentence))
        if named and _POINTS_BACK.search(sentence) and not _TO_WRONG_READER.search(sentence):
            return sentence
    return None
