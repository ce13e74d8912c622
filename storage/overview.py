"""What the overview tells beside the standings, each in one small query, for the page is asked for all the time."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from domain.message import State
from domain.overview import FirstReplies, OpenBrief
from domain.review import ReviewReason
from storage.database import Database
from storage.tables import messages, replies

PAGE = 500


class SqlOverview:
    """Reads from the database what the overview tells."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_open_briefs(self, ids: Sequence[int]) -> Mapping[int, OpenBrief]:
        """Return why each of these mails is open, by message."""
        query = select(messages.c.id, messages.c.state, messages.c.judgement)
        briefs = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), PAGE):
                for row in connection.execute(query.where(messages.c.id.in_(ids[start : start + PAGE]))):
                    reasons = _read_reasons(row.judgement) if row.state == State.REVIEW else ()
                    briefs[row.id] = OpenBrief(message=row.id, state=State(row.state), reasons=reasons)
        return briefs

    def load_first_replies(self, consultation: str) -> FirstReplies:
        """Return when the first counted reply of each municipality came."""
        query = (
            select(replies.c.municipality, func.min(replies.c.received_at).label("first"))
            .where(replies.c.consultation == consultation)
            .group_by(replies.c.municipality)
        )
        with self._database.reading() as connection:
            return {row.municipality: row.first for row in connection.execute(query)}

    def count_answered(self) -> Mapping[str, int]:
        """Return how many municipalities have answered, by consultation."""
        number = func.count(replies.c.municipality.distinct()).label("number")
        query = select(replies.c.consultation, number).group_by(replies.c.consultation)
        with self._database.reading() as connection:
            return {row.consultation: row.number for row in connection.execute(query)}


def _read_reasons(judgement: str | None) -> tuple[ReviewReason, ...]:
    """Return the reasons of a judgement; the rest of it is not made into anything, for it is long."""
    return tuple(map(ReviewReason, json.loads(judgement)["reasons"])) if judgement else ()
