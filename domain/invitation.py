"""Invitations: the letter of a consultation, once to each municipality that is asked."""

from collections.abc import Iterable, Sequence

from domain.contact import KnownContact
from domain.deadline import Timeliness
from domain.letter import Hindrance, HindranceKind, LeftOut, LetterKind, LetterPlan, SentLetter, plan_letters
from domain.reminder import list_period_hindrances
from domain.standing import ANSWERED, MunicipalityStanding, Standing, Standings


def plan_invitations(standings: Standings, contacts: Sequence[KnownContact], sent: Sequence[SentLetter]) -> LetterPlan:
    """Return who gets the letter and who not: who is asked, has not answered, and has not got it before."""
    return plan_letters(
        LetterKind.INVITATION,
        standings,
        contacts,
        sent,
        find_reason=_find_reason,
        hindrances=tuple(_list_hindrances(standings)),
    )


def _find_reason(row: MunicipalityStanding, sent: Sequence[SentLetter]) -> LeftOut | None:
    if row.standing in ANSWERED:
        return LeftOut.ANSWERED
    if row.standing is Standing.NOT_ASKED:
        return LeftOut.NOT_ASKED
    return LeftOut.SENT_BEFORE if any(letter.counts for letter in sent) else None


def _list_hindrances(standings: Standings) -> Iterable[Hindrance]:
    period = list_period_hindrances(standings.consultation, standings.as_of)
    yield from period
    if not period and standings.consultation.deadline.judge(standings.as_of) is Timeliness.LATE:
        yield Hindrance(kind=HindranceKind.DEADLINE_PASSED)
