"""Reminders (rykkere): when they are due, whom they go to, and why not to the others."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from domain.consultation import Consultation
from domain.contact import KnownContact
from domain.deadline import local_day
from domain.letter import (
    MAY_BE_SET_ASIDE,
    Hindrance,
    HindranceKind,
    LeftOut,
    LetterKind,
    LetterPlan,
    SentLetter,
    count_letters,
    plan_letters,
)
from domain.standing import MunicipalityStanding, Standing, Standings

_ONE_DAY = timedelta(days=1)
_BY_STANDING = {
    Standing.ON_TIME: LeftOut.ANSWERED,
    Standing.LATE: LeftOut.ANSWERED,
    Standing.UNDER_REVIEW: LeftOut.UNDER_REVIEW,
    Standing.EXTENDED: LeftOut.EXTENDED,
    Standing.NOT_ASKED: LeftOut.NOT_ASKED,
}
"""Only who is missing is reminded."""

IsWorkingDay = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings:
    """How many days before and after the deadline reminders are due, how many there may be, and how far apart."""

    days_before: tuple[int, ...] = (14, 3)
    days_after: tuple[int, ...] = ()
    most: int = 2
    days_between: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestions:
    """What is not known well enough: mails not judged, mails in review, and mailboxes not read, each with the error.

    ``failed`` are those of the unjudged that could not be read; ``not_read_elsewhere`` are mailboxes in use that are
    not this consultation's, where an answer lies that was sent to the wrong one.
    """

    unjudged: int = 0
    failed: tuple[int, ...] = ()
    in_review: int = 0
    not_read: Mapping[str, str] = field(default_factory=dict)
    not_read_elsewhere: Mapping[str, str] = field(default_factory=dict)


def list_due_days(
    consultation: Consultation, settings: ReminderSettings, is_working_day: IsWorkingDay
) -> tuple[date, ...]:
    """Return the days on which reminders are due, in order.

    One that is no working day moves away from none: before the deadline to the working day before it, after the
    deadline to the one after it. What falls outside the consultation is left out.
    """
    deadline = consultation.deadline.day
    before = (_move(deadline - timedelta(days=n), -_ONE_DAY, is_working_day) for n in settings.days_before)
    after = (_move(deadline + timedelta(days=n), _ONE_DAY, is_working_day) for n in settings.days_after)
    return tuple(sorted({day for day in (*before, *after) if consultation.opens <= day <= consultation.closes}))


def find_due_day(
    consultation: Consultation, settings: ReminderSettings, today: date, is_working_day: IsWorkingDay
) -> date | None:
    """Find the due day that it is, or the latest one missed; None where there is none, or today nobody works.

    What was missed before the deadline is not made up for after it.
    """
    if not (consultation.opens <= today <= consultation.closes and is_working_day(today)):
        return None
    past = [day for day in list_due_days(consultation, settings, is_working_day) if day <= today]
    if not past or (past[-1] <= consultation.deadline.day < today):
        return None
    return past[-1]


def plan_reminders(
    standings: Standings,
    contacts: Sequence[KnownContact],
    sent: Sequence[SentLetter],
    *,
    settings: ReminderSettings,
    questions: OpenQuestions,
    despite: Collection[HindranceKind] = (),
    unread: Collection[str] | None = None,
) -> LetterPlan:
    """Return who is reminded and who not.

    ``despite`` are hindrances that a person sets aside, of those that may be; of mailboxes only the ``unread`` that
    the person was shown, None all. Although mails stand in review, whose own reply may be among them is never reminded.
    """
    today = local_day(standings.as_of, standings.consultation.deadline.zone)
    kinds, met = MAY_BE_SET_ASIDE.intersection(despite), tuple(_list_hindrances(standings, questions))
    ignored = tuple(one for one in met if one.kind in kinds and _is_known(one, unread))
    plan = plan_letters(
        LetterKind.REMINDER,
        standings,
        contacts,
        sent,
        find_reason=partial(_find_reason, settings=settings, standings=standings, today=today),
        hindrances=tuple(one for one in met if one not in ignored),
    )
    return replace(plan, set_aside=ignored)


def _is_known(hindrance: Hindrance, unread: Collection[str] | None) -> bool:
    return unread is None or not hindrance.mailbox or hindrance.mailbox in unread


def find_objection(standing: Standing) -> LeftOut | None:
    """Find why who stands so is not reminded, or None: asked once more right before a reminder is sent."""
    return _BY_STANDING.get(standing)


def list_period_hindrances(consultation: Consultation, moment: datetime) -> tuple[Hindrance, ...]:
    """Return what the calendar says against writing about a consultation."""
    if consultation.covers(moment):
        return ()
    is_early = local_day(moment, consultation.deadline.zone) < consultation.opens
    return (Hindrance(kind=HindranceKind.NOT_OPEN if is_early else HindranceKind.CLOSED),)


def _move(day: date, step: timedelta, is_working_day: IsWorkingDay) -> date:
    while not is_working_day(day):
        day += step
    return day


def _find_reason(
    row: MunicipalityStanding,
    sent: Sequence[SentLetter],
    *,
    settings: ReminderSettings,
    standings: Standings,
    today: date,
) -> LeftOut | None:
    objection = find_objection(row.standing)
    if objection is not None:
        return objection
    if count_letters(sent) >= settings.most:
        return LeftOut.TOO_OFTEN
    zone = standings.consultation.deadline.zone
    days = [local_day(letter.enqueued_at, zone) for letter in sent if letter.counts]
    if days and (today - max(days)).days < settings.days_between:
        return LeftOut.TOO_RECENTLY
    return None


def _list_hindrances(standings: Standings, questions: OpenQuestions) -> Iterable[Hindrance]:
    yield from list_period_hindrances(standings.consultation, standings.as_of)
    for mailbox, error in questions.not_read.items():
        yield Hindrance(kind=HindranceKind.NOT_READ, mailbox=mailbox, error=error)
    for mailbox, error in questions.not_read_elsewhere.items():
        yield Hindrance(kind=HindranceKind.NOT_READ_ELSEWHERE, mailbox=mailbox, error=error)
    if questions.unjudged:
        yield Hindrance(kind=HindranceKind.UNJUDGED, count=questions.unjudged, failed=questions.failed)
    if questions.in_review:
        yield Hindrance(kind=HindranceKind.IN_REVIEW, count=questions.in_review)
