"""Sees that an answer is provisional: that somebody above its writers has yet to approve it.

Such an answer counts. One sentence must say it, and of the answer: a reservation, the word itself, an approval that
is to come, a final answer announced. An approval that was given makes none, nor does one of something else.
"""

import re
from collections.abc import Iterator

from domain.pattern import compile_late
from intake.classification.contents import Contents, split_sentences
from intake.classification.declining import says_nothing
from intake.classification.phrases import holds_any

_STEMS = (
    "forbehold", "foreløbig", "midlertidig", "endelig", "officiel", "godkend", "behandl", "forelæg", "forelagt", "set ",
    "tiltræd", "drøft", "stilling til", "dagsorden", "at se", "ændringer", "rettelser", "mødes", "betinget", "mangler",
    "forudsætning", "afventer", "provisional", "preliminary", "subject to",
)  # fmt: skip
"""Without one of these nothing here is said."""
_DOCUMENT_STEMS = (
    "forbehold", "foreløbig", "endnu ikke", "endelige svar", "endeligt svar", "endelige hørings", "endeligt hørings",
    "behandles", "forelægges", "godkendes", "godkendelse",
)  # fmt: skip
"""Fewer: a policy speaks of approvals on every page."""

_ANSWER = (
    r"(?:(?:hørings?)?(?:svar|besvarelse)(?:et|en)?|udtalelsen?|tilbagemelding(?:en)?|bemærkninger(?:ne)?|"
    r"kommentarer(?:ne)?|input(?:tet)?)\b"
)
_APPROVAL = r"(?:godkend|tiltræd|tiltrå|behandl|vedtag|beslut|sanktion|stillingtagen|tilslutning|drøft|accept|politisk)"
_BODY = r"(?:politisk|byråd|kommunalbestyrelse|\w*udvalg|magistrat|borgmester|direktion|mødet\b|kb\b)"

