"""How much a mail sounds like each sort: a weight for each trait and sort, made by ``python -m tests.wordings.learn``.

The weights are those of a softmax regression over traits (Jurafsky and Martin, Speech and Language Processing, ch. 5),
trained on the mails in ``tests/wordings`` that are there to learn from. Nothing is learnt at run time.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from intake.classification.learned.traits import list_traits

WEIGHTS = "weights.tsv"
SCALE = 100
"""The weights are kept as whole hundredths."""


class Sort(StrEnum):
    """What a mail may sound like; finer than kinds, because some sorts are told by what else the mail brings."""

    STATEMENT = "statement"
    HANDOVER = "handover"
    NO_COMMENTS = "no_comments"
    EXTENSION_REQUEST = "extension_request"
    QUESTION = "question"
    WITHDRAWAL = "withdrawal"
    ACKNOWLEDGEMENT = "acknowledgement"
    AUTO_REPLY = "auto_reply"
    PROMISE = "promise"
    THANKS = "thanks"
    OTHER_MATTER = "other_matter"


@dataclass(frozen=True, slots=True)
class Sound:
    """The sort that a mail sounds most like, how likely that is (0 to 1), and the traits that say so most."""

    sort: Sort
    likelihood: float
    telling: tuple[str, ...]


def hear(words: str, subject: str) -> Sound:
    """Say what a mail sounds like by its own words."""
    rows, traits = load_rows(), list_traits(words, subject)
    known = [(trait, read_weights(trait)) for trait in traits if trait in rows]
    share = 1 / math.sqrt(len(traits))
    columns = zip(*(weights for _, weights in known), read_weights(""), strict=True)
    scores = [share * sum(column) / SCALE for column in columns]
    best = max(range(len(scores)), key=scores.__getitem__)
    likelihood = 1 / sum(math.exp(score - scores[best]) for score in scores)
    telling = sorted(known, key=lambda one: (-one[1][best], one[0]))[:_MOST_TELLING]
    return Sound(list(Sort)[best], likelihood, tuple(trait for trait, row in telling if row[best] > 0))


_MOST_TELLING = 4


@cache
def read_weights(trait: str) -> tuple[int, ...]:
    """Return the weights of a trait that is known, in the order of the sorts; of "" those of every mail."""
    return tuple(map(int, load_rows()[trait].split("\t")))


@cache
def load_rows() -> Mapping[str, str]:
    """Return the weights of each trait as they are written: of thousands a mail has a hundred."""
    text = resources.files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines())
    return {trait: weights for trait, _, weights in rows}
