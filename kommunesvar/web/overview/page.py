"""What the overview shows: all that it asks the books, and how that is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from markupsafe import Markup

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.deadline import local_day, start_of_day
from domain.letter import LetterKind
from domain.municipality import danish_key
from domain.overview import FirstReplies
from domain.standing import Standing, StandingFacts, Standings, compute_standings
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program
from kommunesvar.web.asked import Asked
from kommunesvar.web.mailbox_state import MailboxState, list_states
from kommunesvar.web.overview.figures import draw_bar, draw_map, draw_region_bar
from kommunesvar.web.overview.filter import Filter, Order, read_filter
from kommunesvar.web.overview.progress_figure import Progress, show_progress, take_course
from kommunesvar.web.overview.rows import Known, OverviewRow, count_reminders, list_rows
from notifier.danish import describe_days_left
from notifier.figures.regions import RegionShare, list_shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How many stand somewhere; choosing it shows only those, and choosing it again shows all."""

    standing: Standing
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A line of the table of regions."""

    share: RegionShare
    bar: Markup
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another consultation, and how many have answered it."""

    consultation: Consultation
    answered: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the page shows; ``as_of`` is None where it shows the present."""

    standings: Standings
    as_of: datetime | None
    day: date | None
    days_left: str
    opens_in: date | None
    is_empty: bool
    unjudged: int
    chosen: Filter
    rows: Sequence[OverviewRow]
    counters: Sequence[Counter]
    region_names: Sequence[str]
    orders: Sequence[Order]
    bar: Markup
    map: Markup
    regions: Sequence[Region]
    progress: Progress
    mailboxes: Sequence[MailboxState]
    others: Sequence[Other]
    is_choosing: bool
    all_ticked: bool
    may_edit: bool
    missing: str
    """The part of an address that asks for those who are missing among the shown; empty where nobody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The standings of a moment, and the facts they were judged from."""

    facts: StandingFacts
    standings: Standings


def gather(program: Program, consultation: Consultation, as_of: datetime) -> Gathered:
    """Ask the books once, for what is shown and for what it is judged from."""
    glimpse_waiting(program.desk)
    facts = program.facts.load_standing_facts(consultation, as_of)
    return Gathered(facts=facts, standings=compute_standings(consultation, program.roster, facts, as_of))


def load_overview(asked: Asked) -> Overview:
    """Return the page that was asked for."""
    program, consultation = asked.program, asked.take_consultation()
    zone = consultation.deadline.zone
    as_of = asked.query.find_moment("tidspunkt", zone)
    gathered, chosen = gather(program, consultation, as_of or asked.now), read_filter(asked.query)
    standings, known = gathered.standings, _learn(program, gathered)
    shown = chosen.choose(standings.rows)
    mailboxes = list_states(program, consultation, asked.now)
    opening = start_of_day(consultation.opens, zone)
    return Overview(
        standings=standings,
        as_of=as_of,
        day=local_day(as_of, zone) if as_of else None,
        days_left=describe_days_left(consultation.days_left(standings.as_of)),
        opens_in=consultation.opens if standings.as_of < opening else None,
        is_empty=not any(row.messages for row in standings.rows),
        unjudged=program.count_unjudged(),
        chosen=chosen,
        rows=list_rows(shown, known),
        counters=_list_counters(asked, standings, chosen),
        region_names=sorted({row.region for row in standings.rows}, key=danish_key),
        orders=tuple(Order),
        bar=draw_bar(standings),
        map=draw_map(standings),
        regions=_list_regions(asked, standings, chosen),
        progress=_load_progress(program, standings),
        mailboxes=mailboxes,
        others=_list_others(asked, consultation),
        is_choosing=asked.query.is_set("vaelg"),
        all_ticked=asked.query.find_text("vaelg") == "alle",
        may_edit=asked.account.role.covers(AccountRole.EDITOR),
        missing=_ask_for_missing(asked, chosen) if any(row.standing is Standing.MISSING for row in shown) else "",
    )


def _learn(program: Program, gathered: Gathered) -> Known:
    consultation = gathered.standings.consultation
    mails = sorted({fact.message for fact in gathered.facts.open_mails})
    return Known(
        facts=gathered.facts,
        briefs=program.overview.load_open_briefs(mails),
        reminded=count_reminders(program.letters.load(LetterKind.REMINDER, consultation.id), gathered.standings.as_of),
        now=gathered.standings.as_of,
        zone=consultation.deadline.zone,
    )


def _list_counters(asked: Asked, standings: Standings, chosen: Filter) -> Sequence[Counter]:
    counters = []
    for standing, count in standings.counts.items():
        if standing is Standing.NOT_ASKED and not count and standing not in chosen.standings:
            continue
        is_chosen = chosen.standings == (standing,)
        address = _link_filter(asked, replace(chosen, standings=() if is_chosen else (standing,)))
        counters.append(Counter(standing=standing, count=count, address=address, is_chosen=is_chosen))
    return counters


def _list_regions(asked: Asked, standings: Standings, chosen: Filter) -> Sequence[Region]:
    return [
        Region(
            share=share,
            bar=draw_region_bar(share),
            address=_link_filter(asked, replace(chosen, region=share.name)),
        )
        for share in list_shares(standings)
    ]


def _ask_for_missing(asked: Asked, chosen: Filter) -> str:
    return _write_query(asked, replace(chosen, standings=(Standing.MISSING,)))


def _link_filter(asked: Asked, wanted: Filter) -> str:
    """Return the address of this page for another filter."""
    return asked.request.url.path + _write_query(asked, wanted)


def _write_query(asked: Asked, wanted: Filter) -> str:
    """Return the part of an address that asks for a filter; the moment stays."""
    pairs = [("status", standing.value) for standing in wanted.standings]
    pairs += [("region", wanted.region)] if wanted.region else []
    pairs += [("kommune", name) for name in wanted.names]
    pairs += [("sorter", wanted.order.value)] if wanted.order is not Order.NEED else []
    kept = {"tidspunkt", "vaelg"}
    pairs += [(name, value) for name, value in asked.query.list_pairs() if name in kept]
    return f"?{urlencode(pairs)}" if pairs else ""


def _load_progress(program: Program, standings: Standings) -> Progress:
    consultation, as_of = standings.consultation, standings.as_of
    own: FirstReplies = {row.municipality.code: row.first_reply_at for row in standings.rows if row.first_reply_at}
    course = take_course(own, consultation, consultation.days_left(as_of))
    before = find_previous(program.consultations, consultation)
    if before is None:
        return show_progress(course, None, None)
    came = program.overview.load_first_replies(before.id)
    known = {code: moment for code, moment in came.items() if moment <= as_of}
    return show_progress(course, take_course(known, before, before.days_left(as_of)), before)


def find_previous(consultations: Mapping[str, Consultation], consultation: Consultation) -> Consultation | None:
    """Find the consultation before this one: the latest with an earlier deadline."""
    earlier = [one for one in consultations.values() if one.deadline.day < consultation.deadline.day]
    return max(earlier, key=lambda one: (one.deadline.day, one.opens), default=None)


def _list_others(asked: Asked, consultation: Consultation) -> Sequence[Other]:
    answered = asked.program.overview.count_answered()
    others = (one for one in asked.program.consultations.values() if one.id != consultation.id)
    return [
        Other(
            consultation=one,
            answered=answered.get(one.id, 0),
            address=asked.link("overview", consultation=one.id),
        )
        for one in sorted(others, key=lambda one: one.deadline.day, reverse=True)
    ]
