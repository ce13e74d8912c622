"""The list of messages (henvendelser) of a consultation: everything that came, whatever became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.kind import Kind
from domain.message import State
from domain.message_list import ListedMessage, MessageFilter, MessagePage
from domain.municipality import Municipality
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.mail.whose import describe_whose
from kommunesvar.web.navigation import Entry
from kommunesvar.web.paging import Place, find_place, read_page

PER_PAGE = 50
LONGEST_SEARCH = 100


class Scope(StrEnum):
    """Whether the mails of other consultations, and of none, are shown as well."""

    ALL = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One message as the list shows it."""

    message: ListedMessage
    state: str
    kind: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesPage:
    """What the page shows."""

    rows: Sequence[Row]
    wanted: MessageFilter
    is_all: bool
    total: int
    place: Place
    states: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]
    municipalities: Sequence[Municipality]


@open_to(AccountRole.READER)
def show_messages(asked: Asked) -> Response:
    """Show one page of those that were asked for, newest first."""
    consultation = asked.take_consultation()
    is_all = asked.query.find_choice("omfang", Scope) is Scope.ALL
    municipality = asked.query.find_municipality("kommune", asked.program.roster)
    wanted = MessageFilter(
        consultation=None if is_all else consultation,
        states=asked.query.find_choices("tilstand", State),
        kind=asked.query.find_choice("slags", Kind),
        municipality=municipality.code if municipality else None,
        text=asked.query.find_text("q", longest=LONGEST_SEARCH) or "",
    )
    number = read_page(asked)
    found = asked.program.message_list.load_page(wanted, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return asked.show("messages.html", view=_make_page(asked, wanted, found, number=number, is_all=is_all))


def _make_page(asked: Asked, wanted: MessageFilter, found: MessagePage, *, number: int, is_all: bool) -> MessagesPage:
    return MessagesPage(
        rows=[_make_row(asked, message) for message in found.messages],
        wanted=wanted,
        is_all=is_all,
        total=found.total,
        place=find_place(asked, number, per_page=PER_PAGE, shown=len(found.messages), total=found.total),
        states=[(state.value, words) for state, words in STATE_WORDS.items()],
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        municipalities=tuple(asked.program.roster),
    )


def _make_row(asked: Asked, message: ListedMessage) -> Row:
    return Row(
        message=message,
        state=STATE_WORDS[message.state],
        kind=KIND_WORDS[message.kind],
        whose=describe_whose(message.municipalities, message.state, asked.program.roster),
    )


ROUTES = (Route("/hoeringer/{consultation}/henvendelser", show_messages, name="messages"),)
ENTRY = Entry(place=30, label="Henvendelser", route="messages")
