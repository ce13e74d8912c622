"""The overview of a consultation (oversigt): where each of the 98 stands, and just that as a file or as addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.contact import Contact
from domain.letter import group_contacts
from domain.municipality import Municipality
from domain.standing import MunicipalityStanding, Standings
from kommunesvar.as_csv import write_standings_csv
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.downloads import offer
from kommunesvar.web.navigation import Entry
from kommunesvar.web.overview.filter import Filter, read_filter
from kommunesvar.web.overview.page import load_overview
from notifier.workbook import XLSX, write_workbook

CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressesPage:
    """Whom to write to in the municipalities that were chosen; ``unreached`` are those where there is nobody."""

    standings: Standings
    chosen: Filter
    municipalities: int
    contacts: Sequence[Contact]
    unreached: Sequence[Municipality]

    @property
    def line(self) -> str:
        """Return the addresses as every mail program takes them, each once."""
        return "; ".join(dict.fromkeys(contact.address for contact in self.contacts))


@open_to(AccountRole.READER)
def show_overview(asked: Asked) -> Response:
    """Show all 98, or those that were asked for."""
    return asked.show("overview.html", view=load_overview(asked))


@open_to(AccountRole.READER)
def hand_out_csv(asked: Asked) -> Response:
    """Hand out those that the overview shows, in its order, as Danish Excel opens them."""
    standings, _, rows = _choose(asked)
    content = write_standings_csv(standings, rows).encode()
    return offer(content, _name_file(standings, "csv"), media_type=CSV)


@open_to(AccountRole.READER)
def hand_out_xlsx(asked: Asked) -> Response:
    """Hand out those that the overview shows, in its order, as a workbook."""
    standings, _, rows = _choose(asked)
    return offer(write_workbook(standings, rows), _name_file(standings, "xlsx"), media_type=XLSX)


@open_to(AccountRole.READER)
def show_addresses(asked: Asked) -> Response:
    """Show the addresses of those that were asked for, to be copied into a mail of one's own."""
    standings, chosen, rows = _choose(asked)
    known = group_contacts(asked.program.contacts.load())
    contacts, unreached = list[Contact](), list[Municipality]()
    for row in rows:
        found = known.get(row.municipality.code)
        if found is None or not found.to:
            unreached.append(row.municipality)
        contacts += (*found.to, *found.cc) if found else ()
    view = AddressesPage(
        standings=standings, chosen=chosen, municipalities=len(rows), contacts=contacts, unreached=unreached
    )
    return asked.show("addresses.html", view=view)


def _choose(asked: Asked) -> tuple[Standings, Filter, Sequence[MunicipalityStanding]]:
    consultation, chosen = asked.take_consultation(), read_filter(asked.query)
    as_of = asked.query.find_moment("tidspunkt", consultation.deadline.zone) or asked.now
    standings = load_standings(asked.program, consultation, as_of)
    return standings, chosen, chosen.choose(standings.rows)


def _name_file(standings: Standings, ending: str) -> str:
    local = standings.as_of.astimezone(standings.consultation.deadline.zone)
    return f"Oversigt {standings.consultation.id} {local:%Y-%m-%d}.{ending}"


ROUTES = (
    Route("/hoeringer/{consultation}", show_overview, name="overview"),
    Route("/hoeringer/{consultation}/oversigt.csv", hand_out_csv, name="overview_csv"),
    Route("/hoeringer/{consultation}/oversigt.xlsx", hand_out_xlsx, name="overview_xlsx"),
    Route("/hoeringer/{consultation}/adresser", show_addresses, name="addresses"),
)
ENTRY = Entry(place=10, label="Oversigt", route="overview")
