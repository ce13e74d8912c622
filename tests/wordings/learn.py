"""Learn what mails of each sort sound like: ``python -m tests.wordings.learn`` writes the weights anew.

Only the tuned half of the mails is learnt from; the held half measures. The same mails always give the same weights.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from intake.classification.contents import read_contents
from intake.classification.learned import sorts
from intake.classification.learned.sorts import SCALE, Sort
from intake.classification.learned.traits import list_traits
from intake.classification.topic import Topic
from tests.verdicts.labels import Half
from tests.wordings.marking import build
from tests.wordings.reading import Wording, list_groups, read_wordings

SORTS = {
    **dict.fromkeys(("response_short", "response_long"), Sort.STATEMENT),
    **dict.fromkeys(
        (
            *("response_cover", "response_cover_chatty", "provisional", "final_not_provisional", "replacement"),
            *("forgotten_attachment", "link_only"),
        ),
        Sort.HANDOVER,
    ),
    "no_comments": Sort.NO_COMMENTS,
    "extension_request": Sort.EXTENSION_REQUEST,
    "question": Sort.QUESTION,
    "withdrawal": Sort.WITHDRAWAL,
    "acknowledgement": Sort.ACKNOWLEDGEMENT,
    "auto_reply": Sort.AUTO_REPLY,
    "promise": Sort.PROMISE,
    "thanks_only": Sort.THANKS,
    **dict.fromkeys(("other_matter", "never_counted"), Sort.OTHER_MATTER),
}
"""The sort of each group whose mails are told by their words."""

LEAST_MAILS = 2
"""A trait of one mail alone says nothing of others."""
EPOCHS, RATE, DECAY = 60, 0.5, 2e-5
ORDERS = 4
"""The order in which the mails are gone through leaves its mark on the weights, and on who is just above a threshold;
the mean of several orders less so."""

Example = tuple[Sequence[str], int]


def main() -> None:
    """Learn, and write the weights where the program looks for them."""
    weights = learn(list(list_examples()))
    path = Path(sorts.__file__).with_name(sorts.WEIGHTS)
    rows = ((trait, [round(SCALE * value) for value in row]) for trait, row in sorted(weights.items()))
    lines = ("\t".join((trait, *map(str, row))) for trait, row in rows if any(row) or not trait)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def list_examples() -> Iterator[Example]:
    """Yield the traits of each mail that may be learnt from, with the place of its sort."""
    places = {sort: place for place, sort in enumerate(Sort)}
    for group in list_groups():
        for wording in read_wordings(group):
            if group in SORTS and wording.half is Half.TUNED:
                yield find_traits(wording), places[SORTS[group]]


def find_traits(wording: Wording) -> Sequence[str]:
    """Return the traits of a mail as the program finds them, always in the same order."""
    contents = read_contents(build(wording), Topic())
    return sorted(list_traits(contents.spoken, contents.subject))


def learn(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Return a row of weights for each trait, and one for none: the mean of what is learnt in several orders."""
    mails = Counter(trait for traits, _ in examples for trait in traits)
    known = [([t for t in traits if mails[t] >= LEAST_MAILS], len(traits), place) for traits, place in examples]
    learnt = [_learn_in_order(known, order) for order in range(1, ORDERS + 1)]
    return {trait: [sum(column) / ORDERS for column in zip(*rows, strict=True)] for trait, rows in _pair(learnt)}


def _pair(learnt: Sequence[dict[str, list[float]]]) -> Iterator[tuple[str, list[list[float]]]]:
    """Yield each trait with its rows, one of each order."""
    for trait in learnt[0]:
        yield trait, [weights[trait] for weights in learnt]


def _learn_in_order(known: Sequence[tuple[list[str], int, int]], order: int) -> dict[str, list[float]]:
    """Return the weights learnt from the mails in one order: softmax regression by AdaGrad."""
    weights = defaultdict[str, list[float]](lambda: [0.0] * len(Sort))
    slopes = defaultdict[str, list[float]](lambda: [1e-6] * len(Sort))
    chance, shuffled = random.Random(order), list(known)  # noqa: S311 - the same order each time
    for _ in range(EPOCHS):
        chance.shuffle(shuffled)
        for traits, length, place in shuffled:
            _learn_one(weights, slopes, traits, 1 / math.sqrt(length), place)
    return dict(weights)


def _learn_one(
    weights: dict[str, list[float]], slopes: dict[str, list[float]], traits: Sequence[str], share: float, place: int
) -> None:
    rows = [weights[trait] for trait in traits]
    scores = [share * sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(Sort)
    scores = [score + bias for score, bias in zip(scores, weights[""], strict=True)]
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    errors = [part / sum(parts) - (index == place) for index, part in enumerate(parts)]
    for trait, size in (*((trait, share) for trait in traits), ("", 1.0)):
        row, slope = weights[trait], slopes[trait]
        for index, error in enumerate(errors):
            step = error * size + DECAY * row[index]
            slope[index] += step * step
            row[index] -= RATE * step / math.sqrt(slope[index])


if __name__ == "__main__":
    main()
