"""The index of words in PostgreSQL: its text search with the Danish stemmer.

What is stored of a text is each word as it is written, so that it can be found by its beginning, and its stem
(https://www.postgresql.org/docs/current/textsearch.html). Phrases are compared in the text itself: a vector
counts words only to 16,383, and knows a phrase of inflected words from no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from domain.search import SearchQuery, Term
from domain.search_words import WORD
from storage.search_entries import BREAK, EVERYTHING, Entry, list_facets, name_entry

LONGEST_VECTOR = 200_000
"""Characters. A vector holds no more than 1 MB of lexemes and positions, or PostgreSQL raises an error."""

LONGEST_LEXEME = 500
"""Characters; a longer 'word' (a key, a picture in letters) is cut: PostgreSQL takes 2,047 bytes."""

_VECTOR = "setweight(to_tsvector('simple', CAST(:{0} AS text)) || to_tsvector('danish', CAST(:{0} AS text)), '{1}')"
_VECTORS = " || ".join(_VECTOR.format(*part) for part in (("subject", "A"), ("sender", "B"), ("texts", "D")))
_INSERT = text(
    "INSERT INTO search_index (entry, words, found, is_giant) "  # noqa: S608 - no word of anybody else is in it
    f"VALUES (:number, :words, {_VECTORS} || array_to_tsvector(:facets), :is_giant)"
)
_DELETE = text("DELETE FROM search_index WHERE entry = ANY(:numbers)")
_ALWAYS_BY_INDEX = text("SET LOCAL enable_seqscan = off")
"""The planner does not know what it costs to unpack the vector of every mail there is."""


class TextSearchIndex:
    """The words of mails in a table with vectors, by the numbers of the entries."""

    def insert(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Take entries in; see the protocol."""
        connection.execute(_INSERT, [_describe(entry) for entry in entries])

    def delete(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take entries out."""
        connection.execute(_DELETE, {"numbers": list(numbers)})

    def find_newest(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> tuple[int, list[int]]:
        """Return how many entries there are, and one page of them; see the protocol."""
        asked = _ask(query, terms)
        connection.execute(_ALWAYS_BY_INDEX)
        rows = connection.execute(text(asked.find_newest()), asked.values | _describe_page(query)).all()
        return rows[0].total, [row.entry for row in rows if row.entry is not None]

    def find_best(self, connection: Connection, query: SearchQuery, terms: Sequence[Term]) -> list[int]:
        """Return one page of entries, ranked; see the protocol."""
        asked = _ask(query, terms)
        connection.execute(_ALWAYS_BY_INDEX)
        return list(connection.execute(text(asked.find_best()), asked.values | _describe_page(query)).scalars())


def _describe_page(query: SearchQuery) -> dict[str, object]:
    return {"limit": query.limit, "offset": query.offset}


def _describe(entry: Entry) -> dict[str, object]:
    subject, sender, *texts = (_list_words(one) for one in (entry.subject, entry.sender, entry.body, entry.files))
    everything = BREAK.join((subject, sender, *texts))
    said = " ".join(texts)
    if len(everything) > LONGEST_VECTOR:
        # Without how often each word is said, most texts fit.
        said = " ".join(dict.fromkeys(said.split()))
    is_giant = len(said) + len(subject) + len(sender) > LONGEST_VECTOR
    vectors = ("", "", "") if is_giant else (subject, sender, said)
    return {
        "number": entry.number,
        "words": f" {everything} ",
        **dict(zip(("subject", "sender", "texts"), vectors, strict=True)),
        "facets": [_name_facet(facet) for facet in entry.facets],
        "is_giant": is_giant,
    }


def _list_words(folded: str) -> str:
    """Return the words of a text alone: of 'anne@odense.dk' PostgreSQL would make one word."""
    parts = (" ".join(word[:LONGEST_LEXEME] for word in WORD.findall(part)) for part in folded.split(BREAK))
    return BREAK.join(parts)


def _name_facet(facet: str) -> str:
    """Return a facet as a lexeme that no beginning of a word can find."""
    return f"={facet}"


@dataclass(slots=True)
class _Values:
    """The values of a statement, each under a name of its own."""

    named: dict[str, object] = field(default_factory=dict)

    def add(self, value: object) -> str:
        """Keep a value; return how the statement names it."""
        name = f"v{len(self.named)}"
        self.named[name] = value
        return f":{name}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What finds the hits: one condition for the vectors, one for the giants, and their values."""

    query: str
    of_vectors: str
    of_giants: str
    values: dict[str, object]

    # All that was typed is among the values; what stands in the statements themselves is ours.

    def find_newest(self) -> str:
        """Return the statement that counts all hits and selects the newest of them."""
        # Gathered first, then sorted: else the newest mails are unpacked one by one until enough of them fit.
        newest = "SELECT entry FROM hits ORDER BY entry DESC LIMIT :limit OFFSET :offset"
        return (
            f"WITH hits AS MATERIALIZED ({self._select('entry')}) "  # noqa: S608
            f"SELECT total, entry FROM (SELECT count(*) AS total FROM hits) AS counted "
            f"LEFT JOIN ({newest}) AS newest ON true ORDER BY entry DESC"
        )

    def find_best(self) -> str:
        """Return the statement that selects the hits in which the terms say most."""
        hits = self._select(f"entry, ts_rank(found, {self.query}) AS rank")
        return f"SELECT entry FROM ({hits}) AS hits ORDER BY rank DESC, entry DESC LIMIT :limit OFFSET :offset"  # noqa: S608

    def _select(self, columns: str) -> str:
        parts = (f"SELECT {columns} FROM search_index WHERE {which}" for which in (self.of_vectors, self.of_giants))  # noqa: S608
        return " UNION ALL ".join(parts)


def _ask(query: SearchQuery, terms: Sequence[Term]) -> _Asked:
    """Return what finds entries in the index and, among the giants, in their texts."""
    values = _Values()
    facets = list(list_facets(query))
    indexed = [term for term in terms if _is_indexed(term)]
    # Without anything that must be there the index would be walked through as a whole.
    needed = facets if any(not term.unwanted for term in indexed) else [EVERYTHING, *facets]
    asked = " && ".join((_write_facets(needed, values), *(_write_query(term, values) for term in indexed)))
    period = list(_list_period(query, values))
    phrases = [_compare(term, values) for term in terms if term.exact or len(term.words) > 1]
    of_vectors = ("NOT is_giant", f"found @@ ({asked})", *period, *phrases)
    of_giants = (
        "is_giant",
        f"found @@ {_write_facets([EVERYTHING, *facets], values)}",
        *period,
        *(_compare(term, values) for term in terms),
    )
    return _Asked(f"({asked})", " AND ".join(of_vectors), " AND ".join(of_giants), values.named)


def _write_facets(facets: Sequence[str], values: _Values) -> str:
    lexemes = " & ".join(f"'{_name_facet(facet)}'" for facet in facets)
    return f"CAST({values.add(lexemes)} AS tsquery)"


def _list_period(query: SearchQuery, values: _Values) -> Iterator[str]:
    if query.since is not None:
        yield f"entry >= {values.add(name_entry(query.since))}"
    if query.until is not None:
        yield f"entry < {values.add(name_entry(query.until))}"


def _is_indexed(term: Term) -> bool:
    """Say whether the index can be asked: that its words occur says nothing of a phrase that must not."""
    return not (term.unwanted and (term.exact or len(term.words) > 1))


def _write_query(term: Term, values: _Values) -> str:
    """Return the term as a query of the text search; its words are letters and digits, so nothing is escaped."""
    *before, last = (f"'{word}'" for word in term.words)
    words = " & ".join((*before, last if term.exact else f"{last}:*"))
    query = f"to_tsquery('simple', {values.add(words)})"
    if len(term.words) == 1 and not term.exact:
        query = f"({query} || to_tsquery('danish', {values.add(last)}))"
    return f"!!{query}" if term.unwanted else query


def _compare(term: Term, values: _Values) -> str:
    """Return the term as a comparison with the text itself, in which every word stands between spaces."""
    patterns = [f"% {term.text} %" if term.exact else f"% {term.text}%", *(f"% {one} %" for one in term.inflections)]
    return f"{'NOT ' if term.unwanted else ''}words LIKE ANY({values.add(patterns)})"
