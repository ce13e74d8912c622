"""The 98 municipalities: their names, mail domains and dated regions."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MUNICIPALITY_COUNT = 98


@dataclass(frozen=True, slots=True)
class RegionPeriod:
    """The region a municipality belongs to from a day on, until the next period begins."""

    name: str
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One of the 98, under its four-digit municipality code (kommunekode).

    ``former_names`` are municipalities of before the reform of 2007 that are wholly part of it, and what people
    shorten its name to.
    """

    code: str
    name: str
    official_name: str
    regions: tuple[RegionPeriod, ...]
    domains: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    main_email: str = ""
    population: int = 0
    tile_x: int = 0
    tile_y: int = 0

    def region_on(self, day: date) -> str:
        """Return the region's name on a day: two regions merge on 1 January 2027; before there were any, the first."""
        begun = [period for period in self.regions if period.valid_from <= day]
        if begun:
            return max(begun, key=lambda period: period.valid_from).name
        return min(self.regions, key=lambda period: period.valid_from).name


class Roster:
    """All municipalities, found by code or by the host of a mail address, in Danish order of name."""

    def __init__(self, municipalities: Sequence[Municipality]) -> None:
        ordered = sorted(municipalities, key=lambda m: danish_key(m.name))
        self._by_code = {m.code: m for m in ordered}
        self._by_domain = {normalise_host(domain): m for m in ordered for domain in m.domains}
        if len(self._by_code) != len(ordered):
            raise ValueError("a municipality code occurs twice")
        if len(self._by_domain) != sum(len({normalise_host(domain) for domain in m.domains}) for m in ordered):
            raise ValueError("a mail domain is claimed by two municipalities")

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Municipality:
        return self._by_code[code]

    def find_by_host(self, host: str) -> tuple[Municipality, str] | None:
        """Find whose host this is, and the domain that proves it, or None.

        Whole labels only and the longest first: ``okf.kk.dk`` is København's, ``fkk.dk`` nobody's.
        """
        labels = normalise_host(host).split(".")
        for start in range(len(labels) - 1):
            domain = ".".join(labels[start:])
            if domain in self._by_domain:
                return self._by_domain[domain], domain
        return None


@lru_cache(maxsize=256)
def normalise_host(host: str) -> str:
    """Return a host name in lower-case ASCII (IDNA), without the final dot.

    A name that IDNA refuses is returned as it is in lower case: it will match nothing of ours.
    """
    plain = unicodedata.normalize("NFC", host.strip().rstrip(".").lower())
    if plain.isascii():
        return plain
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def is_within(host: str, domains: tuple[str, ...]) -> bool:
    """Say whether a host is one of these domains or lies below one."""
    name = normalise_host(host)
    return any(name == d or name.endswith(f".{d}") for d in map(normalise_host, domains) if d)


def danish_key(name: str) -> tuple[str, str]:
    """Return a key that sorts as Danes do: æ, ø, å last, and Aa as Å."""
    folded = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    table = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
    return folded.translate(table), name
