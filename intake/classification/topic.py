"""What the consultations are about, in the word stems of their titles, and what they ask."""

import re
from dataclasses import dataclass

from domain.consultation import Consultation
from domain.pattern import compile_late

_SHORTEST = 6
_LEAST_OF_QUESTION = 25
"""Characters from which the beginning of a question that was asked is known again."""
_ENDINGS = ("ernes", "ernes", "erne", "enes", "ene", "ens", "ers", "ets", "er", "en", "et", "es", "ne", "s", "e")
_EVERYDAY = compile_late(
    r"kommun|høring|svar|udkast|forslag|efterår|forår|sommer|vinter|runde|bemærkning|spørgsmål|fælles|danmark|"
    r"januar|februar|marts|april|juni|juli|august|september|oktober|november|december|ældre|danske|første|anden|mellem"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """Word stems that only mail about the consultations is likely to hold, and the questions that were asked."""

    stems: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def is_named_in(self, text: str) -> bool:
        """Say whether a text in lower case holds one of the stems."""
        return any(stem in text for stem in self.stems)

    def asked(self, sentence: str) -> bool:
        """Say whether a plain sentence repeats a question that was asked: people do before they answer."""
        if not sentence.endswith("?"):
            return False
        begun = sentence.rstrip("? ")
        long_enough = len(begun) >= _LEAST_OF_QUESTION
        return any(q in sentence or (long_enough and q.startswith(begun)) for q in self.questions)


def find_topic(consultations: tuple[Consultation, ...]) -> Topic:
    """Return the telling words of the titles: "De kommunale kerneværdier" gives ``kerneværdi``."""
    words = (word for c in consultations for word in re.findall(r"[^\W\d_]+", c.title.lower()))
    telling = (w for w in words if len(w) >= _SHORTEST and not _EVERYDAY.match(w))
    questions = tuple(" ".join(q.lower().split()) for c in consultations for q in c.questions)
    return Topic(tuple(dict.fromkeys(_find_stem(word) for word in telling)), questions)


def _find_stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word.removesuffix(ending)
    return word
