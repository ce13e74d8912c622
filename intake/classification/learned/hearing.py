"""What a mail sounds like, and where that speaks against what a rule has found."""

from functools import lru_cache

from domain.kind import ANSWERS, Kind, KindFinding
from intake.classification.automatic import find_automatic_header
from intake.classification.contents import Contents
from intake.classification.learned.sorts import Sort, Sound, hear

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
_AGAINST_ANSWER, _AGAINST_MACHINE = 0.75, 0.5


def hear_contents(contents: Contents) -> Sound:
    """Say what the own words of a mail sound like."""
    return _hear(contents.words, contents.subject)


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
    return describe_sound(sound) if sound.sort in against and sound.likelihood >= least else None
