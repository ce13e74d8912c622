"""The overview of a consultation (oversigt): where each of the 98 stands; what needs somebody comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.municipality import danish_key
from domain.standing import MunicipalityStanding, Standing, Standings
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.navigation import Entry
from notifier.danish import describe_days_left

BY_NEED = (
    Standing.UNDER_REVIEW,
    Standing.MISSING,
    Standing.LATE,
    Standing.EXTENDED,
    Standing.ON_TIME,
    Standing.NOT_ASKED,
)
"""What needs somebody most comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which of the 98 are shown; the address holds it, so that it can be passed on."""

    standings: tuple[Standing, ...] = ()
    region: str = ""
    name: str = ""

    def lets_pass(self, row: MunicipalityStanding) -> bool:
        """Say whether a municipality is shown."""
        wanted = self.name.casefold()
        return (
            (not self.standings or row.standing in self.standings)
            and self.region in {"", row.region}
            and (wanted in row.municipality.name.casefold() or wanted == row.municipality.code)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How many stand somewhere; choosing it shows only those, and choosing it again shows all."""

    standing: Standing
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the page shows."""

    standings: Standings
    rows: Sequence[MunicipalityStanding]
    counters: Sequence[Counter]
    regions: Sequence[str]
    chosen: Filter
    days_left: str
    unjudged: int


@open_to(AccountRole.READER)
def show_overview(asked: Asked) -> Response:
    """Show all 98, or those that were asked for."""
    consultation = asked.take_consultation()
    chosen = Filter(
        standings=asked.query.find_choices("status", Standing),
        region=asked.query.find_text("region") or "",
        name=asked.query.find_text("kommune") or "",
    )
    standings = load_standings(asked.program, consultation, asked.now)
    view = Overview(
        standings=standings,
        rows=sorted(filter(chosen.lets_pass, standings.rows), key=_order_by_need),
        counters=_list_counters(asked, standings, chosen),
        regions=sorted({row.region for row in standings.rows}, key=danish_key),
        chosen=chosen,
        days_left=describe_days_left(consultation.days_left(asked.now)),
        unjudged=asked.program.count_unjudged(),
    )
    return asked.show("overview.html", view=view)


def _order_by_need(row: MunicipalityStanding) -> int:
    # Within one standing they stay in Danish order of name.
    return BY_NEED.index(row.standing)


def _list_counters(asked: Asked, standings: Standings, chosen: Filter) -> Sequence[Counter]:
    here = asked.request.url.path
    kept = [(name, value) for name, value in (("region", chosen.region), ("kommune", chosen.name)) if value]
    counters = []
    for standing, count in standings.counts.items():
        is_chosen = chosen.standings == (standing,)
        pairs = kept if is_chosen else [("status", standing.value), *kept]
        address = f"{here}?{urlencode(pairs)}" if pairs else here
        counters.append(Counter(standing=standing, count=count, address=address, is_chosen=is_chosen))
    return counters


ROUTES = (Route("/hoeringer/{consultation}", show_overview, name="overview"),)
ENTRY = Entry(place=10, label="Oversigt", route="overview")
