"""Which of the 98 the overview shows, and in which order: it stands in the address, so that it can be passed on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from domain.municipality import Municipality, danish_key
from domain.standing import MunicipalityStanding, Standing
from kommunesvar.web.parameters import Parameters

BY_NEED = (
    Standing.UNDER_REVIEW,
    Standing.MISSING,
    Standing.LATE,
    Standing.EXTENDED,
    Standing.ON_TIME,
    Standing.NOT_ASKED,
)
"""What needs somebody most comes first."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Order(StrEnum):
    """In which order the municipalities stand."""

    NEED = "behov"
    NAME = "navn"
    REGION = "region"
    STATUS = "status"
    TIME = "tid"

    @property
    def danish(self) -> str:
        """The words for people."""
        return _ORDERS[self]


_ORDERS = {
    Order.NEED: "Det, der kræver handling",
    Order.NAME: "Kommunens navn",
    Order.REGION: "Region",
    Order.STATUS: "Status",
    Order.TIME: "Nyeste svar",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which of the 98 are shown, and in which order; ``names`` are parts of names, or codes."""

    standings: tuple[Standing, ...] = ()
    region: str = ""
    names: tuple[str, ...] = ()
    order: Order = Order.NEED

    @property
    def is_set(self) -> bool:
        """Whether somebody may be left out."""
        return bool(self.standings or self.region or self.names)

    def lets_pass(self, row: MunicipalityStanding) -> bool:
        """Say whether a municipality is shown."""
        return (
            (not self.standings or row.standing in self.standings)
            and self.region in {"", row.region}
            and (not self.names or any(is_called(row.municipality, name) for name in self.names))
        )

    def choose(self, rows: Iterable[MunicipalityStanding]) -> Sequence[MunicipalityStanding]:
        """Return those that are shown, in their order; the rows come in Danish order of name, which settles ties."""
        return _sort([row for row in rows if self.lets_pass(row)], self.order)


def read_filter(query: Parameters) -> Filter:
    """Read what an address asks for. Raises BadParameter."""
    return Filter(
        standings=query.find_choices("status", Standing),
        region=query.find_text("region") or "",
        names=query.list_texts("kommune"),
        order=query.find_choice("sorter", Order) or Order.NEED,
    )


def is_called(municipality: Municipality, wanted: str) -> bool:
    """Say whether a municipality is meant by a part of its name, by a code, or by a name it had: Århus is Aarhus."""
    part = fold(wanted)
    names = (municipality.name, municipality.official_name, *municipality.aliases)
    return wanted == municipality.code or any(part in fold(name) for name in names)


def fold(name: str) -> str:
    """Return a name in which Aa and Å are one letter, and capitals none."""
    return danish_key(name)[0]


def _sort(rows: list[MunicipalityStanding], order: Order) -> Sequence[MunicipalityStanding]:
    if order is Order.NEED:
        return sorted(rows, key=lambda row: BY_NEED.index(row.standing))
    if order is Order.STATUS:
        places = {standing: place for place, standing in enumerate(Standing)}
        return sorted(rows, key=lambda row: places[row.standing])
    if order is Order.REGION:
        return sorted(rows, key=lambda row: danish_key(row.region))
    if order is Order.TIME:
        return sorted(rows, key=lambda row: row.first_reply_at or LONG_AGO, reverse=True)
    return rows
