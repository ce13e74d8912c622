"""What the ledger says when a mail is gone from the books."""

import sqlite3
from contextlib import closing

from tests.acceptance.conftest import Letters
from tests.installation import Installation


def test_ledger_of_books_that_lost_a_mail_ends_with_status_1(installation: Installation, letters: Letters) -> None:
    for code in ("0461", "0101"):
        path = installation.folder / f"{code}.eml"
        path.write_bytes(letters.reply(code, "2019-10-21 09:12"))
        assert installation.run("import", "--mailbox", "FLJE", str(path)).status == 0
    before = installation.run("ledger")
    with closing(sqlite3.connect(installation.folder / "data" / "kommunesvar.db")) as books, books:
        books.execute("UPDATE sightings SET message = NULL WHERE id = 2")
        for table in ("replies", "suggestions", "attachments"):
            books.execute(f"DELETE FROM {table} WHERE message = 2")  # noqa: S608 - a name from the line above
        books.execute("DELETE FROM messages WHERE id = 2")

    after, told = installation.run("ledger"), installation.run("ledger", "--format", "json")

    assert (before.status, after.status, told.status) == (0, 1, 1)
    assert "stemmer ikke" in after.out
    assert "stemmer ikke" not in before.out
    line = told.json["FLJE"]
    assert (line["sightings"], line["mails"], line["counted"], line["balanced"]) == (2, 1, 1, False)
    assert told.json["MLAR"]["balanced"] is True
