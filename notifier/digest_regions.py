"""The 98 of the digest, by region: how many have answered, who is missing, and who is neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.digest import Digest
from domain.municipality import danish_key
from domain.standing import ANSWERED, MunicipalityStanding, Standing
from notifier.danish import format_count, format_last_day, format_number
from notifier.digest_head import find_today
from notifier.digest_mails import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionBar:
    """How many of a region have answered; ``percent`` is the length of its bar."""

    name: str
    answered: str
    missing: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Names under a heading."""

    heading: str
    number: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingList:
    """Those who have not answered, by region; ``others`` are those who have not either, for a known reason."""

    heading: str
    none: str
    regions: tuple[NameList, ...]
    note: str
    others_heading: str
    others: tuple[NameList, ...]
    link: str
    action: str
    command: str


def list_regions(digest: Digest) -> tuple[RegionBar, ...]:
    """Return a bar for each region that exists at the digest's moment and was asked."""
    return tuple(
        _draw_bar(name, rows)
        for name, rows in _by_region(digest, (r for r in digest.standings.rows if r.standing is not Standing.NOT_ASKED))
    )


def list_missing(digest: Digest, links: Links) -> MissingList:
    """Return who has not answered, by region and in Danish order."""
    missing = digest.standings.with_standing(Standing.MISSING)
    number = format_number(len(missing))
    return MissingList(
        heading="Den ene, der mangler" if len(missing) == 1 else f"De {number}, der mangler" if missing else "Mangler",
        none="" if missing else "Ingen kommuner mangler.",
        regions=tuple(
            NameList(heading=_short(name), number=format_number(len(rows)), names=_join(rows))
            for name, rows in _by_region(digest, missing)
        ),
        note=_warn_of_unknown_senders(digest) if missing else "",
        others_heading=_head_others(_count_others(digest)),
        others=_list_others(digest),
        link=links.missing if missing else "",
        action="Se den ene, der mangler" if len(missing) == 1 else f"Se de {number}, der mangler",
        command=f"kommunesvar status --consultation {digest.consultation.id} --missing",
    )


def _by_region(digest: Digest, rows: Iterable[MunicipalityStanding]) -> list[tuple[str, list[MunicipalityStanding]]]:
    """Return the rows by region, from east to west as the municipality codes run, each in Danish order."""
    east_to_west = sorted(digest.standings.rows, key=lambda row: row.municipality.code)
    regions: dict[str, list[MunicipalityStanding]] = {row.region: [] for row in east_to_west}
    for row in sorted(rows, key=lambda row: danish_key(row.municipality.name)):
        regions[row.region].append(row)
    return [(region, found) for region, found in regions.items() if found]


def _draw_bar(region: str, rows: list[MunicipalityStanding]) -> RegionBar:
    answered = sum(row.standing in ANSWERED for row in rows)
    missing = sum(row.standing is Standing.MISSING for row in rows)
    return RegionBar(
        name=_short(region),
        answered=f"{format_number(answered)} af {format_number(len(rows))}",
        missing=format_number(missing),
        percent=round(100 * answered / len(rows)),
    )


def _warn_of_unknown_senders(digest: Digest) -> str:
    """Say that a mail nobody could place may be from one of those called missing."""
    unknown = sum(not mail.suggestion for mail in digest.open_mails)
    if not unknown:
        return ""
    return f"{format_count(unknown, 'mail', 'mails')} til gennemsyn uden kendt kommune kan være fra en af dem."


_OTHERS = {Standing.EXTENDED: "Udsættelse", Standing.UNDER_REVIEW: "Til gennemsyn", Standing.NOT_ASKED: "Ikke hørt"}


def _head_others(number: int) -> str:
    who = "Den ene" if number == 1 else f"De {format_number(number)}"
    return f"{who}, der hverken har svaret eller mangler"


def _count_others(digest: Digest) -> int:
    return len(digest.standings.with_standing(*_OTHERS))


def _list_others(digest: Digest) -> tuple[NameList, ...]:
    found = {heading: digest.standings.with_standing(standing) for standing, heading in _OTHERS.items()}
    return tuple(
        NameList(heading=heading, number=format_number(len(rows)), names=_join(rows, find_today(digest)))
        for heading, rows in found.items()
        if rows
    )


def _join(rows: Iterable[MunicipalityStanding], today: date | None = None) -> str:
    """Return the names in Danish order; with ``today``, a running extension's last day beside its name."""
    return ", ".join(
        f"{row.municipality.name} (til {format_last_day(row.extension_until, today)})"
        if today and row.standing is Standing.EXTENDED and row.extension_until
        else row.municipality.name
        for row in sorted(rows, key=lambda row: danish_key(row.municipality.name))
    )


def _short(region: str) -> str:
    """Return ``Sjælland`` for ``Region Sjælland``: the heading has said that it is one."""
    return region.removeprefix("Region ")
