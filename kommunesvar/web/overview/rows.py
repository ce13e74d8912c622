"""A municipality as the overview's table shows it: what it has sent, and what there is to know of it, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.danish_time import describe_day
from domain.deadline import Timeliness, local_day
from domain.letter import SentLetter
from domain.message import State
from domain.municipality import Municipality
from domain.overview import OpenBrief, Reminded
from domain.review import Role
from domain.standing import MunicipalityStanding, Standing, StandingFacts
from notifier.danish import format_count, format_moment_near


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One row of the table; ``open_mail`` is the mail that somebody has to settle first."""

    municipality: Municipality
    region: str
    standing: Standing
    first_reply_at: datetime | None
    first_reply: str
    came_late: bool
    replies: str
    remarks: tuple[str, ...]
    open_mail: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rows are made from, by municipality, and of open mails by message."""

    facts: StandingFacts
    briefs: Mapping[int, OpenBrief]
    reminded: Mapping[str, Reminded]
    now: datetime
    zone: ZoneInfo


def count_reminders(sent: Sequence[SentLetter], as_of: datetime) -> Mapping[str, Reminded]:
    """Return who had been reminded by a moment; two mails of one letter are one reminder."""
    letters: dict[str, dict[int, datetime]] = {}
    for one in sent:
        if one.counts and one.enqueued_at <= as_of:
            letters.setdefault(one.municipality, {})[one.number] = one.enqueued_at
    return {code: Reminded(times=len(own), last_at=max(own.values())) for code, own in letters.items()}


def list_rows(rows: Sequence[MunicipalityStanding], known: Known) -> Sequence[OverviewRow]:
    """Return the rows of the table, in the order in which they come."""
    replies = _describe_replies(known.facts)
    late = _list_late(known.facts)
    open_mails: dict[str, list[int]] = {}
    for fact in known.facts.open_mails:
        open_mails.setdefault(fact.municipality, []).append(fact.message)
    return [
        OverviewRow(
            municipality=row.municipality,
            region=row.region.removeprefix("Region "),
            standing=row.standing,
            first_reply_at=row.first_reply_at,
            first_reply=format_moment_near(row.first_reply_at, known.now, known.zone) if row.first_reply_at else "–",
            came_late=(row.municipality.code, row.first_reply_at) in late,
            replies=replies.get(row.municipality.code, "–"),
            remarks=tuple(_list_remarks(row, open_mails.get(row.municipality.code, ()), known)),
            open_mail=next(iter(open_mails.get(row.municipality.code, ())), None),
        )
        for row in rows
    ]


def _list_late(facts: StandingFacts) -> frozenset[tuple[str, datetime | None]]:
    return frozenset((r.municipality, r.received_at) for r in facts.replies if r.timeliness is Timeliness.LATE)


def _describe_replies(facts: StandingFacts) -> Mapping[str, str]:
    """Return how many replies each has sent, and what the later ones are; the same one sent again is none."""
    roles: dict[str, list[Role | None]] = {}
    for reply in facts.replies:
        roles.setdefault(reply.municipality, []).append(reply.role)
    return {code: _describe_roles(own) for code, own in roles.items()}


def _describe_roles(roles: Sequence[Role | None]) -> str:
    number = len(roles) - roles.count(Role.DUPLICATE)
    later = [
        format_count(count, one, many)
        for role, one, many in (
            (Role.SUPPLEMENT, "supplement", "supplementer"),
            (Role.REPLACEMENT, "erstatning", "erstatninger"),
            (Role.DUPLICATE, "gentagelse", "gentagelser"),
        )
        if (count := roles.count(role))
    ]
    return f"{number} ({', '.join(later)})" if later else str(number)


def _list_remarks(row: MunicipalityStanding, open_mails: Sequence[int], known: Known) -> Iterator[str]:
    if row.no_comments:
        yield "Ingen bemærkninger."
    if row.provisional:
        yield "Foreløbigt svar."
    briefs = [known.briefs[mail] for mail in open_mails if mail in known.briefs]
    if row.standing is Standing.UNDER_REVIEW:
        yield from _describe_open(briefs)
    elif briefs:
        yield f"{format_count(len(briefs), 'mail', 'mails')} mere skal afgøres."
    if row.extension_until and row.standing is not Standing.ON_TIME:
        over = row.first_reply_at is None and row.extension_until < local_day(known.now, known.zone)
        yield f"{'Udsættelsen udløb' if over else 'Udsættelse til'} {describe_day(row.extension_until)}."
    if row.first_reply_at is None:
        yield from _describe_silence(row, known)


def _describe_open(briefs: Sequence[OpenBrief]) -> Iterator[str]:
    """Say why the first mail is open, and how many there are beside it."""
    if not briefs:
        return  # settled in the meantime
    first = min(briefs, key=lambda brief: brief.state is not State.REVIEW)
    if first.state is State.REVIEW:
        yield from (reason.sentence for reason in first.reasons[:2])
    elif first.state is State.WAITING:
        yield "En mail venter på at blive læst."
    else:
        yield "En mail kunne ikke læses."
    if len(briefs) > 1:
        yield f"{format_count(len(briefs) - 1, 'mail', 'mails')} mere skal afgøres."


def _describe_silence(row: MunicipalityStanding, known: Known) -> Iterator[str]:
    if row.acknowledged:
        yield "Har kun kvitteret for modtagelsen."
    if row.bounced:
        yield "En mail til kommunen er kommet retur."
    if reminded := known.reminded.get(row.municipality.code):
        times = f" ({reminded.times} gange i alt)" if reminded.times > 1 else ""
        yield f"Rykket {describe_day(local_day(reminded.last_at, known.zone))}{times}."
