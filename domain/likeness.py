"""How alike two mails are in what they say: whether one repeats the other, or changes it."""

from domain.writings import Said, Writing

_ALIKE = 0.5
"""This share of the runs of words in common: one is a version of the other."""

_SAME_NAME_ALIKE = 0.2
_FEWEST_RUNS = 8
"""Of shorter texts nobody can say that they are versions of one another."""

_COPY_ALIKE = 0.9
_COPY_STRAY_WORDS = 0.02
"""A PDF of a Word document breaks its words and repeats its headings: so many of its words may be others."""


def repeats(later: Said, earlier: Said) -> bool:
    """Say whether a mail says nothing that an earlier one has not said: the same files, or the same words."""
    if later.files:
        return all(_knows_file(earlier, file) for file in later.files) and _adds_no_sentence(later, earlier)
    if all(sentence.cover for sentence in later.sentences):
        words = [sentence.words for sentence in later.sentences]
        return bool(words) and words == [sentence.words for sentence in earlier.sentences]
    return _adds_no_sentence(later, earlier)


def _knows_file(earlier: Said, file: Writing) -> bool:
    return any(_is_same(file, known) for known in (*earlier.files, earlier.body))


def is_copy(one: Writing, other: Writing) -> bool:
    """Say whether two files hold one text, be it in two formats; a heading or two may be in one only."""
    return _is_same(one, other)


def _is_same(one: Writing, other: Writing) -> bool:
    if (one.sha256 and one.sha256 == other.sha256) or (one.words and one.words == other.words):
        return True
    return one.form != other.form and _is_copy(one, other)


def _is_copy(one: Writing, other: Writing) -> bool:
    """Say whether two files of different formats hold one text: the same figures, and all but the same words."""
    if not _have_something_in_common(one, other) or _measure_likeness(one.runs, other.runs) < _COPY_ALIKE:
        return False
    stray = frozenset(one.words) ^ frozenset(other.words)
    return not any(word.isdecimal() for word in stray) and len(stray) <= _COPY_STRAY_WORDS * len(one.words)


def _adds_no_sentence(later: Said, earlier: Said) -> bool:
    return all(sentence.cover or earlier.has_said(sentence) for sentence in later.sentences)


def is_version(later: Said, earlier: Said) -> bool:
    """Say whether a mail brings a changed version of what an earlier one brought."""
    earlier_writings = (*earlier.files, earlier.body)
    return any(_is_version(one, other) for one in (*later.files, later.body) for other in earlier_writings)


def _is_version(one: Writing, other: Writing) -> bool:
    if min(len(one.runs), len(other.runs)) < _FEWEST_RUNS or not _have_something_in_common(one, other):
        return False
    if _is_same(one, other):
        return False
    alike = _measure_likeness(one.runs, other.runs)
    holds = len(one.runs & other.runs) / len(other.runs)
    named = bool(one.name) and one.name == other.name
    return alike >= _ALIKE or holds >= _COPY_ALIKE or (named and alike >= _SAME_NAME_ALIKE)


def _have_something_in_common(one: Writing, other: Writing) -> bool:
    shorter, longer = sorted((one, other), key=lambda writing: len(writing.runs))
    return not longer.runs.isdisjoint(shorter.sample)


def _measure_likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of runs that two texts have in common, between 0 and 1 (Jaccard)."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0
