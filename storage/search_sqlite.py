"""The index of words in SQLite: FTS5 (https://www.sqlite.org/fts5.html).

Its stemmers know no Danish, so each word is looked for as a beginning and in all its inflections.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from domain.search import SearchQuery, Term
from storage.search_entries import EVERYTHING, Entry, list_facets, name_entry

LOWEST, HIGHEST = -(2**63), 2**63 - 1
_WORDS = "{subject sender body files}"
_RANK = "bm25(search_index, 6.0, 3.0, 1.0, 1.0, 0.0)"
"""A word in the subject says more than one in a text; fewer words and rarer ones say more as well."""

_INSERT = text(
    "INSERT INTO search_index (rowid, subject, sender, body, files, facets) "
    "VALUES (:number, :subject, :sender, :body, :files, :facets)"
)
_DELETE = text("DELETE FROM search_index WHERE rowid = :number")
_MATCH = "FROM search_index WHERE search_index MATCH :wanted AND rowid >= :since AND rowid < :until"
_ALL = text(f"SELECT count(*), group_concat(rowid) {_MATCH}")
"""All at once: with a list of mails as long as this, walking through it is what takes the time. It is in order."""

_BEST = text(f"SELECT rowid {_MATCH} ORDER BY {_RANK}, rowid DESC LIMIT :limit OFFSET :offset")


class Fts5Index:
    """The words of mails in an FTS5 table, whose row numbers are the entries'."""

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Take entries in; see the protocol."""
        connection.execute(_INSERT, [_describe(entry) for entry in entries])

    def delete(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take entries out."""
        connection.execute(_DELETE, [{"number": number} for number in numbers])

    def find_newest(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> tuple[int, list[int]]:
        """Return how many entries there are, and one page of them; see the protocol."""
        total, listed = connection.execute(_ALL, _ask(query, terms)).one()
        end = min(total, query.offset + query.limit)
        if end <= query.offset:
            return total, []
        # Of a long list only the end is taken apart.
        newest = listed.rsplit(",", end)[-end:]
        return total, [int(number) for number in newest[: end - query.offset]][::-1]

    def find_best(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> list[int]:
        """Return one page of entries, ranked; see the protocol."""
        page = {"limit": query.limit, "offset": query.offset}
        return list(connection.execute(_BEST, _ask(query, terms) | page).scalars())


def _describe(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "subject": entry.subject,
        "sender": entry.sender,
        "body": entry.body,
        "files": entry.files,
        "facets": " ".join(entry.facets),
    }


def _ask(query: SearchQuery, terms: Sequence[Term]) -> dict[str, object]:
    facets = [f'facets : "{facet}"' for facet in list_facets(query)]
    wanted = facets + [_write_term(term) for term in terms if not term.unwanted]
    unwanted = [_write_term(term) for term in terms if term.unwanted]
    asked = " AND ".join(wanted) or f'facets : "{EVERYTHING}"'
    return {
        # There is no NOT without something before it.
        "wanted": f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked,
        "since": name_entry(query.since) if query.since else LOWEST,
        "until": name_entry(query.until) if query.until else HIGHEST,
    }


def _write_term(term: Term) -> str:
    """Return the term in the language of FTS5; its words are letters and digits, so nothing needs to be escaped."""
    forms = [f'"{term.text}"' if term.exact else f'"{term.text}" *', *_quote(term.inflections)]
    return f"{_WORDS} : ({' OR '.join(forms)})"


def _quote(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]
