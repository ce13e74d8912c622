"""What else is known of those who have not answered: whose receipt came, whom our mail did not reach."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from domain.digest import Digest
from domain.municipality import danish_key
from domain.standing import MunicipalityStanding, Standing
from notifier.danish import format_last_day, format_number
from notifier.digest_head import find_today
from notifier.digest_regions import NameList
from notifier.envelope import clean_line

LISTED_ADDRESSES = 3
"""So many addresses that our mail did not reach are named of one municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceNotes:
    """Lists of those who have not answered, each for what is known of them; all empty when nothing is."""

    heading: str
    lists: tuple[NameList, ...]
    strays: str


def list_notes(digest: Digest) -> SilenceNotes:
    """Return what is known of the silent, and how many mails came back from addresses that are nobody's."""
    return SilenceNotes(
        heading="Værd at vide om dem, der ikke har svaret",
        lists=tuple(_list_silent(digest)),
        strays=_describe_strays(sum(bounce.municipality is None for bounce in digest.bounces)),
    )


def _describe_strays(number: int) -> str:
    if number == 1:
        return "1 mail er kommet retur fra en adresse, der ikke kan knyttes til en kommune. Den er lagt til side."
    told = f"{format_number(number)} mails er kommet retur fra adresser, der ikke kan knyttes til en kommune."
    return f"{told} De er lagt til side." if number else ""


def _list_silent(digest: Digest) -> Iterator[NameList]:
    silent = digest.standings.with_standing(Standing.MISSING, Standing.EXTENDED)
    yield from _list("Har kun kvitteret for modtagelsen", (row for row in silent if row.acknowledged), _name)
    yield from _list(
        "Mail er kommet retur", (row for row in silent if row.bounced), lambda row: _name_bounced(row, digest)
    )
    overdue = (row for row in silent if row.standing is Standing.MISSING and row.extension_until)
    yield from _list("Udsættelsen er udløbet", overdue, lambda row: _name_overdue(row, digest))


def _list(
    heading: str, rows: Iterable[MunicipalityStanding], name: Callable[[MunicipalityStanding], str]
) -> Iterator[NameList]:
    found = sorted(rows, key=lambda row: danish_key(row.municipality.name))
    if found:
        yield NameList(heading=heading, number=format_number(len(found)), names=", ".join(map(name, found)))


def _name(row: MunicipalityStanding) -> str:
    return row.municipality.name


def _name_bounced(row: MunicipalityStanding, digest: Digest) -> str:
    """Return the name with what could not be delivered, as the report says it."""
    said = dict.fromkeys(
        clean_line(bounce.said, 100)
        for bounce in digest.bounces
        if bounce.municipality == row.municipality.code and bounce.said
    )
    told = "; ".join(list(said)[:LISTED_ADDRESSES])
    return f"{row.municipality.name} ({told})" if told else row.municipality.name


def _name_overdue(row: MunicipalityStanding, digest: Digest) -> str:
    if row.extension_until is None:
        return row.municipality.name
    return f"{row.municipality.name} ({format_last_day(row.extension_until, find_today(digest))})"
