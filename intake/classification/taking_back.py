"""How somebody takes an answer back; sentences are plain."""

import re

from intake.classification.phrases import holds_any

STEMS = (
    "træk", "trukket", "tilbagekald", "tilbagetag", "tilbagetræk", "annuller", "ophæv", "udgår", "bortfald", "bort fra",
    "væk fra", "bortse", "ignorer", "withdraw", "disregard", "glem", "slet", "kald", "makuler", "destruer", "kass",
    "gælde", "fjern", "stryg", "returner", "fortryd", "ugyldig", "ikke indgå", "skal ikke", "ikke bruges", "fejl",
)  # fmt: skip
"""Without one of these nothing is taken back."""
_ANSWER = r"(?:(?:hørings?)?svar|besvarelse|udtalelse|bemærkninger|\bmail|e-mail|meddelelse|henvendelse)\w*"
_VERB = (
    r"(?:annuller|ophæv|makuler|destruer|kass[ée]r|\bfjern(?:e|es)?\b|\bstryg(?:e|es)?\b|\bslet(?:te|tes)?\b|returner|"
    r"fortryd|"
    r"tilbagetræk|tilbagekald|tilbagetag)"
)
_TAKES_BACK = re.compile(
    rf"{_VERB}\w{{0,12}}\b[^.]{{0,50}}{_ANSWER}|{_ANSWER}[^.]{{0,60}}\b{_VERB}|"
    rf"kald\w*\b[^.]{{0,40}}{_ANSWER}[^.]{{0,20}}\btilbage|træk(?:ker|kes|ke)\b.{{0,80}}\btilbage|"
    r"trukket\b.{0,60}\btilbage|"
    rf"{_ANSWER}[^.]{{0,60}}\b(?:udgår|bortfalder|trækkes|ugyldig|gælder ikke|ikke (?:længere )?(?:gældende|gyldig)|"
    r"(?:skal|må|bør|kan) ikke (?:længere )?(?:indgå|bruges|anvendes|medtages|medregnes|tælle|regnes))|"
    r"withdraw\w*[^.]{0,60}\b(?:answer|response|reply)"
)
_ANSWER_WORD = re.compile(rf"{_ANSWER}|response|answer|reply")
_IGNORES = re.compile(
    r"(?:\bse (?:venligst |gerne )?(?:helt )?(?:bort|væk) fra|bortse fra|ignorer\w{0,30}|disregard|\bglem|"
    r"\bslet(?:te|tes)?\b(?! ikke))[^.]{0,60}(?:fremsendte|brev|response|" + _ANSWER + r")"
)
_POINTS_BACK = re.compile(
    r"(?:bort|væk) fra (?:det|den|dette|denne|dem)\b(?! \w+[a-zæøå])|sendt ved en fejl|"
    r"(?:slet|kass[ée]r?|fjern|makuler|annuller|returner)\w{0,4} (?:venligst )?(?:det|den|dem)\b(?! \w+[a-zæøå])|"
    r"\b(?:det|den|dem) (?:beder|må) (?:vi|jeg) (?:\w+ ){0,3}(?:slette|kassere|fjerne|annullere|returnere|se bort fra)"
)
_TO_WRONG_READER = re.compile(
    r"rette modtager|sendt til dig|til dig ved en fejl|beder vi dig|ved en fejl har modtaget|"
    r"modtaget (?:\w+ )?(?:mail|e-mail)\w* ved en fejl|bedes du slette"
)
_OWN_WORK = re.compile(r"trække[rs]?\b[^.]{0,40}\b(?:på|i) (?:samme|erfaring)")


def takes_back(sentence: str) -> bool:
    """Say whether a sentence takes an answer back in so many words."""
    if not holds_any(sentence, STEMS) or _OWN_WORK.search(sentence) or _TO_WRONG_READER.search(sentence):
        return False
    return bool(_TAKES_BACK.search(sentence) and _ANSWER_WORD.search(sentence))


def asks_to_ignore(sentence: str) -> bool:
    """Say whether a sentence asks to see past a mail or an answer; beside another one that may only replace it."""
    return bool(_IGNORES.search(sentence)) and not _TO_WRONG_READER.search(sentence)


def find_pointer(sentences: tuple[str, ...]) -> str | None:
    """Find a sentence that takes back what those before it named: "Svaret … Vi beder jer se bort fra det."."""
    named = False
    for sentence in sentences:
        named = named or bool(_ANSWER_WORD.search(sentence))
        if named and _POINTS_BACK.search(sentence) and not _TO_WRONG_READER.search(sentence):
            return sentence
    return None
