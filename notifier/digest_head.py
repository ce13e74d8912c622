"""The top of the digest: subject, headline, deadline, and the figures with their changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.deadline import local_day
from domain.digest import Digest
from domain.municipality import MUNICIPALITY_COUNT
from domain.standing import ANSWERED, Standing
from notifier.danish import (
    describe_days_left,
    format_change,
    format_count,
    format_day,
    format_day_near,
    format_number,
    join_names,
)
from notifier.envelope import clean_line

Tone = Literal["answered", "extended", "review", "missing"]
"""The colours that the templates know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is said before any figure is broken down; ``nothing_new`` is empty when there is news."""

    title: str
    day: str
    subject: tuple[str, ...]
    preview: str
    headline: str
    deadline: str
    nothing_new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One of the figures; ``tone`` names its colour."""

    label: str
    number: str
    notes: tuple[str, ...]
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The figures, the sum that shows that none of the 98 is left out, and who fell out of the count."""

    counters: tuple[Counter, Counter, Counter, Counter]
    total: str
    no_longer: str


def describe_head(digest: Digest) -> Head:
    """Return the opening lines."""
    title = clean_line(digest.consultation.title)
    days_left = describe_days_left(digest.consultation.days_left(digest.standings.as_of))
    change = format_change(digest.change(*ANSWERED))
    answered = _describe_answered(digest, "")
    return Head(
        title=title,
        day=format_day(find_today(digest)),
        subject=(f"{answered} ({change})" if change else answered, days_left, title),
        preview=_compose_preview(digest),
        headline=_describe_answered(digest, " kommuner"),
        deadline=_describe_deadline(digest),
        nothing_new=_describe_nothing_new(digest),
    )


def describe_tally(digest: Digest) -> Tally:
    """Return the figures and their changes."""
    return Tally(
        counters=_list_counters(digest),
        total=_describe_total(digest),
        no_longer=_describe_no_longer(digest),
    )


def find_today(digest: Digest) -> date:
    """Return the local day on which the digest is told."""
    return local_day(digest.standings.as_of, digest.consultation.deadline.zone)


def describe_last_day(digest: Digest) -> str:
    """Return the day of the last digest, ``mandag den 28. oktober``; empty when there was none."""
    if digest.previous is None:
        return ""
    return format_day_near(local_day(digest.previous.as_of, digest.consultation.deadline.zone), find_today(digest))


def _describe_answered(digest: Digest, noun: str) -> str:
    not_asked = digest.standings.counts[Standing.NOT_ASKED]
    asked = MUNICIPALITY_COUNT - not_asked
    heard = " hørte" if not_asked else ""
    return f"{format_number(digest.standings.answered)} af {format_number(asked)}{heard}{noun} har svaret"


def _compose_preview(digest: Digest) -> str:
    """Return what a list of mails shows beside the subject."""
    unsettled = len(digest.open_mails)
    to_settle = f"I skal afgøre {format_count(unsettled, 'mail', 'mails')}" if unsettled else "Ingen mails at afgøre"
    return f"{to_settle}. {format_count(digest.standings.counts[Standing.MISSING], 'kommune', 'kommuner')} mangler."


def _describe_deadline(digest: Digest) -> str:
    days, day = digest.consultation.days_left(digest.standings.as_of), format_day(digest.consultation.deadline.day)
    if days in {0, 1}:
        return f"Fristen er {'i morgen' if days else 'i dag'}, {day}."
    if days > 0:
        return f"Fristen er {day}, om {format_number(days)} dage."
    return f"Fristen udløb {day}, {'i går' if days == -1 else f'for {format_number(-days)} dage siden'}."


def _describe_nothing_new(digest: Digest) -> str:
    previous = digest.previous
    if previous is None or digest.new_replies:
        return ""
    now_answered = frozenset(row.municipality.code for row in digest.standings.with_standing(*ANSWERED))
    same = now_answered == previous.answered and all(digest.change(standing) == 0 for standing in Standing)
    return f"Intet nyt siden {describe_last_day(digest)}: ingen nye svar, og ingen tal har ændret sig." if same else ""


def _list_counters(digest: Digest) -> tuple[Counter, Counter, Counter, Counter]:
    late = digest.standings.counts[Standing.LATE]
    heraf = (f"heraf {format_number(late)} for sent",) if late else ()
    return (
        _count(digest, "Svaret", "answered", ANSWERED, heraf),
        _count(digest, "Udsættelse", "extended", {Standing.EXTENDED}),
        _count(digest, "Til gennemsyn", "review", {Standing.UNDER_REVIEW}),
        _count(digest, "Mangler", "missing", {Standing.MISSING}),
    )


def _count(
    digest: Digest,
    label: str,
    tone: Tone,
    standings: Sequence[Standing] | set[Standing] | frozenset[Standing],
    notes: tuple[str, ...] = (),
) -> Counter:
    change = format_change(digest.change(*standings))
    number = sum(digest.standings.counts[standing] for standing in standings)
    since = (f"{change} siden sidst",) if change else ()
    return Counter(label=label, number=format_number(number), notes=notes + since, tone=tone)


def _describe_total(digest: Digest) -> str:
    counts = digest.standings.counts
    terms = [
        f"{digest.standings.answered} svaret",
        f"{counts[Standing.EXTENDED]} med udsættelse",
        f"{counts[Standing.UNDER_REVIEW]} til gennemsyn",
        f"{counts[Standing.MISSING]} mangler",
    ]
    if counts[Standing.NOT_ASKED]:
        terms.append(f"{counts[Standing.NOT_ASKED]} ikke hørt")
    return f"{' + '.join(terms)} = {sum(counts.values())} kommuner"


def _describe_no_longer(digest: Digest) -> str:
    """Name those that the last digest counted and this one does not: nobody may drop out in silence."""
    before = digest.previous.answered if digest.previous else frozenset()
    names = [
        f"{row.municipality.name} ({row.standing.danish})"
        for row in digest.standings.rows
        if row.municipality.code in before and row.standing not in ANSWERED
    ]
    return f"Talt med sidst, men ikke længere: {join_names(names)}." if names else ""
