"""Searching mails and attachments for words, through one interface whatever the database.

The index is derived and comes after the books: who judges a mail only notes, in the same transaction, that its
words are due. Before every search, and at the end of every round of processing, what is due is taken in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from domain.search import RANKED, SearchOrder, SearchQuery, SearchResult, Term, parse_terms
from storage.database import Database
from storage.search_entries import Entry, find_message, load_entries
from storage.search_hits import load_hits
from storage.search_postgresql import TextSearchIndex
from storage.search_sqlite import Fts5Index
from storage.search_tables import search_due, search_entries

BATCH = 100
"""Messages taken in within one transaction: others who write wait for it, a few hundredths of a second."""

_LAST = select(func.max(search_due.c.id))
_DUE = (
    select(search_due.c.id, search_due.c.message)
    .where(search_due.c.id <= bindparam("last"))
    .order_by(search_due.c.id)
    .limit(BATCH)
)
_READ = delete(search_due).where(search_due.c.id.in_(bindparam("ids", expanding=True)))
_IS_OLD = search_entries.c.message.in_(bindparam("ids", expanding=True))
_OLD = select(search_entries.c.entry).where(_IS_OLD)
_FORGET = delete(search_entries).where(_IS_OLD)
_TURN = "search"


class WordIndex(Protocol):
    """The index of words of one kind of database; each method works within the caller's transaction."""

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Take entries in, none of which it has."""
        ...

    def delete(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take the entries of these numbers out."""
        ...

    def find_newest(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> tuple[int, list[int]]:
        """Return how many entries meet every term and filter, and the numbers of one page of them, newest first."""
        ...

    def find_best(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> list[int]:
        """Return the numbers of one page of these entries, those first in which the terms say most."""
        ...


INDEXES: Mapping[str, type[WordIndex]] = {"sqlite": Fts5Index, "postgresql": TextSearchIndex}


class SqlSearch:
    """Searches in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = INDEXES[database.kind]()

    def catch_up(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Take in what was judged since it was last done; as the port says."""
        with self._database.reading() as connection:
            last = connection.scalar(_LAST)
        count = 0
        while last is not None and not stop() and (taken := self._take_in(last)):
            count += taken
        return count

    def _take_in(self, last: int) -> int:
        """Take in some of what is due, up to this number; return how many notes of it were done."""
        with self._database.writing() as connection:
            # Whoever comes second must wait for the first: what that one has begun is due for both.
            self._database.wait_turn(connection, _TURN)
            due = connection.execute(_DUE, {"last": last}).all()
            if due:
                self._replace(connection, sorted({row.message for row in due}))
                connection.execute(_READ, {"ids": [row.id for row in due]})
        return len(due)

    def _replace(self, connection: Connection, ids: Sequence[int]) -> None:
        if old := connection.execute(_OLD, {"ids": ids}).scalars().all():
            self._index.delete(connection, old)
            connection.execute(_FORGET, {"ids": ids})
        # A message that is there no more leaves nothing behind.
        if entries := load_entries(connection, ids):
            self._index.insert(connection, entries)
            numbers = [{"message": entry.message, "entry": entry.number} for entry in entries]
            connection.execute(insert(search_entries), numbers)

    def search(self, query: SearchQuery) -> SearchResult:
        """Return the mails that say all the words; as the port says."""
        terms = parse_terms(query.text)
        if not terms:
            return SearchResult(hits=(), total=0, order=query.order)
        self.catch_up()
        with self._database.reading() as connection:
            total, numbers = self._index.find_newest(connection, query, terms)
            by_rank = query.order is SearchOrder.RELEVANCE and total <= RANKED
            if by_rank and numbers:
                numbers = self._index.find_best(connection, query, terms)
            hits = load_hits(connection, [find_message(number) for number in numbers], terms)
        return SearchResult(hits=hits, total=total, order=SearchOrder.RELEVANCE if by_rank else SearchOrder.NEWEST)
