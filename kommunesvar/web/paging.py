"""Pages of a long list: which one an address asks for, and the ways on to its neighbours."""

from dataclasses import dataclass

from kommunesvar.web.asked import Asked

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands in its list; ``first`` and ``last`` are places in the whole list, from 1."""

    first: int
    last: int
    before: str | None
    after: str | None


def read_page(asked: Asked) -> int:
    """Return the number of the page that is asked for, from 1. Raises BadParameter."""
    return min(max(asked.query.find_number("side") or 1, 1), MOST_PAGES)


def find_place(asked: Asked, number: int, *, per_page: int, shown: int, total: int) -> Place:
    """Return where a page stands of which so many lines are shown; beyond the last page nothing is."""
    first = (number - 1) * per_page + 1
    last = first + shown - 1
    return Place(
        first=first,
        last=last,
        before=asked.link_here(side=str(number - 1)) if number > 1 else None,
        after=asked.link_here(side=str(number + 1)) if shown and last < total else None,
    )
