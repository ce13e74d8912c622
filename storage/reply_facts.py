"""The counted replies that standings are judged from, remembered until one of their rows is another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from domain.arrivals import find_arrival
from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.kind import Kind
from domain.message import State
from domain.roles import Place, Places
from domain.standing import ReplyFact
from storage.columns import AnyRow
from storage.reply_roles import KnownPlaces, find_places, load_rows

_TIMELINESS = {one.value: one for one in Timeliness}
_KINDS = {one.value: one for one in Kind}


@dataclass(frozen=True, slots=True)
class _Known:
    """The rows of a consultation, or of one in it, and what was made of them: facts, with when each came."""

    rows: Sequence[AnyRow]
    facts: tuple[tuple[datetime, ReplyFact], ...]


class ReplyFacts:
    """Loads the replies of a consultation; threads may share it, for what two of them find out at once is alike."""

    def __init__(self) -> None:
        self._places = KnownPlaces()
        self._known: dict[tuple[str, str | None], _Known] = {}

    def load(
        self, connection: Connection, consultation: Consultation, municipality: str | None = None
    ) -> tuple[tuple[datetime, ReplyFact], ...]:
        """Return them with when each came, the earliest first; with ``municipality`` those of one alone.

        Their places are found among all of them, also those that come after a moment that is asked about.
        """
        codes = None if municipality is None else [municipality]
        rows = load_rows(connection, consultation.id, codes)
        known = self._known.get((consultation.id, municipality))
        if known is None or known.rows != rows:
            places = find_places(connection, rows, known=self._places)
            known = self._known[consultation.id, municipality] = _Known(rows, _make_facts(rows, places))
        return known.facts

    def load_places(self, connection: Connection, consultation: Consultation) -> Places:
        """Return the place of every reply of a consultation."""
        return find_places(connection, load_rows(connection, consultation.id), known=self._places)


def _make_facts(rows: Sequence[AnyRow], places: Places) -> tuple[tuple[datetime, ReplyFact], ...]:
    return tuple(
        (find_arrival(row.received_at, row.first_seen_at), _make_fact(row, places[row.message, row.municipality]))
        for row in rows
        if row.state == State.COUNTED
    )


def _make_fact(row: AnyRow, place: Place) -> ReplyFact:
    return ReplyFact(
        message=row.message,
        municipality=row.municipality,
        received_at=row.received_at,
        timeliness=_TIMELINESS[row.timeliness],
        kind=_KINDS[row.kind],
        provisional=row.provisional,
        role=place.role,
        adds=place.adds,
    )
