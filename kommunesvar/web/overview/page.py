"""What the overview shows to who asks: the layout, sifted and sorted, with the addresses that lead on from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from markupsafe import Markup

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.deadline import local_day, start_of_day
from domain.standing import Standing, Standings
from kommunesvar.bootstrap import Program
from kommunesvar.web.asked import Asked
from kommunesvar.web.mailbox_state import MailboxState, list_states
from kommunesvar.web.overview.filter import Filter, Order, read_filter
from kommunesvar.web.overview.layout import Layout, find_layout, make_layout
from kommunesvar.web.overview.progress_figure import Progress
from kommunesvar.web.overview.rows import OverviewRow
from notifier.danish import describe_days_left
from notifier.figures.regions import RegionShare


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


def load_overview(asked: Asked) -> Overview:
    """Return the page that was asked for."""
    program, consultation = asked.program, asked.take_consultation()
    zone = consultation.deadline.zone
    as_of, chosen = asked.query.find_moment("tidspunkt", zone), read_filter(asked.query)
    layout = _find_layout(program, consultation, as_of, asked.now)
    standings = layout.standings
    shown = chosen.choose(standings.rows)
    return Overview(
        standings=standings,
        as_of=as_of,
        day=local_day(as_of, zone) if as_of else None,
        days_left=describe_days_left(consultation.days_left(standings.as_of)),
        opens_in=consultation.opens if standings.as_of < start_of_day(consultation.opens, zone) else None,
        is_empty=not any(row.messages for row in standings.rows),
        unjudged=layout.unjudged,
        chosen=chosen,
        rows=[layout.rows[row.municipality.code] for row in shown],
        counters=_list_counters(asked, standings, chosen),
        region_names=layout.region_names,
        orders=tuple(Order),
        bar=layout.bar,
        map=layout.map,
        regions=_list_regions(asked, layout, chosen),
        progress=layout.progress,
        mailboxes=list_states(program, layout.health, asked.now),
        others=_list_others(asked, consultation, layout.answered),
        is_choosing=asked.query.is_set("vaelg"),
        all_ticked=asked.query.find_text("vaelg") == "alle",
        may_edit=asked.account.role.covers(AccountRole.EDITOR),
        missing=_ask_for_missing(asked, chosen) if any(row.standing is Standing.MISSING for row in shown) else "",
    )


def _find_layout(program: Program, consultation: Consultation, as_of: datetime | None, now: datetime) -> Layout:
    return make_layout(program, consultation, as_of) if as_of else find_layout(program, consultation, now)


def _list_counters(asked: Asked, standings: Standings, chosen: Filter) -> Sequence[Counter]:
    counters = []
    for standing, count in standings.counts.items():
        if standing is Standing.NOT_ASKED and not count and standing not in chosen.standings:
            continue
        is_chosen = chosen.standings == (standing,)
        address = _link_filter(asked, replace(chosen, standings=() if is_chosen else (standing,)))
        counters.append(Counter(standing=standing, count=count, address=address, is_chosen=is_chosen))
    return counters


def _list_regions(asked: Asked, layout: Layout, chosen: Filter) -> Sequence[Region]:
    return [
        Region(share=share, bar=bar, address=_link_filter(asked, replace(chosen, region=share.name)))
        for share, bar in layout.regions
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


def _list_others(asked: Asked, consultation: Consultation, answered: Mapping[str, int]) -> Sequence[Other]:
    others = (one for one in asked.program.consultations.values() if one.id != consultation.id)
    return [
        Other(
            consultation=one,
            answered=answered.get(one.id, 0),
            address=asked.link("overview", consultation=one.id),
        )
        for one in sorted(others, key=lambda one: one.deadline.day, reverse=True)
    ]
