"""Answers that are not there yet: promised for another day, or only drafted."""

from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.phrases import HEARING_REPLY, LATER, PROMISES, holds_any

_PROMISE_STEMS = (
    "følger", "kommer", "send", "forvent", "vil blive", "foreligger", "er klar", "vender tilbage", "aflever", "svarer",
    "afgiver",
)  # fmt: skip
_BRINGS_NOW = compile_late(r"\b(?:hermed|vedhæftet|vedlagt) (?:\w+ ){0,2}(?:hørings)?svar")
_IN_ITS_PLACE = compile_late(
    r"foreløbig|(?:politisk|godkendte|behandlede) (?:\w+ )?(?:hørings?)?svar|(?:rettet|ny) (?:udgave|version)"
)
"""What follows is another edition of what has come: "det politisk behandlede svar eftersendes"."""
_IN_TIME = compile_late(
    r"\binden (?:\w+ )?(?:weekend|frist|deadline|kl\b|midnat|ferie|udløb|tid|sommer|jul|vi|jeg|i dag|i aften)\w*"
)
"""Beside a file that is handed over now, this tells of haste: "her er svaret inden weekenden"."""
_HANDS_OVER = compile_late(
    r"\bher(?:med)?\b(?! (?:i|på|fra|hos|ved)\b)|"
    r"\b(?:vedhæft|vedlagt|vedlægge)\w*(?! (?:er |finder i |følger )?(?:jeres|kls|kl's|et foreløbig|en foreløbig))\b"
)
_NOT_NOW = compile_late(r"vender (?:\w+ )?tilbage|(?<!her )(?<!hermed )\bsendes\b|eftersend|\bi (?:får|hører)\b")
"""Said beside a file, the file is something else than the answer: "svaret sendes inden ferien"."""
_TOO_LATE = compile_late(r"efter (?:\w+ )?frist|for sent|forsink|efter tid|først nu|sene svar")
_REGRETS = compile_late(r"beklag|undskyld|ked af")
_SENDS_MORE = compile_late(r"følger|eftersend|senere|forvente|\bkommer\b")
_DRAFT = compile_late(
    r"\b(?:udkast(?:et)?|kladde[nr]?|forslag) til (?:\w+ ){0,3}?(?:hørings?)?(?:svar|besvarelse|udtalelse)(?:et|en)?\b|"
    r"\bsom kladde\b|\ber (?:kun |blot |stadig )?(?:et udkast|en kladde)\b|bort fra kladden|"
    r"til (?:din|intern) (?:godkendelse|kommentering|gennemsyn|gennemlæsning|orientering)|korrektur|"
    r"inden vi sender (?:det|den)"
)
_DRAFT_STEMS = ("udkast", "kladde", "forslag", "til din", "til intern", "korrektur", "inden vi sender")
_DRAFT_NAME = compile_late(r"(?:^|\W)(?:udkast|kladde)(?!\w)(?! (?:til )?\w*værdi)")
"""A draft of an answer is none; an answer to a draft is: "svar på udkast til værdier"."""


def brings_draft(contents: Contents) -> bool:
    """Say whether it is a draft that came: the words say so, or the file's name where they do not claim an answer."""
    if not holds_any(f"{contents.words} {contents.document_names}", _DRAFT_STEMS):
        return False
    if _DRAFT.search(contents.words):
        return True
    named = _DRAFT_NAME.search(contents.document_names.replace("_", " "))
    return bool(named) and not HEARING_REPLY.search(contents.words) and not _BRINGS_NOW.search(contents.words)


def find_promise(contents: Contents) -> str | None:
    """Find the sentence that promises an answer for another day."""
    said = contents.pick_sentences(_PROMISE_STEMS)
    return next((s for s in said if _is_promise(s, brings_file=bool(contents.own_documents))), None)


def _is_promise(sentence: str, *, brings_file: bool) -> bool:
    if brings_file and _HANDS_OVER.search(sentence) and not _NOT_NOW.search(sentence):
        sentence = _IN_TIME.sub(" ", sentence)
    if not PROMISES.search(sentence) or not LATER.search(sentence) or "endelig" in sentence:
        return False
    if not brings_file:
        return True
    if _IN_ITS_PLACE.search(sentence) or (_TOO_LATE.search(sentence) and _REGRETS.search(sentence)):
        return False
    return not _BRINGS_NOW.search(sentence) or bool(_SENDS_MORE.search(sentence))
