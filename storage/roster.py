"""The 98 municipalities as they are shipped with the program."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from domain.municipality import Municipality, RegionPeriod, Roster, normalise_host

REGIONS_SINCE = date(2007, 1, 1)
"""The municipal reform: the first day of the five regions and the 98 municipalities."""


def load_roster() -> Roster:
    """Return all municipalities, each with its regions by date."""
    successors = {row["region"]: row for row in _read_rows("regions.csv")}
    former: dict[str, list[str]] = {}
    for row in _read_rows("former_names.csv"):
        former.setdefault(row["code"], []).append(row["name"])
    rows = _read_rows("municipalities.csv")
    return Roster([_make_municipality(row, successors, tuple(former.get(row["code"], ()))) for row in rows])


def _read_rows(name: str) -> Iterator[dict[str, str]]:
    text = files("storage").joinpath("seed", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _make_municipality(
    row: dict[str, str], successors: dict[str, dict[str, str]], former_names: tuple[str, ...]
) -> Municipality:
    return Municipality(
        code=row["code"],
        name=row["name"],
        official_name=row["official_name"],
        regions=_list_regions(row["region"], successors),
        domains=_list_domains(row["domains"]),
        aliases=_split(row["aliases"]),
        former_names=former_names,
        main_email=row["main_email"],
        population=int(row["population"] or 0),
        tile_x=int(row["tile_x"]),
        tile_y=int(row["tile_y"]),
    )


def _list_regions(region: str, successors: dict[str, dict[str, str]]) -> tuple[RegionPeriod, ...]:
    periods = [RegionPeriod(region, REGIONS_SINCE)]
    while (successor := successors.get(periods[-1].name)) is not None:
        periods.append(RegionPeriod(successor["successor"], date.fromisoformat(successor["valid_from"])))
    return tuple(periods)


def _list_domains(text: str) -> tuple[str, ...]:
    """Return the domains, each once: the list gives an IDN name both as it is read and as it is sent."""
    return tuple({normalise_host(domain): domain for domain in reversed(_split(text))}.values())[::-1]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
