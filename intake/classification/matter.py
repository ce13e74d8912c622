"""Sees that a mail is about something else: a mailbox that bears a person's initials gets all sorts."""

import re

from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.phrases import FOREIGN_MATTER, HEARING_REPLY

_OTHER_HEARING = compile_late(
    r"(?:svar|bemærkninger|høring)\w* (?:til|om|over|vedr\.?|vedrørende|angående|på|af) (?:\w+ ){0,3}?"
    r"\w*(?:lov(?:en|forslag\w*)?\b|lokalplan|bekendtgørelse|budget|referat|dagsorden|kontrakt|faktura|vejledning|"
    r"cirkulære|"
    r"forordning|kommuneplan|planforslag|regulativ|takst)"
)
_ANSWERS_ANOTHER = compile_late(
    r"(?:hørings?\s?svar|høringsbesvarelse|bemærkninger|høring(?:en)?) "
    r"(?:til|om|over|vedr\.?|vedrørende|ang\.?|angående|på|af) "
    r"(?:[\w-]+ ){0,5}?(?:[\wæøå]*lov(?:en|forslag\w*)?|lokalplan\w*|[\wæøå]*bekendtgørelse\w*|[\wæøå]*cirkulære\w*|"
    r"forordning\w*|kommuneplan\w*|planforslag\w*|regulativ\w*)\b"
)
"""Words that name another hearing outright: what an attached file says beside them does not matter."""
_TO_ANOTHER = compile_late(
    r"(?:svar|udtalelse|bemærkninger|besvarelse) til (?:\w+ ){0,2}?\w*(?:ministeriet|ministeren|styrelsen|folketinget|"
    r"regionen|regionsrådet)\b"
)
"""An answer that was written to somebody else, whatever the thread is called that it comes in."""
_GENERIC = compile_late(
    r"kommun|høring|svar|besvar|bemærk|kommenta|udtalelse|tilbagemeld|indspil|input|udvalg|forvaltning|byråd|børn|"
    r"unge?|skole|"
    r"dagtilbud|uddann|kultur|fritid|vedr|vedhæft|bilag|fremsend|endelig|foreløbig|udkast|materiale|henvend|brev|"
    r"sag[sn]?|"
    r"frist|regions|værdi|spørgsmål|anmod|udsæt|forlæng|ingen|emne|mail|hermed|automatisk|vores|jeres|kære|venlig|"
    r"haster|"
    r"læring|trivsel|familie|velfærd|dannelse|undervisning|forebyg|sundhed|idræt|socia|integration|beskæftig|"
    r"sekretariat|afdeling|center|område|styrelse|magistrat|byens|"
    r"januar|februar|marts|april|juni|juli|august|september|oktober|november|december|mandag|tirsdag|onsdag|torsdag|"
    r"fredag|påmind|rykker|reminder|response|answer|comments|consultation|"
    r"vigtig|rettelse|korrekt|tillæg|supple|politisk|behandl|borgmester|direktør|ekstern|external|sikker|signed|krypter"
)
_SENDER = compile_late(
    r"[\w-]+(?:\s+(?:og|&)\s+[\w-]+)?\s+(?:regions)?kommuner?s?\b|"
    r"\bfra\s+(?:(?!(?:om|vedr|vedrørende|til|ang|angående|over|på)\b)[\w.,&/-]+\s*){1,12}"
)
_ANSWER_TO = compile_late(
    r"(?:svar(?:et)?|kommentarer(?:ne)?|bemærkninger(?:ne)?|input|udtalelse(?:n)?|besvarelse(?:n)?) "
    r"(?:til|på|om|vedr\.?|vedrørende|angående|af) ((?:[\w-]+ ){0,6}[\w-]+)"
)
_LONG_WORD = compile_late(r"[^\W\d_]{6,}")
_BETWEEN = compile_late(
    r"jeres|vores|fremsend|udsend|sendte|tilsend|ovenstående|nedenstående|ovennævnte|følgende|fælles|mellem|tidligere|"
    r"opfølg|konkrete?|ganske|stillede|enkelte|begge|aktuelle|hermed|venligst|odense|kommun|landsforening|forslag|"
    r"udvalget|byrådet|direktion|drøft|møde[rt]?$|regering|november|oktober|juni|påtænk|ligger|følger|kommer|vedlag|"
    r"deadline|politik|formand|sendes"
)
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "aa"})
_REFERENCE = compile_late(r"\(.*?\)|\[.*?\]|\S*\d\S*|^(?:\w{1,3}\s*:\s*)+")


def names_other_matter(contents: Contents) -> str | None:
    """Find the words that name other business, where nothing in the mail names the consultation's.

    Words that answer another hearing by its name are only outweighed by words, not by what a file says.
    """
    said = f"{contents.subject}\n{contents.words}"
    for answer, text in ((_ANSWERS_ANOTHER, said), (_TO_ANOTHER, contents.words)):
        named = answer.search(text)
        if named and not contents.topic.is_named_in(text):
            return named[0]
    if contents.names_topic:
        return None
    other = _OTHER_HEARING.search(contents.words)
    if other:
        return other[0]
    object_of_answer = _find_object(contents)
    if object_of_answer:
        return object_of_answer
    if FOREIGN_MATTER.search(contents.subject):
        return contents.subject[:80]
    return (
        next((w for w in _list_content_words(contents) if not _GENERIC.match(w)), None)
        if contents.topic.stems
        else None
    )


def _find_object(contents: Contents) -> str | None:
    """Find what an answer is said to be about: "kommentarer til udkastet til rammepapir om ældrepleje"."""
    if not contents.topic.stems:
        return None
    named = (word for found in _ANSWER_TO.finditer(contents.words[:2000]) for word in _LONG_WORD.findall(found[1]))
    return next((word for word in named if not _GENERIC.match(word) and not _BETWEEN.match(word)), None)


def is_foreign(contents: Contents) -> bool:
    """Say whether subject or file names speak of other business, and nothing of an answer."""
    names = [document.filename.lower() for document in contents.own_documents]
    foreign = FOREIGN_MATTER.search(contents.subject) or (names and all(FOREIGN_MATTER.search(n) for n in names))
    said = f"{contents.subject} {contents.words} {' '.join(names)}"
    return bool(foreign) and not contents.topic.is_named_in(said) and not HEARING_REPLY.search(contents.words)


def _list_content_words(contents: Contents) -> list[str]:
    """Return the long words of the subject, less references, prefixes, and who it is from."""
    sender = contents.mail.headers.sender
    own_names = f"{sender.name} {sender.host}".lower().translate(_ASCII).replace("oe", "o")
    words = re.findall(r"[^\W\d_]{5,}", _SENDER.sub(" ", _REFERENCE.sub(" ", contents.subject)))
    return [w for w in words if w.rstrip("s").translate(_ASCII).replace("oe", "o") not in own_names]
