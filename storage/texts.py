"""Texts of files that were read before, so that a rebuild need not read them again."""

from sqlalchemy import insert, select

from domain.message import ExtractedText
from storage.database import Database
from storage.tables import texts
from storage.values import dump_value, parse_value

_TURN = "texts"


class SqlTextCache:
    """Keeps the texts in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, sha256: str, version: str) -> ExtractedText | None:
        """Find what this version of the reader made of these bytes, or None."""
        query = select(texts.c.extracted).where(texts.c.sha256 == sha256, texts.c.version == version)
        with self._database.reading() as connection:
            extracted = connection.scalar(query)
        return parse_value(ExtractedText, extracted) if extracted else None

    def record(self, sha256: str, version: str, extracted: ExtractedText) -> None:
        """Remember it; a second time changes nothing."""
        known = select(texts.c.sha256).where(texts.c.sha256 == sha256, texts.c.version == version)
        with self._database.writing() as connection:
            self._database.wait_turn(connection, _TURN)
            if connection.execute(known).first() is None:
                row = {"sha256": sha256, "version": version, "extracted": dump_value(extracted)}
                connection.execute(insert(texts).values(row))
