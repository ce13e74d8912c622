"""What a mail sounds like, and where that speaks against what a rule has found."""

from functools import lru_cache

from domain.kind import ANSWERS, Kind, KindFinding
from intake.classification.automatic import find_automatic_header
from intake.classification.contents import Contents
from intake.classification.learned.sorts import Sort, Sound, hear
from intake.classification.phrases import ANSWER_WORDS

_DANISH = {
    Sort.STATEMENT: "et svar i selve mailen",
    Sort.HANDOVER: "en følgeskrivelse",
    Sort.NO_COMMENTS: "et svar uden bemærkninger",
    Sort.EXTENSION_REQUEST: "en anmodning om længere frist",
    Sort.QUESTION: "et spørgsmål",
    Sort.WITHDRAWAL: "en tilbagetrækning af et svar",
    Sort.ACKNOWLEDGEMENT: "en kvittering",
    Sort.AUTO_REPLY: "et autosvar",
    Sort.PROMISE: "et løfte om et senere svar",
    Sort.THANKS: "en tak",
    Sort.OTHER_MATTER: "en anden sag",
}
_NO_ANSWER = frozenset(Sort) - {Sort.STATEMENT, Sort.HANDOVER, Sort.NO_COMMENTS}
_FOR_SOMEBODY = frozenset(Sort) - {Sort.ACKNOWLEDGEMENT, Sort.AUTO_REPLY, Sort.THANKS, Sort.OTHER_MATTER}
_FROM_MACHINES = frozenset({Kind.ACKNOWLEDGEMENT, Kind.AUTO_REPLY})
_PRINTED = frozenset({Sort.ACKNOWLEDGEMENT, Sort.AUTO_REPLY})
_SAYING = {Kind.NO_COMMENTS: (Sort.NO_COMMENTS,), Kind.RESPONSE: (Sort.STATEMENT,)}
_PLAINLY = 0.95
_MOST_SENTENCES = 8
_FOREIGN = 0.6
_AGAINST_ANSWER, _AGAINST_MACHINE = 0.75, 0.5


def hear_contents(contents: Contents) -> Sound:
    """Say what the own words of a mail sound like."""
    return _hear(contents.spoken, contents.subject)


def sounds_like(contents: Contents, *sorts: Sort, least: float) -> bool:
    """Say whether the own words sound like one of some sorts, with at least such a likelihood; no words like none."""
    if not contents.words:
        return False
    sound = hear_contents(contents)
    return sound.sort in sorts and sound.likelihood >= least


def sounds_foreign(contents: Contents) -> bool:
    """Say whether a mail without a word of consultations or answers sounds like other business: an offer, an order."""
    if contents.names_topic or ANSWER_WORDS.search(f"{contents.subject} {contents.words}"):
        return False
    return sounds_like(contents, Sort.OTHER_MATTER, least=_FOREIGN)


@lru_cache(maxsize=8)
def _hear(words: str, subject: str) -> Sound:
    return hear(words, subject)


def describe_sound(sound: Sound) -> str:
    """Say in Danish what a mail sounds like, how much so, and by which words."""
    telling = ", ".join(f"»{trait}«" for trait in sound.telling if not trait.startswith("<"))
    likelihood = f"{100 * sound.likelihood:.0f} %"
    return f"mailen lyder som {_DANISH[sound.sort]} ({likelihood}), mest på grund af {telling or 'længden'}"


def find_contradiction(finding: KindFinding, contents: Contents) -> str | None:
    """Find what a mail without documents sounds like instead, where a rule that looks for single words may be wrong."""
    if contents.documents or not contents.words:
        return None
    if finding.kind in ANSWERS:
        against, least = _NO_ANSWER, _AGAINST_ANSWER
    elif finding.kind in _FROM_MACHINES and find_automatic_header(contents) is None:
        against, least = _FOR_SOMEBODY, _AGAINST_MACHINE
    else:
        return None
    sound = hear_contents(contents)
    if sound.sort not in against or sound.likelihood < least:
        return None
    return None if sound.sort in _PRINTED and _is_said_plainly(finding.kind, contents) else describe_sound(sound)


def holds_for_somebody(contents: Contents) -> bool:
    """Say whether a sentence alone sounds like what somebody must see, whatever the mail sounds like as a whole."""
    sounds = (_hear(sentence, "") for sentence in contents.sentences[:_MOST_SENTENCES])
    return any(sound.sort in _FOR_SOMEBODY and sound.likelihood >= _AGAINST_ANSWER for sound in sounds)


def _is_said_plainly(kind: Kind, contents: Contents) -> bool:
    """Say whether one sentence alone sounds like an answer of its kind: what machines print may stand around it."""
    sorts = _SAYING.get(kind, ())
    sounds = (_hear(sentence, "") for sentence in contents.sentences[:_MOST_SENTENCES])
    return any(sound.sort in sorts and sound.likelihood >= _PLAINLY for sound in sounds)