_BY_NAME = compile_late(
    rf"(?:foreløbig|midlertidig|provisorisk)\w* (?:\w+ ){{0,3}}?{_ANSWER}|{_ANSWER} (?:\w+ ){{0,6}}(?:foreløbig|"
    r"midlertidig)|(?:provisional|preliminary) (?:\w+ )?(?:answer|response|reply)"
)
"""»foreløbigt høringssvar«, »svaret skal ses som foreløbigt«."""
_FINAL_LATER = compile_late(
    rf"endelig[te]? (?:\w+ ){{0,3}}?{_ANSWER}(?: fra \w+| \w+ kommune)? (?:[\w.]+ ){{0,3}}?(?:eftersendes|kommer|"
    r"forventes|"
    r"foreligger|afventer|vil (?:blive|følge|kunne)|(?:følger|(?:frem)?sendes)(?! hermed| vedhæftet))|"
    rf"(?:sender|fremsender|eftersender|indsender|vender tilbage med) (?!hermed)(?:\w+ ){{0,4}}?endelig[te]? (?:\w+ )?"
    rf"{_ANSWER}[^.]{{0,60}}\b(?:når|efter|senere|snarest|den \d|i uge)"
)
"""»det endelige svar følger efter mødet«."""
_RESERVED = compile_late(
    rf"(?:forbehold|forudsætning|betinget|afhængig) (?:for|af|om|indtil|frem til|til),? [^.;!?]{{0,80}}?{_APPROVAL}|"
    r"(?:sendt|sendes|afgivet|fremsendt|svar\w*) (?:\w+ )?med forbehold\b(?! for (?!byråd|udvalg|kommunalb|politisk|"
    r"\w+udvalg))|"
    rf"forbehold (?:herfor|derfor|for dette)|politiske? forbehold|forbehold for,? (?:\w+ ){{0,3}}?{_BODY}|"
    r"subject to (?:\w+ ){0,4}approval"
)
"""»med forbehold for byrådets godkendelse«."""
_AWAITED = compile_late(
    rf"(?:mangler|afventer|udestår|forventes)[^.;!?]{{0,60}}?{_APPROVAL}|"
    rf"(?:endnu ikke|ikke endnu|ikke (?:\w+ )?endelig\w*) (?:\w+ ){{0,4}}{_APPROVAL}|"
    rf"(?:har|er) (?:\w+ )?ikke (?:\w+ ){{0,2}}{_APPROVAL}\w*[^.;]{{0,30}} endnu|"
    rf"{_APPROVAL}\w*[^.;]{{0,30}} (?:udestår|mangler|afventer)|"
    r"ikke (?:\w+ )?(?:endelig|officiel)\w*|(?:udvalg|byråd|kommunalbestyrelse|"
    r"formand)\w*[^.;]{0,40}(?:ikke (?:har )?set|"
    r"mangler at se|ikke nået at (?:se|behandle|godkende)|siger god for|mødes først|først mødes)|"
    r"(?:på|til) (?:\w*dagsorden\w*)[^.;]{0,60}(?:\bden \d|\d/\d|i uge|næste|mødet)|"
    r"(?:ændringer|rettelser)[^.;]{0,60}(?:byråd|udvalg|eftersend|ny udgave|får i)|"
    rf"ikke (?:\w+ ){{0,2}}(?:politisk|i (?:byrådet|udvalget|kommunalbestyrelsen)) (?:\w+ )?{_APPROVAL}|"
    rf"(?:inden|før|forud for) (?:\w+ ){{0,3}}?(?:politisk|{_BODY}\w*) (?:\w+ )?{_APPROVAL}"
)
"""»svaret er endnu ikke politisk behandlet«, »afventer udvalgets godkendelse«."""
_WILL_BE = (
    r"(?:(?:behandles|forelægges|godkendes|drøftes|tiltrædes)\b|"
    r"(?:skal|vil|bliver|forventes) (?:\w+ ){0,4}?(?:behandle|forelæg|forelagt|godkend|drøft|tiltræ|tiltråd))"
)
_COMING = compile_late(
    rf"{_BODY}\w* (?:\w+ ){{0,2}}skal (?:\w+ )?(?:behandle|godkende|drøfte|tage stilling til) (?:\bden \d|\d+/\d|"
    r"i uge|senere)|"
    rf"(?:{_ANSWER},?|\b(?:sagen|høringen|det|den|de)) (?:\w+ ){{0,4}}?{_WILL_BE}[^.;!?]{{0,60}}?(?:{_BODY}|\bden \d|"
    r"i uge)|"
    rf"{_ANSWER},? (?:\w+ ){{0,3}}?{_WILL_BE}|\bpolitisk (?:\w+ ){{0,2}}(?:behandles|godkendes|drøftes|forelægges)|"
    rf"{_BODY}\w* (?:\w+ ){{0,3}}?(?:behandler|godkender|drøfter|tager (?:først )?stilling til|"
    r"skal (?:\w+ )?(?:behandle|"
    rf"godkende|drøfte|tage stilling til)) (?:\w+ ){{0,4}}?(?:{_ANSWER}|sagen|høringen|det)\b"
)
"""»svaret behandles politisk den 12. november«, »byrådet tager først stilling til svaret den 27.«."""
_OTHERS = compile_late(
    r"minister|folketing|regering|lovforslag|finanslov|økonomiaftal|skolebestyrelse|forældrebestyrelse|\bregion(?:en|"
    r"s)|"
    r"\bkl(?:s|'s)?\b|til (?:\w+ )?(?:orientering|efterretning)"
)
"""Somebody whose approval is not that of the answer, or who is only told."""
_OVER = compile_late(
    r"uden forbehold|ikke (?:taget|tager) forbehold|bortfald|frafald|ophæve|ikke længere|erstatte|"
    r"(?:tidligere|allerede) (?:\w+ )?(?:frem|ind|af)?(?:sendte|givne)|(?:siden|til|af) (?:vores|det|"
    r"kommunens) foreløbige|"
    r"\b(?:er|blev|har|var|blevet) (?:(?!ikke)\w+ ){0,3}(?:godkendt|tiltrådt|behandlet|vedtaget)\b"
)
"""It was so once, or is settled: »udvalget har godkendt svaret«."""
_STILL = compile_late(
    r"forbehold (?:for|af)|endnu ikke|ikke (?:\w+ )?(?:endelig|politisk)|mangler|afventer|\bfør\b|ikke har set|"
    r"\bnår (?:\w+ ){0,3}har\b"
)
_BRINGS_FINAL = compile_late(
    r"(?:hermed|vedhæft\w+|vedlagt\w*|her (?:er|kommer|følger)|"
    r"\b(?:frem)?sende[rs]) (?:\w+ ){0,4}?endelig[te]? (?:\w+ ){0,2}?"
    rf"{_ANSWER}(?!,? (?:\w+ )?(?:følger|kommer|når|efter|senere|forventes|vil))|"
    rf"endelig[te]? (?:\w+ )?{_ANSWER} (?:\w+ ){{0,4}}?(?:vedhæftet|vedlagt|(?:følger|(?:frem)?sendes) hermed)"
)
_OF_THIS_ANSWER = compile_late(r"hørings?svar|\bsvaret\b|besvarelsen|udtalelsen|nærværende|\bdette svar|administrativt")
_HEAD, _TAIL = 3_000, 2_000
"""Characters of a letter in which a reservation stands: before what it says, or below it."""


def is_provisional(contents: Contents) -> bool:
    """Say whether the answer that a mail brings has yet to be approved."""
    names = contents.document_names.replace("_", " ")
    brings_letter = contents.is_short and (bool(contents.own_documents) or says_nothing(contents.words))
    own = [*(s for s in (contents.subject, names) if holds_any(s, _STEMS)), *contents.pick_sentences(_STEMS)]
    if any(_BRINGS_FINAL.search(s) and not _RESERVED.search(s) for s in own):
        return False
    if any(_says_so(s, of_answer=brings_letter or bool(re.search(_ANSWER, s))) for s in own):
        return True
    return any(_says_so(s, of_answer=True) for s in _list_document_sentences(contents))


def _list_document_sentences(contents: Contents) -> Iterator[str]:
    """Yield the sentences of documents that speak of their own approval."""
    for document in contents.own_documents[:3]:
        text = document.extracted.text
        if holds_any(text.lower(), _DOCUMENT_STEMS):
            ends = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n\n{text[-_TAIL:]}"
            yield from (s for s in split_sentences(ends) if holds_any(s, _DOCUMENT_STEMS) and _OF_THIS_ANSWER.search(s))


def _says_so(sentence: str, *, of_answer: bool) -> bool:
    """Say whether a sentence makes the answer a provisional one; ``of_answer`` is whether it can only speak of it."""
    if _OTHERS.search(sentence) or (_OVER.search(sentence) and not _STILL.search(sentence)):
        return False
    if _BY_NAME.search(sentence) or _FINAL_LATER.search(sentence):
        return True
    return of_answer and any(sign.search(sentence) for sign in (_RESERVED, _AWAITED, _COMING))
