"""Where a municipality stands in a consultation, and how that came about, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.consultation import Consultation
from domain.danish_time import describe_day, describe_moment
from domain.deadline import Timeliness, local_day
from domain.municipality import Municipality
from domain.review import Role
from domain.standing import MunicipalityStanding, ReplyFact, Standing, StandingFacts
from kommunesvar.bootstrap import Program
from kommunesvar.danish_words import KIND_WORDS, ROLE_WORDS
from kommunesvar.standings import load_standings_of
from notifier.danish import format_count


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStanding:
    """Where the municipality stands in one consultation, and in words how that came about."""

    consultation: Consultation
    row: MunicipalityStanding
    story: tuple[str, ...]


def list_standings(program: Program, municipality: Municipality, now: datetime) -> Sequence[OwnStanding]:
    """Return where a municipality stands in every consultation, the one with the latest deadline first."""
    latest_first = sorted(program.consultations.values(), key=lambda one: one.deadline.day, reverse=True)
    standings = load_standings_of(program, municipality, latest_first, now)
    return [
        OwnStanding(consultation=consultation, row=row, story=tuple(tell(row, facts, consultation, now)))
        for consultation, (row, facts) in zip(latest_first, standings, strict=True)
    ]


def tell(row: MunicipalityStanding, facts: StandingFacts, consultation: Consultation, now: datetime) -> Iterator[str]:
    """Tell how a standing came about: what came in, what is not settled, what was ruled, or that nothing came."""
    yield from (_tell_reply(reply, row, consultation) for reply in facts.replies)
    if facts.open_mails:
        number = len({fact.message for fact in facts.open_mails})
        what = "et svar mere" if facts.replies else "svaret"
        yield f"{format_count(number, 'mail', 'mails')}, der kan være {what}, er ikke afgjort endnu."
    if facts.replies:
        return
    today = local_day(now, consultation.deadline.zone)
    if row.extension_until:
        over = "; den er udløbet" if row.extension_until < today else ""
        yield f"Kommunen har fået udsættelse til og med {describe_day(row.extension_until)}{over}."
    if row.acknowledged:
        yield "Kommunen har kun kvitteret for at have modtaget brevet."
    if row.bounced:
        yield "En mail til kommunen er kommet retur."
    yield from _tell_silence(row, facts, consultation, now)


def _tell_reply(reply: ReplyFact, row: MunicipalityStanding, consultation: Consultation) -> str:
    deadline = consultation.deadline.extended_to(row.extension_until)
    what = KIND_WORDS[reply.kind].capitalize()
    notes = [ROLE_WORDS[reply.role]] if reply.role and reply.role is not Role.FIRST else []
    notes += ["foreløbigt"] if reply.provisional else []
    told = f"{what} ({', '.join(notes)})" if notes else what
    in_time = "til tiden" if reply.timeliness is Timeliness.ON_TIME else "for sent"
    came = describe_moment(reply.received_at, consultation.deadline.zone)
    return f"{told}, modtaget {came}: {in_time} (frist {describe_day(deadline.day)})."


def _tell_silence(
    row: MunicipalityStanding, facts: StandingFacts, consultation: Consultation, now: datetime
) -> Iterator[str]:
    if row.standing is Standing.NOT_ASKED:
        is_excused = row.municipality.code in facts.excused
        yield "Kommunen er fritaget for at svare." if is_excused else "Kommunen er ikke blandt dem, der er hørt."
    elif local_day(now, consultation.deadline.zone) < consultation.opens:
        yield f"Høringen åbner {describe_day(consultation.opens)}."
    elif row.standing is Standing.MISSING:
        is_over = consultation.days_left(now) < 0
        day = describe_day(consultation.deadline.day)
        yield f"Der er ikke kommet noget svar, og fristen {'udløb' if is_over else 'er'} {day}."
