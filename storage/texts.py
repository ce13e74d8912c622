"""Texts of files that were read before, so that a rebuild need not read them again."""

import threading
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import and_, bindparam, insert, select

from domain.message import ExtractedText
from domain.reading_ports import KNOWN_BY
from storage.database import Database
from storage.tables import texts
from storage.values import dump_value, parse_value

_TURN = "texts"
BATCH_SIZE = 64
"""So many texts are written in one transaction; a crash costs reading as many files once more."""

# Asked for every file of every mail: building a statement takes longer than running it.
_PLACE = and_(texts.c.sha256 == bindparam("sha256"), texts.c.version == bindparam("version"))
_FIND = select(texts.c.extracted).where(_PLACE)
_LIST_KNOWN = select(texts.c.sha256, texts.c.version).where(
    texts.c.sha256.in_(bindparam("sha256s", expanding=True)),
    texts.c.version.in_(bindparam("versions", expanding=True)),
)
_ANY = select(texts.c.sha256).where(texts.c.version == bindparam("version")).limit(1)
_EVERY = select(texts.c.sha256).where(texts.c.version == bindparam("version")).order_by(texts.c.sha256)
_INSERT = insert(texts)


class SqlTextCache:
    """Keeps the texts in the database, and the newest few in memory until there are enough to write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fresh: dict[tuple[str, str], ExtractedText] = {}
        self._written: set[str] = set()
        self._began_empty: dict[str, bool] = {}
        self._known: dict[str, dict[str, None]] = {}
        self._lock = threading.Lock()

    def find(self, sha256: str, version: str) -> ExtractedText | None:
        """Find what this version of the reader made of these bytes, or None."""
        with self._lock:
            if (fresh := self._fresh.get((sha256, version))) is not None:
                return fresh
            if sha256 not in self._written and self._is_new(version):
                return None
        with self._database.reading() as connection:
            extracted = connection.scalar(_FIND, {"sha256": sha256, "version": version})
        return parse_value(ExtractedText, extracted) if extracted else None

    def _is_new(self, version: str) -> bool:
        """Say whether there was no text of this version at first; what others have written since is read anew.

        Asking for each file of a new archive what can only be missing costs more than judging what is in it.
        """
        if version not in self._began_empty:
            with self._database.reading() as connection:
                self._began_empty[version] = connection.scalar(_ANY, {"version": version}) is None
        return self._began_empty[version]

    def record(self, sha256: str, version: str, extracted: ExtractedText) -> None:
        """Remember it; a second time changes nothing."""
        with self._lock:
            self._fresh.setdefault((sha256, version), extracted)
            self._load_known(version).setdefault(sha256[:KNOWN_BY])
            is_full = len(self._fresh) >= BATCH_SIZE
        if is_full:
            self.flush()

    def list_known(self, version: str, since: int) -> Sequence[str]:
        """List the files that this version has read, as the port says."""
        with self._lock:
            known = self._load_known(version)
            return [*islice(reversed(known), max(0, len(known) - since))][::-1]

    def _load_known(self, version: str) -> dict[str, None]:
        """Return the beginnings of the checksums in the order they became known: they are many, and kept in memory."""
        if version not in self._known:
            with self._database.reading() as connection:
                every = connection.scalars(_EVERY, {"version": version})
                self._known[version] = {sha256[:KNOWN_BY]: None for sha256 in every}
        return self._known[version]

    def flush(self) -> None:
        """Write what is only in memory."""
        with self._lock:
            fresh, self._fresh = self._fresh, {}
            self._written.update(sha256 for sha256, _ in fresh)
        if not fresh:
            return
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            places = {"sha256s": [sha256 for sha256, _ in fresh], "versions": sorted({version for _, version in fresh})}
            known = {tuple(row) for row in connection.execute(_LIST_KNOWN, places)}
            rows = [
                {"sha256": sha256, "version": version, "extracted": dump_value(extracted)}
                for (sha256, version), extracted in fresh.items()
                if (sha256, version) not in known
            ]
            if rows:
                connection.execute(_INSERT, rows)
