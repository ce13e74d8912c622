"""A letter that a municipality was sent, whatever it was about."""

from dataclasses import dataclass

from domain.letter import LetterKind, SentLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLetter:
    """A letter to one recipient, of what kind, about which consultation, and who sent it."""

    kind: LetterKind
    consultation: str
    letter: SentLetter
    by: str
