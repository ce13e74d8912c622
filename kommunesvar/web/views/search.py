"""Search (søgning) in mails and attachments: in one consultation, or in everything that ever came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.deadline import end_of_day, start_of_day
from domain.kind import Kind
from domain.message import State
from domain.municipality import Municipality
from domain.search import SearchOrder, SearchQuery, SearchResult, parse_terms
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.hits import ShownHit, show_hit
from kommunesvar.web.navigation import Entry
from kommunesvar.web.paging import Place, find_place, read_page
from kommunesvar.web.parameters import BadParameter

PER_PAGE = 20
LONGEST = 1000
"""Characters: a sentence out of a letter may be pasted in."""


class Sorting(StrEnum):
    """In which order hits are wanted, as the address has it."""

    BEST = "bedste"
    NEWEST = "nyeste"


ORDERS = {Sorting.BEST: SearchOrder.RELEVANCE, Sorting.NEWEST: SearchOrder.NEWEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the hits are narrowed down by; ``until`` is the last day."""

    consultation: str | None
    municipality: Municipality | None
    state: State | None
    kind: Kind | None
    since: date | None
    until: date | None

    @property
    def are_set(self) -> bool:
        """Whether there are any."""
        chosen = (self.consultation, self.municipality, self.state, self.kind, self.since, self.until)
        return any(one is not None for one in chosen)

    @property
    def are_reversed(self) -> bool:
        """Whether the last day is before the first."""
        return self.since is not None and self.until is not None and self.until < self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the page shows.

    ``wanted`` is how many words must occur, and ``unfiltered`` how many hits there would be without filters, where
    there are none with them; ``is_too_many`` says that the best were asked for, and the newest came.
    """

    text: str
    filters: Filters
    sorting: Sorting
    hits: Sequence[ShownHit]
    total: int
    place: Place
    first_page: str
    without_filters: str
    wanted: int
    has_words: bool
    unfiltered: int
    is_too_many: bool
    consultations: Sequence[tuple[str, str]]
    states: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]
    municipalities: Sequence[tuple[str, str]]


@open_to(AccountRole.READER)
def show_search(asked: Asked) -> Response:
    """Show one page of what was found."""
    text = asked.query.find_text("q", longest=LONGEST) or ""
    filters = _read_filters(asked)
    sorting = asked.query.find_choice("sorter", Sorting) or Sorting.BEST
    number = read_page(asked)
    query = replace(
        _make_query(asked, text, filters), order=ORDERS[sorting], offset=(number - 1) * PER_PAGE, limit=PER_PAGE
    )
    found = asked.program.search.search(query)
    page = _make_page(asked, filters, found, text=text, sorting=sorting, number=number)
    return asked.show("search.html", view=page)


def _read_filters(asked: Asked) -> Filters:
    query = asked.query
    consultation = query.find_text("hoering")
    if consultation is not None and consultation not in asked.program.consultations:
        raise BadParameter(f"Der er ingen høring, der hedder »{consultation[:40]}«.")
    return Filters(
        consultation=consultation,
        municipality=query.find_municipality("kommune", asked.program.roster),
        state=query.find_choice("tilstand", State),
        kind=query.find_choice("slags", Kind),
        since=query.find_day("fra"),
        until=query.find_day("til"),
    )


def _make_query(asked: Asked, text: str, filters: Filters) -> SearchQuery:
    zone = asked.program.config.zone
    return SearchQuery(
        text=text,
        consultation=filters.consultation,
        municipality=filters.municipality.code if filters.municipality else None,
        state=filters.state,
        kind=filters.kind,
        since=start_of_day(filters.since, zone) if filters.since else None,
        until=end_of_day(filters.until, zone) if filters.until else None,
    )


def _make_page(
    asked: Asked, filters: Filters, found: SearchResult, *, text: str, sorting: Sorting, number: int
) -> SearchPage:
    terms = parse_terms(text)
    no_filters: dict[str, str | None] = dict.fromkeys(("hoering", "kommune", "tilstand", "slags", "fra", "til", "side"))
    return SearchPage(
        text=text,
        filters=filters,
        sorting=sorting,
        hits=[show_hit(asked, hit) for hit in found.hits],
        total=found.total,
        place=find_place(asked, number, per_page=PER_PAGE, shown=len(found.hits), total=found.total),
        first_page=asked.link_here(side=None),
        without_filters=asked.link_here(**no_filters),
        wanted=sum(not term.unwanted for term in terms),
        has_words=bool(terms),
        unfiltered=_count_unfiltered(asked, text) if filters.are_set and not found.total else 0,
        is_too_many=sorting is Sorting.BEST and found.order is SearchOrder.NEWEST,
        consultations=_list_consultations(asked),
        # What waits has not been read, so nothing of it can be found.
        states=[(state.value, words) for state, words in STATE_WORDS.items() if state is not State.WAITING],
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        municipalities=[(one.code, one.name) for one in asked.program.roster],
    )


def _list_consultations(asked: Asked) -> Sequence[tuple[str, str]]:
    newest_first = sorted(asked.program.consultations.values(), key=lambda one: one.opens, reverse=True)
    return [(one.id, one.title) for one in newest_first]


def _count_unfiltered(asked: Asked, text: str) -> int:
    return asked.program.search.search(SearchQuery(text=text, order=SearchOrder.NEWEST, limit=1)).total


ROUTES = (Route("/soeg", show_search, name="search"),)
ENTRY = Entry(place=40, label="Søg", route="search", of_consultation=False)
