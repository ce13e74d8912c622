"""What stands at the top of every page: the consultation, and where one can go from here.

A page is there when its view module exports an ``ENTRY``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.account import Account, Notice
from domain.consultation import Consultation
from domain.health import Outage
from kommunesvar.bootstrap import Program

CountOpen = Callable[[Program, Consultation], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page of the navigation; ``route`` is the name of its route, which takes a consultation unless told otherwise.

    ``count`` is what waits there, shown behind the word. Entries stand in order of ``place``: 10, 20, 30...
    """

    place: int
    label: str
    route: str
    count: CountOpen | None = None
    of_consultation: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry as it is shown."""

    label: str
    address: str
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the template around every page shows."""

    consultation: Consultation
    consultations: Sequence[Consultation]
    links: Sequence[Link]
    account: Account
    notices: Sequence[Notice]
    outages: Sequence[Outage] = ()
