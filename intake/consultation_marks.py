"""What in a text tells one consultation from the others: its deadline, its questions, how many themes it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.consultation import Consultation
from domain.pattern import compile_late
from intake.classification.topic import Topic, find_topic

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_NUMBERS = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten",
    "femten",
)  # fmt: skip
_OF_A_DEADLINE = compile_late(r"frist|senest|inden|høring|besvar|svar(?:et)? (?:til|på)")
_BESIDE = 80
"""Characters around a date in which a word must say that it is a deadline."""
_BEGINNING_OF_QUESTION = 60
_LEAST_OF_QUESTION = 25


@dataclass(frozen=True, slots=True)
class Marks:
    """How one consultation is known in a text in lower case; nothing here is shared with another."""

    consultation: Consultation
    topic: Topic
    days: tuple[str, ...]
    questions: tuple[str, ...]
    number: re.Pattern[str] | None

    def find_in(self, text: str) -> Iterator[str]:
        """Yield what the text says that only this consultation is known by, in Danish."""
        if any(_names_deadline(text, day) for day in self.days):
            yield f"mailen nævner fristen {self.days[0]}"
        if any(question in text for question in self.questions):
            yield "mailen gengiver et spørgsmål, som kun denne høring stiller"
        if self.number is not None and (found := self.number.search(text)):
            yield f"mailen omtaler »{found[0]}«"


@lru_cache(maxsize=8)
def list_marks(consultations: tuple[Consultation, ...]) -> tuple[Marks, ...]:
    """Return how each is told from the others."""
    return tuple(_find_marks(one, tuple(c for c in consultations if c is not one)) for one in consultations)


def _find_marks(one: Consultation, others: tuple[Consultation, ...]) -> Marks:
    taken = {day for other in others for day in _write_day(other)}
    asked_elsewhere = {question for other in others for question in _begin_questions(other)}
    return Marks(
        consultation=one,
        topic=find_topic((one,)),
        days=tuple(day for day in _write_day(one) if day not in taken),
        questions=tuple(question for question in _begin_questions(one) if question not in asked_elsewhere),
        number=_find_number(one, others),
    )


def _write_day(consultation: Consultation) -> tuple[str, ...]:
    day = consultation.deadline.day
    numbers = (f"{day.day}", f"{day.month}"), (f"{day.day:02}", f"{day.month:02}")
    short = (f"{left}{sign}{right}" for left, right in numbers for sign in ("/", ".", "-"))
    return (f"{day.day}. {_MONTHS[day.month - 1]}", f"{day.day}. {_MONTHS[day.month - 1][:3]}.", *dict.fromkeys(short))


def _names_deadline(text: str, day: str) -> bool:
    at = text.find(day)
    while at >= 0:
        end = at + len(day)
        if not (text[at - 1 : at].isdigit() or text[end : end + 1].isdigit()) and _OF_A_DEADLINE.search(
            text[max(0, at - _BESIDE) : end + _BESIDE]
        ):
            return True
        at = text.find(day, end)
    return False


def _begin_questions(consultation: Consultation) -> tuple[str, ...]:
    plain = (" ".join(question.lower().split()) for question in consultation.questions)
    return tuple(q[:_BEGINNING_OF_QUESTION].rstrip("? ") for q in plain if len(q) >= _LEAST_OF_QUESTION)


def _find_number(one: Consultation, others: tuple[Consultation, ...]) -> re.Pattern[str] | None:
    """Return a pattern for "de 11 kerneværdier", where no other consultation has as many themes."""
    count, stems = len(one.themes), find_topic((one,)).stems
    if not count or not stems or any(len(other.themes) in (0, count) for other in others):
        return None
    words = "|".join((str(count), *_NUMBERS[count : count + 1]))
    return compile_late(rf"\b(?:{words})\s(?:\w+\s){{0,2}}(?:{'|'.join(map(re.escape, stems))})\w*")
